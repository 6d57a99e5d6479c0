"""PDFs: looked into by a process of their own, which may take only so much time and memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

CHILD = Path(__file__).with_name("pdf_child.py")
WALL_SECONDS = 30
MOST_PAGES = 150
ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
ACTS = "This PDF has a script or another file inside. Print it to a new PDF and send that"
DAMAGED = "This PDF is damaged. Print it to a new PDF and send that"
TOO_HARD = "This PDF is too large once it is unpacked. Print it to a new PDF and send that"
PASSWORD = "This PDF has a password. Take the password away and send it again"
PROBLEMS = {"password": PASSWORD, "acts": ACTS, "damaged": DAMAGED}


def pages_of(data: bytes) -> int:
    """How many pages a PDF has. Raises ValueError with what to do."""
    if ACTIVE.search(data):
        raise ValueError(ACTS)
    answer = _ask_child(data)
    if problem := PROBLEMS.get(str(answer["problem"])):
        raise ValueError(problem)
    pages = int(answer["pages"])
    if not 0 < pages <= MOST_PAGES:
        raise ValueError(
            f"This PDF has {pages} pages; at most {MOST_PAGES} can be sent. Send the pages that matter"
        )
    return pages


def _ask_child(data: bytes) -> dict[str, str | int]:
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(CHILD)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8"},
            timeout=WALL_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise ValueError(TOO_HARD) from None
    answer: dict[str, str | int] = json.loads(child.stdout)
    return answer
