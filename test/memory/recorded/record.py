"""Asks the real allocators, and writes allocators.json: record.py PYTHON...  (needs a C compiler, 64-bit Linux)"""

import json
import os
import platform
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 200_000
ASK = """
import ctypes, gc, json, sys
gc.disable()
pool = 4096 if sys.version_info < (3, 10) else 16384
hashes = (ctypes.c_uint32 * 20)()
trace = ctypes.PyDLL(sys.argv[1]).trace
trace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int, ctypes.c_void_p]
pools = trace(pool, 1, int(sys.argv[2]), hashes)
print(json.dumps([sys.version.split()[0], pools == (64 if pool == 4096 else 63), list(hashes)]))
"""


def main(pythons):
    with tempfile.TemporaryDirectory() as folder:
        malloc = os.path.join(folder, 'malloc')
        library = os.path.join(folder, 'pymalloc.so')
        subprocess.run(['cc', '-O1', '-o', malloc, os.path.join(HERE, 'malloc.c')], check=True)
        subprocess.run(['cc', '-O1', '-shared', '-fPIC', '-o', library, os.path.join(HERE, 'pymalloc.c')], check=True)
        traces = []
        for seed, mode in enumerate([0, 1, 2, 3, 4], start=1):
            out = subprocess.run([malloc, str(seed), str(STEPS), str(mode)], check=True, capture_output=True, text=True)
            traces.append({'seed': seed, 'mode': mode, 'hashes': [int(line) for line in out.stdout.split()]})
        pymalloc = {}
        for python in pythons:
            for _ in range(50):  # where an arena lies differs from run to run, and with it whether a pool is lost
                out = subprocess.run(
                    [python, '-c', ASK, library, str(STEPS * 3)], check=True, capture_output=True, text=True
                )
                version, is_usual, hashes = json.loads(out.stdout)
                if is_usual:
                    pymalloc[version] = hashes
                    break
    with open(os.path.join(HERE, 'allocators.json'), 'w') as file:
        record = {
            'malloc': {'libc': ' '.join(platform.libc_ver()), 'steps': STEPS, 'traces': traces},
            'pymalloc': {'steps': STEPS * 3, 'hashes': pymalloc},
        }
        text = json.dumps(record)
        file.write(text.replace('{"seed"', '\n{"seed"').replace('], "3', '],\n"3') + '\n')


main(sys.argv[1:])
