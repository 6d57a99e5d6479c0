"""`make run`: the portal in demo mode on this machine. Nothing outside the checkout is touched.

On the first run the invented county is loaded into a database beside the final name, so that an interrupted
first run leaves nothing half-made. Ctrl-C stops the server and the job worker.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
DATABASE = INSTANCE / "portal.sqlite3"
HOST = "127.0.0.1"
PORT = os.environ.get("PORT", "8000")
ADDRESS = f"http://{HOST}:{PORT}"
# What another installation on this machine may have set, and a demo must not use.
FOREIGN = {"DATABASE_URL", "DATA_DIR", "SECRET_KEY", "DATA_KEYS", "TRAIL_KEY", "TRAIL_ANCHOR", "MAIL_URL"}
FOREIGN |= {"FLASK_DEBUG", "HOST"}
GRACE_SECONDS = 10


def environment(**more: str) -> dict[str, str]:
    """The variables of a demo: its keys are made under instance/ when it first starts."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    return {
        **kept,
        "PATH": path,
        "PORTAL_MODE": "demo",
        "FLASK_APP": "wsgi",
        "PORT": PORT,
        "BASE_URL": ADDRESS,
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def flask(*words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run one command of the application; what it prints is shown. Raises CalledProcessError."""
    return subprocess.run(
        [sys.executable, "-m", "flask", *words], cwd=ROOT, env=environment(**more), check=True
    )


def prepare() -> None:
    """A database at the newest migration; on the first run with the invented county in it."""
    INSTANCE.mkdir(mode=0o700, exist_ok=True)
    if DATABASE.exists():
        flask("db", "upgrade")
        return
    print("First run: making a database and an invented county ...", flush=True)
    unfinished = DATABASE.with_name(DATABASE.name + ".unfinished")
    for name in ("", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + name).unlink(missing_ok=True)
    where = {"DATABASE_URL": f"sqlite:///{unfinished}"}
    flask("db", "upgrade", **where)
    flask("demo", "load", **where)
    unfinished.rename(DATABASE)


def answers() -> bool:
    """Whether the server answers."""
    try:
        with urllib.request.urlopen(f"{ADDRESS}/healthz", timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def serve() -> int:
    """Server and job worker until one of them ends or somebody stops us."""
    processes = [
        subprocess.Popen([sys.executable, "-m", "portal.serve"], cwd=ROOT, env=environment()),
        subprocess.Popen([sys.executable, "-m", "flask", "jobs", "work"], cwd=ROOT, env=environment()),
    ]
    told = False
    try:
        while all(process.poll() is None for process in processes):
            if not told and answers():
                told = True
                print(f"\nThe portal is open at {ADDRESS}   (Ctrl-C stops it)\n", flush=True)
                flask("demo", "people")
            time.sleep(0.5)
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
        stop(processes)
        return 0
    stop(processes)
    print("The server or the job worker ended by itself; its last lines are above.", file=sys.stderr)
    return 1


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask politely, then insist."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def interrupt(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM ends us as Ctrl-C does."""
    raise KeyboardInterrupt


def main() -> int:
    """Prepare, then serve."""
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)
    try:
        if answers():
            print(
                f"Something already answers at {ADDRESS}. Stop it first, or: make run PORT=8001",
                file=sys.stderr,
            )
            return 1
        prepare()
        return serve()
    except KeyboardInterrupt:
        return 0
    except subprocess.CalledProcessError as failed:
        print(f"This step failed: {' '.join(failed.cmd[1:])}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
