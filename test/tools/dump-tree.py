"""Dumps syntax trees of the running interpreter in the format of dump-tree.mjs, to compare ours with.

  dump-tree.py FILES...         one JSON line per file: {path, hashes | error, text if not UTF-8}
  dump-tree.py --text FILE      the dump itself, one line per top-level statement
  dump-tree.py --lib [FOLDER]   FILES is every .py of the standard library, or of FOLDER

Works in 3.8 and later. `--no-places` leaves positions out.
"""
import ast
import hashlib
import json
import os
import struct
import sys
import sysconfig
import tokenize
import warnings

SKIP = {"type_comment", "type_ignores"}
PLACES = "--no-places" not in sys.argv


def value(v):
    if v is None or v is True or v is False or v is Ellipsis:
        return repr(v)
    if isinstance(v, str):
        return json.dumps(v)
    if isinstance(v, bytes):
        return "b" + v.hex()
    if isinstance(v, int):
        return hex(v)
    if isinstance(v, float):
        return "f" + struct.pack(">d", v).hex()
    return "j" + struct.pack(">d", v.imag).hex()


def dump(n):
    if sys.version_info < (3, 9):  # what stands in x[...] had nodes of its own
        if isinstance(n, ast.Index):
            return dump(n.value)
        if isinstance(n, ast.ExtSlice):
            return "(Tuple " + dump(n.dims) + " (Load))"
    if isinstance(n, ast.AST):
        out = [type(n).__name__]
        if PLACES and hasattr(n, "lineno"):
            out.append("@%d:%d-%d:%d" % (n.lineno, n.col_offset, n.end_lineno, n.end_col_offset))
        for f in n._fields:
            if f in SKIP:
                continue
            v = getattr(n, f, None)
            if isinstance(n, ast.Constant) and f == "value" or isinstance(n, ast.MatchSingleton if sys.version_info >= (3, 10) else ()) :
                out.append(value(v))
            else:
                out.append(dump(v))
        return "(" + " ".join(out) + ")"
    if isinstance(n, list):
        return "[" + " ".join(map(dump, n)) + "]"
    return value(n)


def text_of(path):
    data = open(path, "rb").read()
    encoding, _ = tokenize.detect_encoding(iter(data.splitlines(True)).__next__)
    return data.decode(encoding), encoding


def library(root):
    for folder, folders, files in os.walk(root):
        folders[:] = [f for f in folders if f not in ("site-packages", "dist-packages", "__pycache__")]
        for name in sorted(files):
            if name.endswith(".py") and os.path.exists(os.path.join(folder, name)):
                yield os.path.join(folder, name)


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if "--text" in sys.argv:
        for statement in ast.parse(open(args[0], "rb").read()).body:
            print(dump(statement))
        return
    for path in library(args[0] if args else sysconfig.get_path("stdlib")) if "--lib" in sys.argv else args:
        row = {"path": path}
        try:
            text, encoding = text_of(path)
            if encoding not in ("utf-8", "utf-8-sig"):
                row["text"] = text
            tree = ast.parse(open(path, "rb").read())
            row["hashes"] = [hashlib.md5(dump(s).encode()).hexdigest()[:12] for s in tree.body]
        except (SyntaxError, UnicodeDecodeError, ValueError) as e:
            if "encod" in str(e) or "codec" in str(e):
                continue  # the bytes are wrong, not the text
            row["error"] = "%s: %s" % (type(e).__name__, e)
        print(json.dumps(row))


main()
