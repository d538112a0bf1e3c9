#!/usr/bin/env python3
"""Record (or check) what real CPythons print for the cells of the course's notebooks.

  record-notebooks.py                      record with the interpreters under ~/.pyenv/versions
  record-notebooks.py --versions-dir DIR   and with DIR/python<key> (what more_interpreters.py makes); may be repeated
  ... --check                              compare with the recorded files instead of writing them
  ... --only 03-reference-counts           one lesson (may be repeated)

The versions are 3.9, 3.11, 3.13 and 3.14. For a lesson NAME.ipynb the record is test/notebooks/recorded/NAME.json:
from a cell's id to the text it prints, or to an object from version to text where the versions differ. The cells run
one after the other as cell_driver.py runs them, in one fresh process. Left out are cells with the tag refscope-only,
because a real CPython has no such module.

Both ways of running also try every attempt in the lesson's folder checks/EXERCISE/: each file replaces the source of
the cell EXERCISE, and the cell EXERCISE-check must then print what the file's first lines say after "# earns: ".
"""
import argparse
import glob
import json
import os
import subprocess
import sys

VERSIONS = ["3.9", "3.11", "3.13", "3.14"]
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RECORDED = os.path.join(ROOT, "test", "notebooks", "recorded")
PYENV = os.path.expanduser("~/.pyenv/versions")
END = "\x1e"

# cell_driver.py without its last line, fed with cells instead of a file.
RUNNER = """
import json, os, sys
text = open(sys.argv[1], encoding="utf-8").read()
driver = {"__name__": "cell_driver"}
exec(compile(text[:text.rindex("main()")], sys.argv[1], "exec"), driver)
cells = json.loads(sys.stdin.read())
shell = driver["Shell"]()
for cell in cells:
    shell.run_cell(cell)
    sys.stdout.write("\\x1e")
sys.stdout.flush()
os._exit(0)
"""


def interpreters(folders):
    found = {}
    for path in sorted(glob.glob(os.path.join(PYENV, "*", "bin", "python"))):
        found[".".join(path.split(os.sep)[-3].split(".")[:2])] = path
    for folder in folders:
        for path in glob.glob(os.path.join(folder, "python*")):
            found[os.path.basename(path)[len("python"):]] = path
    return {version: found[version] for version in VERSIONS if version in found}


def run(python, cells):
    """What each of the cells, given as (id, source), printed."""
    command = [python, "-I", "-S", "-E", "-B", "-c", RUNNER, os.path.join(HERE, "cell_driver.py")]
    done = subprocess.run(command, input=json.dumps([source for _, source in cells]), text=True, timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    texts = done.stdout.split(END)[:-1]
    if done.stderr or len(texts) != len(cells):
        raise SystemExit("%s: cell %s: %s" % (python, cells[min(len(texts), len(cells) - 1)][0], done.stderr))
    return {name: text for (name, _), text in zip(cells, texts)}


def cells_of(path):
    with open(path, encoding="utf-8") as f:
        notebook = json.load(f)
    return [(cell["id"], "".join(cell["source"])) for cell in notebook["cells"]
            if cell["cell_type"] == "code" and "refscope-only" not in cell["metadata"].get("tags", [])]


def attempts_of(path):
    """(exercise, file, source, what it earns) for each file under the lesson's checks/."""
    for file in sorted(glob.glob(os.path.join(os.path.dirname(path), "checks", "*", "*.py"))):
        with open(file, encoding="utf-8") as f:
            lines = f.read().split("\n")
        earns = [line[len("# earns: "):] for line in lines if line.startswith("# earns: ")]
        source = "\n".join(line for line in lines if not line.startswith("# earns: "))
        yield os.path.basename(os.path.dirname(file)), file, source, "\n".join(earns) + "\n"


def record_of(texts):
    """From version -> cell -> text to cell -> text, or version -> text where they differ."""
    record = {}
    for name in next(iter(texts.values())):
        answers = {version: text[name] for version, text in texts.items()}
        same = len(set(answers.values())) == 1
        record[name] = next(iter(answers.values())) if same else answers
    return record


def check_attempts(path, pythons):
    failed = 0
    cells = cells_of(path)
    names = [name for name, _ in cells]
    for exercise, file, source, earns in attempts_of(path):
        last = names.index(exercise + "-check")
        changed = [(name, source if name == exercise else text) for name, text in cells[:last + 1]]
        for version, python in pythons.items():
            printed = run(python, changed)[exercise + "-check"]
            if printed != earns:
                failed += 1
                print("%s in %s\n  earns  %r\n  not    %r" % (os.path.relpath(file, ROOT), version, printed, earns))
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions-dir", action="append", default=[])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    pythons = interpreters(options.versions_dir)
    if set(pythons) != set(VERSIONS):
        sys.exit("record-notebooks.py: no interpreter for " + ", ".join(v for v in VERSIONS if v not in pythons))
    failed = 0
    os.makedirs(RECORDED, exist_ok=True)
    paths = glob.glob(os.path.join(ROOT, "notebooks", "*.ipynb")) + glob.glob(os.path.join(ROOT, "notebooks/*/*.ipynb"))
    for path in sorted(paths):
        lesson = os.path.basename(path)[:-len(".ipynb")]
        if options.only and lesson not in options.only:
            continue
        record = record_of({version: run(python, cells_of(path)) for version, python in pythons.items()})
        target = os.path.join(RECORDED, lesson + ".json")
        text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
        if options.check:
            with open(target, encoding="utf-8") as f:
                if f.read() != text:
                    failed += 1
                    print(os.path.relpath(target, ROOT) + " is not what the interpreters print")
        else:
            with open(target, "w", encoding="utf-8") as f:
                f.write(text)
        failed += check_attempts(path, pythons)
    sys.exit(1 if failed else 0)


main()
