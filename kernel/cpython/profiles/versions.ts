/** The CPythons that refscope can be.  A version is a patch release, and its key is what people type. */
export interface Version {
  /** What `--python`, a kernelspec and a record name, such as `3.14`. */
  readonly key: string;
  /** The patch release simulated. */
  readonly release: string;
  /** Bytes in a word. */
  readonly word: 8 | 4;
  readonly isDefault: boolean;
}

const version = (key: string, release: string, isDefault = false): Version => ({
  key,
  release,
  word: 8,
  isDefault
});

export const versions: readonly Version[] = [
  version('3.9', '3.9.18'),
  version('3.11', '3.11.7'),
  version('3.13', '3.13.0'),
  version('3.14', '3.14.10', true)
];
