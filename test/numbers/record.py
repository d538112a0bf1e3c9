"""Records what a real CPython 3.14 makes of numbers as text: python3.14 record.py > recorded/number-text.json"""
import json
import random
import struct

random.seed(5)


def formatted(value, spec):
    try:
        return format(value, spec)
    except (ValueError, OverflowError) as error:
        return "!" + str(error)


floats = [0.0, -0.0, 1.0, 0.5, 1.5, 2.5, 1e16, 1e15, 123456789.123, 1e-5, 1e-4, 0.1, 1 / 3, 1e22, 1e23, 5e-324,
          2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), -1.25, 9.5, 999999.5]
floats += [struct.unpack("d", struct.pack("Q", random.getrandbits(64)))[0] for _ in range(60)]
specs = ["", "e", ".0f", ".3e", ".10g", ".1g", "%", "n", "+.2f", "010.2f", "^12.3f", "=+12.2f", "#.0f", "012,.2f", "_.3f",
         "z.1f", ".17g", ".1", ".20f", "015,", "x", ".", ".6,f"]
ints = [0, 1, -1, 12, 1234, 1234567, -1234567, 10**20]
int_specs = ["", "b", "#x", "X", ",", "_b", "#_x", "08d", "011,", "=+10", "e", "%", ".2", "010_b", "+#010b", "zd", ",b", "04_"]
json.dump({
    "repr": [[x.hex(), repr(x)] for x in floats],
    "float": [[x.hex(), spec, formatted(x, spec)] for x in floats[:40] for spec in specs],
    "int": [[str(x), spec, formatted(x, spec)] for x in ints for spec in int_specs],
    "power": [[x.hex(), y.hex(), (x**y).hex()] for x in map(abs, floats[8:12] + floats[30:70]) for y in (0.3, -2.0, 7.0, 1.7, -0.01)
              if 0 < x < 1e30 and x > 1e-30],
    "unicode": {
        name: [c for c in list(range(0x700)) + list(range(0x1C00, 0x20C0)) if getattr(chr(c), name)()]
        for name in ("isspace", "isprintable", "isdigit", "isupper", "islower", "isidentifier")
    },
    "title": [[c, chr(c).title(), chr(c).casefold()] for c in list(range(0x80, 0x600)) + list(range(0x1E90, 0x2000))],
}, __import__("sys").stdout, separators=(",", ":"))
