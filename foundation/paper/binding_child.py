"""The confined process that draws and binds many documents: runs alone (``python -I``), imports none of ours.

Frames come in and go out: one letter, eight bytes of length, the payload. First a JSON document that says
what to do. *draw*: a page of HTML each, answered by a PDF each. *bind*: the parts, in order; answered by one
PDF with its outline, its numbers and its watermark. Every piece is answered by a frame, so that whoever waits
knows which one was at hand when the process came to its end.

It is confined as `child` is, which stands beside it. A part that cannot be read becomes a page that says so.
"""

# ruff: noqa: PTH120
from __future__ import annotations

import contextlib
import io
import json
import logging
import mimetypes
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

SECONDS, MEMORY_BYTES = 300, 1_600 * 1024 * 1024
SECONDS_A_PART = 8
NOTE = "note"


def frame(kind: str, payload: bytes) -> bytes:
    """One message."""
    return kind.encode() + len(payload).to_bytes(8, "big") + payload


def read_frame(source: IO[bytes]) -> tuple[str, bytes]:
    """The next message. Raises EOFError when the other side is gone."""
    head = source.read(9)
    if len(head) < 9:
        raise EOFError
    length = int.from_bytes(head[1:], "big")
    payload = source.read(length)
    if len(payload) < length:
        raise EOFError
    return chr(head[0]), payload


class Binder:
    """What is bound so far: pages, what stands above each, and where each part begins."""

    def __init__(self, asked: dict[str, Any]) -> None:
        from pypdf import PdfWriter

        self.asked = asked
        self.writer = PdfWriter()
        self.pages: list[Any] = []
        self.heads: list[str] = []
        self.starts: list[int] = []
        self.left_out: dict[int, str] = {}

    def add(self, part: dict[str, Any], data: bytes) -> None:
        """Add one part; where it cannot be read, a page that says so."""
        pages: Any = import_module("binding_pages")
        number = len(self.starts)
        self.starts.append(len(self.pages))
        reason = part.get("lost", "")
        made: list[Any] = []
        if not reason:
            made, reason = self._made(part, data)
        if reason:
            self.left_out[number] = reason
            made = pages.note(part["title"], self.asked["why_not"].get(reason, reason))
        self._keep(made, part)

    def _keep(self, made: list[Any], part: dict[str, Any]) -> None:
        head = part.get("head", "")
        total = len(made)
        self.pages += made
        self.heads += [
            f"{head}, page {n} of {total}" if head and total > 1 else head for n in range(1, total + 1)
        ]

    def _made(self, part: dict[str, Any], data: bytes) -> tuple[list[Any], str]:
        pages: Any = import_module("binding_pages")
        if part["kind"] == "own":
            return pages.own(data), ""
        if part["kind"] == NOTE:
            return pages.note(part["title"], part["words"]), ""
        try:
            with _hurried():
                if part["kind"] == "pdf":
                    return pages.foreign(self.writer, data), ""
                return (
                    pages.picture(self.writer, data) if part["kind"] == "picture" else pages.text(data)
                ), ""
        except pages.Unreadable as why:
            return [], str(why)
        except (MemoryError, TimeoutError):
            return [], "too_big"
        except Exception:  # noqa: BLE001  whatever is wrong with somebody's file, the rest is bound
            return [], "damaged"

    def bound(self, front: str, assets: str) -> bytes:
        """The whole: cover and contents in front, numbers and watermark on every page, outline."""
        child: Any = import_module("child")
        at_first = len(_pages_of(child.draw(self._numbered(front, 0), assets)))
        cover = child.draw(self._numbered(front, at_first), assets)
        first = _pages_of(cover)
        everything = first + self.pages
        for page in everything:
            self.writer.add_page(page)
        self._stamp(["" for _ in first] + self.heads)
        self._outline(len(first))
        self.writer.add_metadata({"/Title": self.asked["title"]})
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()

    def _numbered(self, front: str, before: int) -> str:
        for number, start in enumerate(self.starts):
            front = front.replace(f"@{self.asked['token']}.{number}@", str(before + start + 1))
        return front

    def _outline(self, before: int) -> None:
        from pypdf.generic import NameObject, TextStringObject

        self.writer.add_outline_item(title=self.asked["front"], page_number=0)
        over = None
        for part, start in zip(self.asked["parts"], self.starts, strict=True):
            below = over if part.get("level") else None
            mark = self.writer.add_outline_item(
                title=part["title"], page_number=before + start, parent=below, is_open=False
            )
            over = mark if not part.get("level") else over
        root = self.writer.root_object
        root[NameObject("/Lang")] = TextStringObject("en-GB")
        root[NameObject("/PageMode")] = NameObject("/UseOutlines")

    def _stamp(self, heads: list[str]) -> None:
        """Lay over every page its number, what it belongs to, and for whom this copy was made."""
        laid: Any = import_module("binding_stamp")
        laid.stamp(self.writer, heads, self.asked["foot"], self.asked["watermark"])


def _pages_of(data: bytes) -> list[Any]:
    pages: Any = import_module("binding_pages")
    return list(pages.own(data))


@contextlib.contextmanager
def _hurried() -> Iterator[None]:
    """Give one part only so much of the processor's time."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS_A_PART)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_slow(_signal: int, _frame: Any) -> None:
    raise TimeoutError


def main() -> int:
    """Read what is asked, confine, do it. Exit codes as `child`: 0 done, 3 not drawable, 4 out of memory."""
    sys.path.insert(0, os.path.dirname(__file__))
    child: Any = import_module("child")
    child.limit(SECONDS, MEMORY_BYTES)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    asked = json.loads(read_frame(sys.stdin.buffer)[1])
    mimetypes.init(files=[])
    for name in ("PIL.JpegImagePlugin", "PIL.PngImagePlugin", "reportlab.graphics.barcode", "xhtml2pdf.pisa"):
        import_module(name)  # what is drawn with is loaded before the doors are shut
    pages: Any = import_module("binding_pages")
    import_module("binding_stamp")
    signal.signal(signal.SIGPROF, _too_slow)
    child.confine(asked["assets"], tempfile.gettempdir())
    os.chdir(asked["assets"])
    try:
        pages.load_fonts()
        if asked["do"] == "draw":
            _draw(asked, out)
        else:
            _bind(asked, out)
    except MemoryError:
        return 4
    except Exception as error:  # noqa: BLE001  its message may quote the document; its class does not
        with contextlib.suppress(OSError):
            sys.stderr.write(type(error).__name__)
        return 3
    return 0


def _draw(asked: dict[str, Any], out: IO[bytes]) -> None:
    child: Any = import_module("child")
    for _ in range(asked["number"]):
        html = read_frame(sys.stdin.buffer)[1].decode()
        out.write(frame("d", child.draw(html, asked["assets"])))
        out.flush()


def _bind(asked: dict[str, Any], out: IO[bytes]) -> None:
    binder = Binder(asked)
    for part in asked["parts"]:
        binder.add(part, read_frame(sys.stdin.buffer)[1])
        out.write(frame("p", b""))
        out.flush()
    front = read_frame(sys.stdin.buffer)[1].decode()
    bound = binder.bound(front, asked["assets"])
    said = {"pages": len(binder.writer.pages), "left_out": binder.left_out}
    out.write(frame("s", json.dumps(said).encode()))
    out.write(frame("d", bound))
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
