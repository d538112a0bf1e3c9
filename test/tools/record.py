#!/usr/bin/env python3
"""Record (or check) what real CPythons print for the programs of test/conformance.

  record.py                                    record with every interpreter under ~/.pyenv/versions, or else
                                               those on PATH (python2.7, python3.6 ...)
  record.py --python 2.7=/path/to/python       record with the named interpreters only
  record.py --versions-dir DIR                 DIR/<x.y.z>/bin/python for each, and DIR/python<key>
                                               (what more_interpreters.py makes); may be repeated
  ... --corpus DIR  another folder of areas
  ... --check       compare with the recorded files instead of writing them
  ... --only AREA or --only AREA/NAME   (may be repeated)
  ... --runs N      fresh processes per version (default 2)
  ... --missing     record only programs that have no expected file, or one older than the program

A program is AREA/NAME.py, its record AREA/NAME.expected.json: an object that
maps a version key to the text the program wrote. Keys: "2.7", "3.6" ... "3.15"
(64-bit), "2.7-32" and "3.11-32" (the 32-bit builds of those versions), and
"3.14.2-wasm32", which only record_wasm.mjs can record.
Recording changes only the versions whose interpreters were given; a version
that fails or differs between runs is reported and left out of the record.

Header comments that matter (among the first five lines of the program):
  # versions: 3.8-3.15     what it is meant for (default: everything): ranges and
                           single versions, separated by commas. A version stands
                           for its 32-bit build too; a 32-bit key may be named
                           alone (3.11-32, 3.14.2-wasm32). "!KEY" takes one key away again and
                           "!32" all the 32-bit ones: 3.8-3.15, !3.14, !32
  # stderr: yes            what it wrote on stderr follows its stdout, after a
                           line "--- stderr ---"; an exit status other than 0
                           follows in a line "--- exit N ---"
  # mode: cell             a notebook: run through cell_driver.py (see there)

Normalised in the text: the directory of the program is removed from paths;
in stderr text additionally 0x<hex> becomes 0xADDR, and a number of seconds
before the word "elapsed" becomes N.NNNN, and the object counts in the lines
"objects in each/permanent generation" become one N.

Each run: cwd is the program's directory, PYTHONHASHSEED=0 in the environment,
flags -I -S -E -B (2.7: -E -S -B).  -I and -E make the interpreter ignore the
environment, so str hashes are randomised: a program whose output depends on
them differs between runs and does not belong in the corpus.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

VERSIONS = ["2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"]
KEYS = VERSIONS + ["2.7-32", "3.11-32"]
WASM = ["3.14.2-wasm32"]
HERE = os.path.dirname(os.path.abspath(__file__))
PYENV = os.path.expanduser("~/.pyenv/versions")
CELL_DRIVER = os.path.join(HERE, "cell_driver.py")


def vkey(key):
    """Sorts version keys: by version, the 64-bit builds before all 32-bit ones."""
    version, _, bits = key.partition("-")
    return (bits, [int(p) for p in version.split(".")])


def base(key):
    return [int(p) for p in key.partition("-")[0].split(".")]


def find_pythons(args):
    found = {}
    for item in args.python or []:
        v, _, path = item.partition("=")
        found[v] = path
    folders = args.versions_dir or ([PYENV] if os.path.isdir(PYENV) and not args.python else [])
    for folder in folders:
        for entry in sorted(os.listdir(folder)):
            installed = re.match(r"^(\d+\.\d+)(\.\d+)?$", entry)
            wrapper = re.match(r"^python(\d+\.\d+(-32)?)$", entry)
            key = (installed or wrapper or [None, None])[1]
            path = os.path.join(folder, entry, "bin", "python") if installed else os.path.join(folder, entry)
            if key in KEYS and os.path.isfile(path):
                found.setdefault(key, path)
    if not found:
        for v in KEYS:
            path = shutil.which("python" + v)
            if path:
                found[v] = path
    return found


def header(path):
    opts = {}
    with open(path, encoding="utf-8") as f:
        for _, line in zip(range(5), f):
            m = re.match(r"^#\s*(versions|stderr|mode):\s*(\S.*?)\s*$", line)
            if m:
                opts[m.group(1)] = m.group(2)
    return opts


def meant_for(opts):
    chosen = set()
    for part in opts.get("versions", "2.7-3.15").split(","):
        part = part.strip()
        if part == "!32":
            chosen -= {v for v in KEYS if v.endswith("-32")}
        elif part.startswith("!"):
            chosen.discard(part[1:])
        elif part in KEYS + WASM and part not in VERSIONS:
            chosen.add(part)
        else:
            lo, _, hi = part.partition("-")
            chosen |= {v for v in KEYS if base(lo) <= base(v) <= base(hi or lo)}
    return sorted(chosen, key=vkey)


def run_once(python, version, path, opts):
    py2 = base(version) == [2, 7]
    flags = ["-E", "-S", "-B"] if py2 else ["-I", "-S", "-E", "-B"]
    env = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", ""), "TERM": "dumb"}
    if py2:
        env["PYTHONIOENCODING"] = "utf-8"
    cwd = os.path.dirname(os.path.abspath(path))
    program = [CELL_DRIVER] if opts.get("mode") == "cell" else []
    try:
        p = subprocess.run([python] + flags + program + [os.path.basename(path)], cwd=cwd, env=env,
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    except subprocess.TimeoutExpired:
        return None, "timed out"
    prefix = os.path.join(cwd, "")
    out = p.stdout.decode("utf-8", "backslashreplace").replace(prefix, "")
    err = p.stderr.decode("utf-8", "backslashreplace").replace(prefix, "")
    if opts.get("stderr") == "yes":
        err = re.sub(r"0x[0-9a-fA-F]{6,}", "0xADDR", err)
        err = re.sub(r"\d+\.\d+s elapsed", "N.NNNNs elapsed", err)
        err = re.sub(r"(objects in (?:each|permanent) generation:)( \d+)+", r"\1 N", err)
        out += "--- stderr ---\n" + err
        if p.returncode:
            out += "--- exit %d ---\n" % p.returncode
        return out, None
    # literal-with-"is" warnings (3.8+) are expected in this corpus and not recorded
    err = re.sub(r'^.*SyntaxWarning: "is(?: not)?" with .*\n(?:  .*\n)?', "", err, flags=re.M)
    if p.returncode or err:
        return out, "exit %d, stderr: %s" % (p.returncode, err.strip()[-400:])
    return out, None


def record_one(job):
    path, pythons, runs = job
    opts = header(path)
    texts, problems = {}, []
    for v in meant_for(opts):
        if v not in pythons:
            continue
        first = None
        for n in range(runs):
            out, trouble = run_once(pythons[v], v, path, opts)
            if trouble:
                problems.append((v, trouble))
                break
            if n == 0:
                first = out
            elif out != first:
                problems.append((v, "differs between runs"))
                break
        else:
            if re.search(r"0x[0-9a-f]{6,}", first):
                problems.append((v, "prints an address"))
            else:
                texts[v] = first
    return path, meant_for(opts), texts, problems


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--corpus", default=os.path.join(os.path.dirname(HERE), "conformance"))
    ap.add_argument("--python", action="append")
    ap.add_argument("--versions-dir", action="append")
    ap.add_argument("--only", action="append")
    ap.add_argument("--runs", type=int, default=2)
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--check", action="store_true")
    ap.add_argument("--missing", action="store_true")
    args = ap.parse_args()
    pythons = find_pythons(args)
    if not pythons:
        ap.error("no interpreters: give --python or --versions-dir, or put pythonX.Y on PATH")
    jobs = []
    for area in sorted(os.listdir(args.corpus)):
        d = os.path.join(args.corpus, area)
        if not os.path.isdir(d):
            continue
        for name in sorted(os.listdir(d)):
            if not name.endswith(".py"):
                continue
            ident = area + "/" + name[:-3]
            if args.only and area not in args.only and ident not in args.only:
                continue
            path = os.path.join(d, name)
            exp = path[:-3] + ".expected.json"
            if args.missing and os.path.exists(exp) and os.path.getmtime(exp) >= os.path.getmtime(path):
                continue
            jobs.append((path, pythons, args.runs))
    bad = 0
    with ThreadPoolExecutor(args.jobs) as pool:
        for path, meant, texts, problems in pool.map(record_one, jobs):
            ident = os.path.relpath(path, args.corpus)
            exp = path[:-3] + ".expected.json"
            old = {}
            if os.path.exists(exp):
                with open(exp, encoding="utf-8") as f:
                    old = json.load(f)
            if args.check:
                troubled = {v for v, _ in problems}
                problems += [(v, "differs from the record") for v in texts if v in old and texts[v] != old[v]]
                problems += [(v, "meant for it, but not in the record") for v in meant if v not in old]
                problems += [(v, "in the record, but not meant for it") for v in old if v not in meant and v not in troubled]
            else:
                kept = {v: t for v, t in old.items() if v in meant and v not in pythons}
                kept.update(texts)
                with open(exp, "w", encoding="utf-8") as f:
                    json.dump({v: kept[v] for v in sorted(kept, key=vkey)}, f, indent=1, ensure_ascii=False)
                    f.write("\n")
            for v, what in problems:
                print("%s: %s: %s" % (ident, v, what))
            bad += bool(problems)
    print("%d programs, %d with problems" % (len(jobs), bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
