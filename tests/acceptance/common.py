"""What the acceptance scripts share: the environment set by tests/run, and the two lines they print."""

import hashlib
import os
import subprocess
from pathlib import Path

TOP = Path(os.environ["KX_TOP"])
TEMP = Path(os.environ["KX_TEMP"])
OUT = Path(os.environ["KX_OUT"])
CACHE = Path(os.environ["KX_CACHE"])
BINARY = os.environ["KX_BINARY"]


def check(name, faults):
    """Prints `pass name`, or `fail name` and the first of the faults."""
    faults = [faults] if isinstance(faults, str) else list(faults)
    faults = [str(fault) for fault in faults if fault]
    if not faults:
        print(f"pass {name}", flush=True)
        return
    print(f"fail {name} ({len(faults)})")
    for fault in faults[:20]:
        print("   ", fault.replace("\n", "\n    "), flush=True)


def kanxing(*arguments, project=TOP):
    """Runs the binary; its status and what it said."""
    done = subprocess.run([BINARY, "-C", str(project), *map(str, arguments)], capture_output=True, text=True)
    return done.returncode, (done.stdout + done.stderr).strip()


def ends_well(name, *arguments, project=TOP):
    status, said = kanxing(*arguments, project=project)
    check(name, f"status {status}: {said[-600:]}" if status else [])
    return status == 0


def tree(folder):
    """Relative path -> SHA-256 of every file below a folder."""
    folder = Path(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def differences(one, other):
    """What keeps two trees from being the same, as sentences."""
    a, b = tree(one), tree(other)
    gone = [f"only in the first: {path}" for path in a.keys() - b.keys()]
    new = [f"only in the second: {path}" for path in b.keys() - a.keys()]
    return sorted(gone + new + [f"differs: {path}" for path in a.keys() & b.keys() if a[path] != b[path]])


def run(*command):
    """Runs a tool; its status and what it said."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr
