#!/usr/bin/env python3
"""Set up real CPythons that the machine does not have, from Debian's packages.

  more_interpreters.py DIR      makes DIR/python3.14, DIR/python3.15, DIR/python2.7-32, DIR/python3.11-32

Each is a small wrapper that starts the unpacked interpreter with the C library it was built for, so nothing is
installed. The micro versions are those that Debian carries today (seen: 3.14.10, 3.15.2, 2.7.18 and 3.11.2 for
32-bit x86): print sys.version before recording. Needs dpkg, and apt set up for a Debian mirror, whose address is
taken from apt itself.
"""
import lzma
import os
import re
import subprocess
import sys
import urllib.request

BASE = ["libc6", "libgcc-s1"]
WANTED = [  # wrapper, suite, architecture, interpreter, packages
    ("python3.14", "sid", "amd64", "python3.14",
     ["python3.14-minimal", "libpython3.14-minimal", "libpython3.14-stdlib",
      "libexpat1", "zlib1g", "libssl3t64", "libzstd1", "libbz2-1.0", "liblzma5", "libffi8", "libuuid1"]),
    ("python3.15", "sid", "amd64", "python3.15",
     ["python3.15-minimal", "libpython3.15-minimal", "libpython3.15-stdlib",
      "libexpat1", "zlib1g", "libssl3t64", "libzstd1", "libbz2-1.0", "liblzma5", "libffi8", "libuuid1"]),
    ("python2.7-32", "bullseye", "i386", "python2.7",
     ["python2.7-minimal", "libpython2.7-minimal", "libpython2.7-stdlib", "zlib1g", "libcrypt1"]),
    ("python3.11-32", "bookworm", "i386", "python3.11",
     ["python3.11-minimal", "libpython3.11-minimal", "libpython3.11-stdlib", "zlib1g", "libexpat1", "libssl3"]),
]


def mirror():
    """The Debian mirror apt uses here, such as http://HOST/debian."""
    lines = subprocess.check_output(["apt-get", "indextargets", "--format", "$(REPO_URI)"], text=True).split()
    sites = [line.rstrip("/") for line in lines if re.search(r"/debian/?$", line)]
    if not sites:
        sys.exit("more_interpreters.py: apt names no Debian mirror here; run 'apt-get update' once")
    return sites[0]


def index(site, suite, arch):
    url = f"{site}/dists/{suite}/main/binary-{arch}/Packages.xz"
    text = lzma.decompress(urllib.request.urlopen(url, timeout=120).read()).decode()
    found = {}
    for paragraph in text.split("\n\n"):
        fields = dict(re.findall(r"^(Package|Filename): (.*)$", paragraph, re.M))
        if fields:
            found[fields["Package"]] = fields["Filename"]
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = os.path.abspath(sys.argv[1])
    os.makedirs(target, exist_ok=True)
    site, indexes = mirror(), {}
    for wrapper, suite, arch, program, packages in WANTED:
        if (suite, arch) not in indexes:
            indexes[suite, arch] = index(site, suite, arch)
        root = os.path.join(target, "root-" + wrapper)
        os.makedirs(root, exist_ok=True)
        for package in BASE + packages:
            name = indexes[suite, arch].get(package)
            if name is None:
                sys.exit(f"more_interpreters.py: {suite} has no package {package} for {arch}")
            deb = os.path.join(target, os.path.basename(name))
            if not os.path.exists(deb):
                urllib.request.urlretrieve(f"{site}/{name}", deb)
            subprocess.check_call(["dpkg", "-x", deb, root])
        loader_name = "ld-linux-x86-64.so.2" if arch == "amd64" else "ld-linux.so.2"
        triplet = "x86_64-linux-gnu" if arch == "amd64" else "i386-linux-gnu"
        paths = [p for p in (f"{root}/lib/{triplet}", f"{root}/usr/lib/{triplet}") if os.path.isdir(p)]
        loaders = [os.path.join(d, f) for p in paths for d, _, fs in os.walk(p) for f in fs
                   if f == loader_name or (arch == "i386" and re.match(r"ld-2\.\d+\.so$", f))]
        if not loaders:
            sys.exit(f"more_interpreters.py: no loader for {wrapper}")
        script = os.path.join(target, wrapper)
        with open(script, "w") as out:
            out.write(f'#!/bin/sh\nexec {loaders[0]} --library-path {":".join(paths)} {root}/usr/bin/{program} "$@"\n')
        os.chmod(script, 0o755)
        flags = ["-E", "-S", "-c", "import sys; print(sys.version.split()[0])"]
        print(script, subprocess.check_output([script] + flags, text=True).strip())


main()
