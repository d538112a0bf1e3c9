#!/usr/bin/env python3
"""Breaks the programs of test/syntax/trees at random and asks real interpreters what they say.

  mutate-syntax.py SEED COUNT OUT NAME=PYTHON...

Writes OUT in the format of errors.json; compare with `node test/tools/syntax-errors.mjs VERSION --file OUT`.
"""
import importlib.util
import json
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location("record_syntax", os.path.join(HERE, "record-syntax.py"))
record = importlib.util.module_from_spec(spec)
spec.loader.exec_module(record)

TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|\"[^\"\n]*\"|'[^'\n]*'|[-+*/%@&|^<>=!:]=|\*\*|->|\n *|[^\w\s]| +")
WORDS = ["if", "else", "for", "in", "=", "==", ":", "(", ")", "[", "]", "{", "}", ",", ".", "x", "1", '"s"', "not",
         "and", "lambda", "import", "def", "class", "return", "*", "**", "+", "print", "as", "is", "\n", "    ", ":=",
         "try", "except", "with", "while", "None", "pass"]


def programs():
    folder = os.path.join(HERE, "..", "syntax", "trees")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            for case in f.read().split("\n# "):
                yield case.split("\n", 1)[1].split("==>\n")[0]


def mutant(source):
    tokens = TOKEN.findall(source)
    for _ in range(random.choice([1, 1, 1, 2])):
        at, kind = random.randrange(len(tokens)), random.random()
        if kind < 0.45:
            del tokens[at]
        elif kind < 0.7:
            tokens.insert(at, random.choice(WORDS))
        elif kind < 0.9:
            tokens[at] = random.choice(WORDS)
        else:
            tokens[at : at + 2] = tokens[at : at + 2][::-1]
        tokens = tokens or ["x"]
    return "".join(tokens)


def main():
    seed, count, out, *named = sys.argv[1:]
    random.seed(int(seed))
    base = list(programs())
    sources = [mutant(random.choice(base)) for _ in range(int(count))]
    said = {name: record.ask(python, sources) for name, python in (arg.split("=", 1) for arg in named)}
    with open(out, "w", encoding="utf-8") as f:
        json.dump([{"source": s, "expected": {v: said[v][i] for v in said}} for i, s in enumerate(sources)], f)


main()
