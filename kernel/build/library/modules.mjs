/** Which of CPython's pure-Python modules are packed: what programs of the course import, and what those need. */

/** Paths without `.py`; one that a version does not have is left out there. */
const names = `
  __future__ _ast_unparse _collections_abc _colorize _compat_pickle _opcode_metadata _py_abc _py_warnings
  _pydatetime _pydecimal _sitebuiltins _strptime _threading_local _weakrefset
  abc annotationlib antigravity argparse ast base64 bisect calendar cmd code codecs codeop
  collections/__init__ collections/abc colorsys configparser contextlib contextvars copy copyreg csv
  dataclasses datetime decimal difflib dis doctest
  encodings/__init__ encodings/aliases encodings/ascii encodings/hex_codec encodings/latin_1
  encodings/raw_unicode_escape encodings/rot_13 encodings/unicode_escape encodings/utf_16 encodings/utf_16_be
  encodings/utf_16_le encodings/utf_32 encodings/utf_32_be encodings/utf_32_le encodings/utf_8 encodings/utf_8_sig enum
  fnmatch fractions functools genericpath getopt gettext glob graphlib heapq html/__init__ html/entities
  importlib/__init__ importlib/_abc importlib/_bootstrap importlib/_bootstrap_external importlib/abc
  importlib/machinery importlib/util importlib/readers importlib/resources/__init__ importlib/resources/abc
  inspect io json/__init__ json/decoder json/encoder json/scanner json/tool json/__main__
  keyword linecache locale logging/__init__ numbers ntpath opcode operator optparse os
  pathlib pathlib/__init__ pathlib/_local pathlib/_abc pathlib/_os pathlib/types pdb pickle pkgutil posixpath pprint
  profile pstats queue quopri random re re/__init__ re/_casefix re/_compiler re/_constants re/_parser reprlib
  rlcompleter runpy sched secrets selectors shlex shutil signal sre_compile sre_constants sre_parse
  stat statistics string string/__init__ string/templatelib stringprep struct symtable tabnanny tempfile textwrap
  this threading timeit token tokenize trace traceback tracemalloc types typing
  unittest/__init__ unittest/__main__ unittest/_log unittest/async_case unittest/case unittest/loader
  unittest/main unittest/mock unittest/result unittest/runner unittest/signals unittest/suite unittest/util
  urllib/__init__ urllib/parse uuid warnings weakref
`;

/** Paths of the files, in order. */
export const packed = names
  .trim()
  .split(/\s+/)
  .map(name => `${name}.py`);
