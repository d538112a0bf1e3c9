#!/usr/bin/env python3
"""Asks real interpreters what they say to test/syntax: the trees of *.txt, and the errors of broken.txt.

  record-syntax.py NAME=PYTHON...     e.g. 3.9=~/.pyenv/versions/3.9.18/bin/python 3.14=/opt/pythons/python3.14

Writes test/syntax/errors.json: for every program of broken.txt, per version, {kind, message, lineno, offset,
end_lineno, end_offset, text}, or null where that version accepts it.  Rewrites the tree after each `==>` of
test/syntax/trees/*.txt with the dump of the newest interpreter named.  Never edit either by hand.
"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "syntax")

ASK = r'''
import ast, json, sys, warnings
warnings.simplefilter("ignore")
out = []
for source in json.load(sys.stdin):
    try:
        ast.parse(source)
        out.append(None)
    except SyntaxError as e:
        out.append({"kind": type(e).__name__, "message": e.msg, "lineno": e.lineno, "offset": e.offset,
                    "end_lineno": getattr(e, "end_lineno", None), "end_offset": getattr(e, "end_offset", None), "text": e.text})
json.dump(out, sys.stdout)
'''


def ask(python, sources):
    run = subprocess.run([os.path.expanduser(python), "-c", ASK], input=json.dumps(sources), capture_output=True,
                         text=True, check=True)
    return json.loads(run.stdout)


def record_errors(versions):
    with open(os.path.join(FOLDER, "broken.txt"), encoding="utf-8") as f:
        sources = [s if s.endswith("\n") else s + "\n" for s in f.read().split("----\n")]
    said = {name: ask(python, sources) for name, python in versions.items()}
    rows = [{"source": source, "expected": {name: said[name][i] for name in versions}}
            for i, source in enumerate(sources)]
    with open(os.path.join(FOLDER, "errors.json"), "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n")
    print(len(rows), "broken programs recorded from", ", ".join(versions))


def record_trees(versions):
    folder = os.path.join(FOLDER, "trees")
    for name in sorted(os.listdir(folder) if os.path.isdir(folder) else []):
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8") as f:
            cases = f.read().split("\n# ")
        out = []
        for case in cases:
            title, rest = case.removeprefix("# ").split("\n", 1)
            source = rest.split("==>\n")[0].strip("\n") + "\n"
            python = versions[list(versions)[-1]]
            script = os.path.join(HERE, "dump-tree.py")
            with open("/tmp/record-syntax.py", "w", encoding="utf-8") as f:
                f.write(source)
            run = subprocess.run([os.path.expanduser(python), script, "--text", "/tmp/record-syntax.py"],
                                 capture_output=True, text=True)
            if run.returncode:
                sys.exit(f"{path}: {title}: {run.stderr}")
            out.append(f"# {title}\n{source}==>\n{run.stdout}")
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(out))
        print(path, len(out), "trees")


if __name__ == "__main__":
    named = dict(arg.split("=", 1) for arg in sys.argv[1:])
    if not named:
        sys.exit(__doc__)
    record_errors(named)
    record_trees(named)
