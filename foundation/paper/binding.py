"""Many documents bound into one PDF: cover and contents, an outline, numbers and a watermark on every page.

What we print ourselves is drawn by two confined processes at once; a third binds it with what people handed
in. No byte of either touches a disk on the way. A file that cannot be read costs its own pages and nothing
else: a page says so. One that ends the process (too much memory, too much time) is left out the second time.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from foundation.paper.binding_child import frame, read_frame
from foundation.paper.pdf import BY_CODE, FONTS, PaperError, drawable

CHILD = Path(__file__).with_name("binding_child.py")
DRAWERS = 2
WALL_SECONDS = 420
MOST_BYTES = 150 * 1024 * 1024
MOST_LOST = 5

WHY_NOT = {
    "password": "This document has a password and could not be bound in. Ask for one without.",
    "damaged": "This document is damaged and could not be bound in. Ask for it to be sent again.",
    "too_big": "This document is too large to be bound in. Open it by itself.",
}
"""What stands on the page of a part that could not be read."""


class Cancelled(Exception):
    """Whoever asked does not want it any more."""


@dataclass(frozen=True)
class Part:
    """One part of a bound document.

    `kind`: html (drawn by us), pdf, picture, text (handed in as `data`), note (a page with `words`). `title`
    stands in the outline, below the part before it where `level` is 1; `head` above each page handed in.
    """

    kind: str
    title: str
    level: int = 0
    html: str = ""
    data: bytes = field(default=b"", repr=False)
    head: str = ""
    words: str = ""
    lost: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """What the process is told of it, besides its bytes."""
        kind = "own" if self.kind == "html" else self.kind
        told = {"kind": kind, "title": self.title, "level": self.level, "head": self.head}
        return told | {"words": self.words, "lost": self.lost}


class Numbers:
    """Places in the contents for page numbers that are known only when everything is bound."""

    def __init__(self) -> None:
        self.token = secrets.token_hex(6)

    def of(self, part: int) -> str:
        """What stands where the number of the part's first page will stand."""
        return f"@{self.token}.{part}@"


@dataclass(frozen=True)
class Bound:
    """The PDF, how many pages it has, and which parts could not be read (number -> reason)."""

    data: bytes = field(repr=False)
    pages: int
    left_out: dict[int, str]


@dataclass(frozen=True)
class Binding:
    """What is to be bound. `front` is HTML with the places of `numbers`; `first` its name in the outline."""

    parts: Sequence[Part]
    front: str
    numbers: Numbers
    title: str
    first: str
    foot: str
    watermark: str


Tell = Callable[[int, int], bool]


def bind(asked: Binding, tell: Tell = lambda _done, _total: True) -> Bound:
    """Bind it. `tell(done, total)` hears of every step and answers whether to go on.

    Raises PaperError, Cancelled.
    """
    if not (FONTS / "DejaVuSans.ttf").is_file():
        raise PaperError("no_fonts")
    parts = _within(asked.parts)
    steps = _Steps(tell, sum(part.kind == "html" for part in parts) + len(parts) + 1)
    drawn = _draw_all([part.html for part in parts if part.kind == "html"], steps)
    ready = iter(drawn)
    parts = [replace(part, data=next(ready)) if part.kind == "html" else part for part in parts]
    for _ in range(MOST_LOST + 1):
        try:
            return _bind_once(replace(asked, parts=parts), steps)
        except _LostAtError as lost:
            if lost.number >= len(parts) or parts[lost.number].kind == "html":
                raise PaperError(lost.reason) from None
            parts[lost.number] = replace(parts[lost.number], lost="too_big", data=b"")
            steps.back_to(len(drawn))
    raise PaperError("too_big")


def _within(parts: Sequence[Part]) -> list[Part]:
    """The parts; from where they would be too large together, what was handed in is left out."""
    total, kept = 0, []
    for part in parts:
        total += len(part.data)
        kept.append(part if total <= MOST_BYTES or not part.data else replace(part, lost="too_big", data=b""))
    return kept


class _LostAtError(Exception):
    """The process came to its end while it was at this part."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(number, reason)
        self.number, self.reason = number, reason


class _Steps:
    """How far the work is; several threads count."""

    def __init__(self, tell: Tell, total: int) -> None:
        self.tell, self.total, self.done = tell, total, 0
        self.lock = threading.Lock()
        self.cancelled = False

    def one(self) -> None:
        """One step more."""
        with self.lock:
            self.done += 1

    def back_to(self, done: int) -> None:
        """Some of it is done again."""
        with self.lock:
            self.done = done

    def report(self) -> None:
        """Say how far it is, on the thread that asked for the work. Raises Cancelled."""
        if not self.tell(min(self.done, self.total), self.total):
            self.cancelled = True
            raise Cancelled


def _draw_all(pages: Sequence[str], steps: _Steps) -> list[bytes]:
    """The PDF of each, in order; shared out to the drawers."""
    shares = [share for number in range(DRAWERS) if (share := pages[number::DRAWERS])]
    with ThreadPoolExecutor(DRAWERS) as pool:
        waiting = [pool.submit(_draw_share, share, steps) for share in shares]
        while wait(waiting, timeout=0.4).not_done:
            steps.report()
    found = [each.result() for each in waiting]
    return [found[number % DRAWERS][number // DRAWERS] for number in range(len(pages))]


def _draw_share(pages: Sequence[str], steps: _Steps) -> list[bytes]:
    found: list[bytes] = []
    with _process({"do": "draw", "number": len(pages)}) as child:
        for html in pages:
            if steps.cancelled:
                break
            found.append(_asked(child, drawable(html).encode()))
            steps.one()
    return found


def _bind_once(asked: Binding, steps: _Steps) -> Bound:
    order = {
        "do": "bind",
        "parts": [part.said for part in asked.parts],
        "token": asked.numbers.token,
        "title": asked.title,
        "front": asked.first,
        "foot": asked.foot,
        "watermark": asked.watermark,
        "why_not": WHY_NOT,
    }
    with _process(order) as child:
        number = 0
        try:
            for part in asked.parts:
                steps.report()
                _asked(child, part.data)
                steps.one()
                number += 1
            steps.report()
            said = json.loads(_asked(child, drawable(asked.front).encode()))
            data = read_frame(_out(child))[1]
        except (EOFError, PaperError) as ended:
            raise _LostAtError(number, getattr(ended, "reason", "not_drawable")) from None
    steps.one()
    return Bound(data, said["pages"], {int(part): why for part, why in said["left_out"].items()})


def _asked(child: subprocess.Popen[bytes], payload: bytes) -> bytes:
    """Send one message, and wait for its answer. Raises PaperError when the process has come to its end."""
    assert child.stdin is not None
    try:
        child.stdin.write(frame("m", payload))
        child.stdin.flush()
        return read_frame(_out(child))[1]
    except (EOFError, OSError):
        child.wait()
        raise PaperError(BY_CODE.get(child.returncode, "not_drawable")) from None


def _out(child: subprocess.Popen[bytes]) -> IO[bytes]:
    assert child.stdout is not None
    return child.stdout


@contextlib.contextmanager
def _process(order: dict[str, Any]) -> Iterator[subprocess.Popen[bytes]]:
    """A confined process that was told what to do; gone at the end of the block, whatever happened."""
    with tempfile.TemporaryDirectory(prefix="paper-") as scratch:
        child = subprocess.Popen(
            [sys.executable, "-I", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "TMPDIR": scratch, "HOME": scratch},
            cwd=scratch,
            start_new_session=True,
        )
        alarm = threading.Timer(WALL_SECONDS, child.kill)
        alarm.start()
        try:
            assert child.stdin is not None
            told = json.dumps({**order, "assets": str(FONTS.resolve())}).encode()
            with contextlib.suppress(OSError):
                child.stdin.write(frame("o", told))
                child.stdin.flush()
            yield child
        finally:
            alarm.cancel()
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with contextlib.suppress(OSError):
                    pipe and pipe.close()
