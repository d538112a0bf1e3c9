/**
 * What a version's grammar has: plain data that the tokenizer and the parser ask.  CPython: Grammar/python.gram, whose
 * history these tables are.  A feature holds from its version on; a version is one line of `VERSIONS`.
 */

/** Each production that not every version has, and the version that brought it. */
const SINCE = {
  /** `(x := 1)` */
  walrus: '3.8',
  /** `def f(a, /)` */
  positionalOnly: '3.8',
  /** `f'{x=}'` */
  debugFStrings: '3.8',
  /** Any expression after `@`. */
  relaxedDecorators: '3.9',
  /** `with (a, b):` */
  parenthesizedWith: '3.9',
  matchStatement: '3.10',
  /** `x[i := 0]` and `{i := 0}` without parentheses. */
  walrusInIndexAndSet: '3.10',
  /** The messages of 3.10: they name what was expected, and where a bracket was opened. */
  betterErrors: '3.10',
  exceptStar: '3.11',
  /** Mistakes that 3.11 began to name: `*` after `**`, defaults and stars of parameters. */
  parameterErrors: '3.11',
  /** `x[*a]` and `*args: *Ts` */
  starInIndex: '3.11',
  /** f-strings are tokens, and nest (PEP 701). */
  fStringTokens: '3.12',
  typeParameters: '3.12',
  /** The text before `{{` ends after both braces. */
  doubledBraceCounts: '3.12',
  /** A bad escape is a SyntaxWarning; before, a DeprecationWarning. */
  escapeSyntaxWarning: '3.12',
  /** A NEWLINE token is as wide as its line end. */
  wideNewline: '3.12',
  /** An unterminated string whose quote was escaped says so. */
  escapedQuoteHint: '3.13',
  /** `f(a=)` is told that a value is missing. */
  argumentValueErrors: '3.12',
  typeParameterDefaults: '3.13',
  /** `3 + not 4`, `[x for x]` and a bare `import` are told what is wrong. */
  operandErrors: '3.13',
  /** Constants of a format spec are joined; 3.12 leaves them apart, and an empty one after a field. */
  foldedSpecs: '3.13',
  tStrings: '3.14',
  exceptWithoutParens: '3.14',
  /** Only whole soft keywords count as such in messages; before, any beginning of one did, such as `c`. */
  wholeSoftKeywords: '3.14',
  /** A warning of a bad escape says what to write, and names its own line. */
  escapeHints: '3.14',
  /** `as 1` and `as a.b` are told that they are no target; `else` without an expression, that it needs one. */
  targetErrors: '3.14',
  lazyImports: '3.15',
  /** Messages of 3.15: `parameter` for what a definition has, and an expression missing after `raise`. */
  parameterWords: '3.15',
  /** `[*a for a in b]` */
  unpackInComprehensions: '3.15'
} as const;

export type Feature = keyof typeof SINCE;

/** The grammar of one version; `keywords` maps each reserved word to itself. */
export type Grammar = Readonly<Record<Feature, boolean>> & {
  readonly version: string;
  readonly keywords: ReadonlyMap<string, string>;
};

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from ' +
  'global if import in is lambda nonlocal not or pass raise return try while with yield';

const keywords: ReadonlyMap<string, string> = new Map(KEYWORDS.split(' ').map(word => [word, word]));

/** '3.11.7' as a number that orders versions: 311. */
function rank(version: string): number {
  const [major = '0', minor = '0'] = version.split('.');
  return Number(major) * 100 + Number(minor);
}

/** The grammar of a version, such as '3.11' or '3.11.7'. */
export function grammarOf(version: string): Grammar {
  const wanted = rank(version);
  const features = Object.entries(SINCE).map(([name, since]) => [name, rank(since) <= wanted]);
  return Object.freeze({
    ...(Object.fromEntries(features) as Record<Feature, boolean>),
    version,
    keywords
  });
}
