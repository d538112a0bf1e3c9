/**
 * 3.9's library: no package carries it whole.  Of each file we take the copy that has the real 3.9.18's syntax tree,
 * first with its docstrings (3.10's, where nothing changed), else without (Brython's, docstrings stripped).
 * Checked by test/tools/compare-lib.py against an installed 3.9.18, which also writes these lists.
 */
const unchanged = `
    _py_abc _weakrefset _compat_pickle _strptime _threading_local cmd code codecs collections/abc contextvars
    decimal difflib fnmatch genericpath getopt gettext graphlib heapq json/__init__ json/decoder json/encoder
    json/scanner json/tool numbers operator optparse pstats quopri re reprlib secrets selectors shlex signal
    stat string stringprep struct symtable tabnanny this tracemalloc unittest/__init__ unittest/loader
    unittest/runner unittest/signals unittest/suite unittest/util uuid warnings weakref html/__init__
    html/entities encodings/aliases encodings/utf_8 encodings/ascii encodings/latin_1 urllib/__init__
`;
const stripped = `
    __future__ bisect calendar codeop colorsys configparser copy csv fractions importlib/__init__
    importlib/abc importlib/machinery importlib/util io keyword linecache locale opcode posixpath ntpath
    pprint textwrap timeit token
`;

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
  return name => (fromNext.has(name) ? next(name) : fromBrython.has(name) ? brython(name) : undefined);
}
