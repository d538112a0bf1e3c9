"""Prints what can be measured of every code object: one JSON line per file, in the order of co_consts, outermost first.

    PYTHON dump-code.py FILE...          (--lib: this interpreter's own standard library;  --mode exec|single|eval)
"""
import json
import os
import sys
import types
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


def text(value):
    """A constant as text: type and value, the same in test/tools/dump-code.mjs."""
    t = type(value)
    if t is types.CodeType:
        return "code " + value.co_name
    if t is tuple:
        return "(" + ",".join(map(text, value)) + ")"
    if t is frozenset:
        return "{" + ",".join(sorted(map(text, value))) + "}"
    if t is slice:
        return "slice(" + ",".join(map(text, (value.start, value.stop, value.step))) + ")"
    if t is str:
        return json.dumps(value)
    if t is bytes:
        return "b" + value.hex()
    if t is float:
        return "float " + value.hex()
    if t is complex:
        return "complex " + value.real.hex() + " " + value.imag.hex()
    return repr(value)


def loads(code):
    """How often each local is loaded borrowed, owned and checked (3.14)."""
    import dis

    found = {}
    for i in dis.get_instructions(code):
        name = i.opname
        if not name.startswith("LOAD_FAST") or name == "LOAD_FAST_AND_CLEAR":
            continue
        kind = "borrowed" if "BORROW" in name else "checked" if "CHECK" in name else "owned"
        args = i.argval if isinstance(i.argval, tuple) else (i.argval,)
        for arg in args:
            if arg in code.co_cellvars or arg in code.co_freevars:
                continue
            key = "%s %s" % (arg, kind)
            found[key] = found.get(key, 0) + 1
    return found


def describe(code):
    c = code
    return {
        "name": c.co_name,
        "qualname": getattr(c, "co_qualname", None),
        "line": c.co_firstlineno,
        "flags": c.co_flags,
        "arguments": [c.co_argcount, getattr(c, "co_posonlyargcount", 0), getattr(c, "co_kwonlyargcount", 0)],
        "consts": [text(x) for x in c.co_consts],
        "names": list(c.co_names),
        "varnames": list(c.co_varnames),
        "cellvars": list(c.co_cellvars),
        "freevars": list(c.co_freevars),
        "stacksize": c.co_stacksize,
        "loads": loads(c) if sys.version_info >= (3, 14) else None,
    }


def walk(code, out):
    out.append(describe(code))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            walk(constant, out)
    return out


def dump(source, filename, mode):
    try:
        return walk(compile(source, filename, mode, dont_inherit=True), [])
    except (SyntaxError, ValueError) as e:
        return {"error": getattr(e, "msg", str(e)), "lineno": getattr(e, "lineno", None), "offset": getattr(e, "offset", None)}


def library():
    for folder, folders, files in os.walk(os.path.dirname(os.__file__)):
        folders[:] = sorted(f for f in folders if f not in ("site-packages", "dist-packages", "__pycache__", "lib2to3"))
        for file in sorted(files):
            if file.endswith(".py"):
                yield os.path.join(folder, file)


def main(arguments):
    mode = "exec"
    if "--mode" in arguments:
        at = arguments.index("--mode")
        mode = arguments[at + 1]
        del arguments[at : at + 2]
    if "--json" in arguments:
        # a JSON list of sources on stdin, a JSON list of answers on stdout
        print(json.dumps([dump(s["source"], "<test>", s.get("mode", "exec")) for s in json.load(sys.stdin)]))
        return
    files = list(library()) if "--lib" in arguments else arguments
    for path in files:
        try:
            with open(path, "rb") as f:
                source = f.read()
        except OSError:
            continue
        try:
            import io
            import tokenize

            encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
            decoded = source.decode(encoding)
        except Exception:
            continue
        print(json.dumps({"path": path, "objects": dump(decoded, path, mode)}))


if __name__ == "__main__":
    main(sys.argv[1:])
