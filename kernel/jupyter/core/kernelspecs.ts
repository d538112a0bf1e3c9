/** The kernelspecs we offer, under the same names in the page and on Node: a notebook's name for its CPython. */

export interface Spec {
  /** `refscope`, `refscope-3.9` ...: what `metadata.kernelspec.name` of a notebook says. */
  readonly name: string;
  readonly displayName: string;
  /** The realm's `python` option. */
  readonly python: string;
}

export const DEFAULT_SPEC: Spec = { name: 'refscope', displayName: 'CPython memory model', python: '3.14' };

/** The versions a learner can choose between, oldest first. */
export const VERSIONS: readonly string[] = ['3.9', '3.11', '3.13', '3.14'];

/** The default first, then one per version. */
export const SPECS: readonly Spec[] = [DEFAULT_SPEC, ...VERSIONS.map(specOfVersion)];

function specOfVersion(python: string): Spec {
  return { name: `refscope-${python}`, displayName: `CPython memory model (${python})`, python };
}

/** The spec a notebook names, or undefined when that kernel is not ours. */
export function specNamed(name: string): Spec | undefined {
  return SPECS.find(spec => spec.name === name);
}

/**
 * What `kernel_info_reply` says of the language, and notebooks keep as `language_info`.  It names the version but not
 * the patch release, so that a notebook which already says it is not changed by being opened.
 */
export function languageInfo(python: string): Readonly<Record<string, unknown>> {
  const major = Number.parseInt(python, 10);
  return {
    name: 'python',
    version: python,
    mimetype: 'text/x-python',
    file_extension: '.py',
    pygments_lexer: major === 2 ? 'ipython2' : 'ipython3',
    codemirror_mode: { name: 'ipython', version: major },
    nbconvert_exporter: 'python'
  };
}
