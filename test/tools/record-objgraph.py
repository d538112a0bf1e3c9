#!/usr/bin/env python3
"""Record what the programs of test/session/objgraph print with the real package objgraph.

  record-objgraph.py OBJGRAPH.py 3.9=/path/to/python 3.11=/path/to/python ...

OBJGRAPH.py is the package's one file (pip download objgraph).  NAME.py is recorded in NAME.expected.json: version to text.
"""
import json
import os
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "session" / "objgraph"


def main(package, *interpreters):
    environment = {**os.environ, "PYTHONPATH": str(pathlib.Path(package).resolve().parent), "PYTHONHASHSEED": "0"}
    for program in sorted(FOLDER.glob("*.py")):
        record = {}
        for version, python in (pair.split("=", 1) for pair in interpreters):
            done = subprocess.run([python, "-S", "-B", program.name], cwd=FOLDER, env=environment, text=True,
                                  capture_output=True, check=False)
            if done.returncode:
                sys.exit("%s in %s:\n%s" % (program.name, version, done.stderr))
            record[version] = done.stdout
        program.with_suffix(".expected.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
