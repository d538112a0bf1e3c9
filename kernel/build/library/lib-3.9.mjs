/**
 * 3.9's library: no package carries it whole.  Of each file we take the copy that has the real 3.9.18's syntax tree,
 * first with its docstrings (3.10's, where nothing changed), else without (Brython's, docstrings stripped).
 * Checked by test/tools/compare-lib.py against an installed 3.9.18, which also writes these lists.
 * What no package carries with that tree comes from 3.10, without what 3.9 cannot run: `nearest`, which ARCHITECTURE.md
 * names among the differences.
 */
const unchanged = `
    _py_abc _weakrefset _compat_pickle _strptime _threading_local cmd code codecs collections/abc contextvars
    decimal difflib fnmatch genericpath getopt gettext graphlib heapq json/__init__ json/decoder json/encoder
    json/scanner json/tool numbers operator optparse pstats quopri re reprlib secrets selectors shlex signal
    stat string stringprep struct symtable tabnanny this tracemalloc unittest/__init__ unittest/loader
    unittest/runner unittest/signals unittest/suite unittest/util uuid warnings weakref html/__init__
    html/entities encodings/aliases encodings/utf_8 encodings/ascii encodings/latin_1 urllib/__init__
    encodings/hex_codec encodings/raw_unicode_escape encodings/rot_13 encodings/unicode_escape encodings/utf_16
    encodings/utf_16_be encodings/utf_16_le encodings/utf_32 encodings/utf_32_be encodings/utf_32_le encodings/utf_8_sig
`;
const stripped = `
    __future__ bisect calendar codeop colorsys configparser copy csv fractions importlib/__init__
    importlib/abc importlib/machinery importlib/util io keyword linecache locale opcode posixpath ntpath
    pprint textwrap timeit token
`;
/** 3.10's copies, and what is taken out of them. */
const nearest = {
  types: /^(UnionType|EllipsisType|NoneType|NotImplementedType) = .*\n/gm,
  copyreg: /^def pickle_union[^]*?^pickle\(type\(int \| str\), pickle_union\)\n/gm,
  'collections/__init__':
    /^ {8}'__match_args__': field_names,\n|^ {4}def total\(self\):\n.*\n.*\n\n|^ {4}def __eq__\(self, other\):\n {8}'True if all counts agree[^]*?return self >= other and self != other\n\n/gm,
  _collections_abc: undefined,
  abc: undefined,
  contextlib: undefined,
  dataclasses: undefined,
  argparse: undefined,
  ast: undefined,
  dis: undefined,
  'encodings/__init__': undefined,
  inspect: undefined,
  'logging/__init__': undefined,
  queue: undefined,
  threading: undefined,
  tokenize: undefined,
  enum: undefined,
  functools: undefined,
  os: undefined,
  random: undefined,
  datetime: undefined,
  sre_compile: undefined,
  sre_constants: undefined,
  sre_parse: undefined,
  statistics: undefined,
  traceback: undefined
};

const paths = text =>
  text
    .trim()
    .split(/\s+/)
    .map(name => `${name}.py`);

/**
 * The files of 3.9's library.
 * @param {(version: string) => (name: string) => string | undefined} open
 * @returns {(name: string) => string | undefined}
 */
export function library39(open) {
  const next = open('3.10');
  const brython = open('3.9');
  const fromNext = new Set(paths(unchanged));
  const fromBrython = new Set(paths(stripped));
  const trimmed = new Map(Object.entries(nearest).map(([name, cut]) => [`${name}.py`, cut]));
  return name => {
    if (fromNext.has(name)) return next(name);
    if (fromBrython.has(name)) return brython(name);
    if (!trimmed.has(name)) return undefined;
    const cut = trimmed.get(name);
    return cut === undefined ? next(name) : next(name).replace(cut, '');
  };
}
