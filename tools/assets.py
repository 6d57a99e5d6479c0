"""Install the npm packages of the lock and build style sheets and scripts into static/build.

Uses the machine's npm; where there is none, Node.js from PyPI goes into the environment first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def npm() -> str:
    """The path of npm, installed from PyPI when the machine has none."""
    path = f"{os.environ.get('PATH', '')}{os.pathsep}{BIN}"
    if not shutil.which("npm", path=path):
        print("No npm on this machine: installing Node.js from PyPI ...", file=sys.stderr)
        lock = str(ROOT / "requirements-node.lock")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock]
        subprocess.run(command, check=True)
    found = shutil.which("npm", path=path)
    if not found:
        raise SystemExit("npm was not found, and Node.js from PyPI brought none")
    os.environ["PATH"] = path
    return found


def steps() -> list[list[str]]:
    """What npm has to do: install when the lock is newer than what is installed, then build."""
    lock, installed = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    build = ["run", "--silent", "build"]
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return [build]
    return [["ci", "--no-audit", "--no-fund", "--loglevel=error"], build]


def main() -> None:
    """Install and build; what npm says is shown only when it fails."""
    program = npm()
    print("Building style sheets and scripts ...", file=sys.stderr)
    for step in steps():
        done = subprocess.run([program, *step], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.stderr.write(done.stdout + done.stderr)
            raise SystemExit(f"npm {step[0]} failed")


if __name__ == "__main__":
    main()
