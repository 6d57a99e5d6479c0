"""The confined process that makes a PDF of HTML: runs alone (``python -I child.py``), imports none of ours.

It reads one JSON document from standard input (``html``, ``assets``, ``watermark``) and writes the PDF
to standard output. Before it looks at the HTML it gives up what it does not need: processor time,
memory, files, the network (its own network namespace where the kernel allows one) and, by an audit hook
that cannot be removed, connecting, starting processes, and opening any file outside Python's own
folders, the fonts and its temporary folder.

What it says on standard error is one word from a fixed list, never a piece of the document.
"""

# An audit hook is called for every file; plain strings are quick and open nothing themselves.
# ruff: noqa: PTH118, PTH119, PTH120
from __future__ import annotations

import contextlib
import ctypes
import io
import json
import logging
import mimetypes
import os
import resource
import sys
import tempfile
from typing import Any

CPU_SECONDS = 20
MEMORY_BYTES = 768 * 1024 * 1024
FILE_BYTES = 64 * 1024 * 1024
OPEN_FILES = 128
MEGABYTE = 1024 * 1024

NEW_USER, NEW_NET = 0x10000000, 0x40000000
REFUSED = frozenset(
    {
        "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
        "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.link",
        "os.symlink", "os.chmod", "os.chown", "os.rename", "os.listdir", "os.scandir", "shutil.rmtree",
        "ctypes.dlopen", "import_from_network",
    }
)  # fmt: skip


def confine(assets: str, scratch: str) -> None:
    """Give up the network, processes and every file that is not needed. There is no way back."""
    roots = {sys.prefix, sys.base_prefix, os.path.dirname(os.__file__), assets, scratch}
    readable = tuple(os.path.join(os.path.realpath(root), "") for root in roots)
    writable = os.path.join(os.path.realpath(scratch), "")

    def refuse(event: str, args: tuple[Any, ...]) -> None:
        if event in REFUSED:
            raise PermissionError(event)
        if event == "open" and isinstance(args[0], str | bytes):
            path = os.path.join(os.path.realpath(os.fsdecode(args[0])), "")
            if not path.startswith(writable if _writes(args) else readable):
                raise PermissionError("open")

    sys.addaudithook(refuse)


def limit(seconds: int = CPU_SECONDS, memory: int = MEMORY_BYTES) -> None:
    """Bound processor time, memory, size and number of files; leave the network behind where possible."""
    for which, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (most, most))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_NET) != 0:
        libc.unshare(NEW_USER | NEW_NET)


def _writes(args: tuple[Any, ...]) -> bool:
    mode, flags = args[1], args[2]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def policy(assets: str) -> Any:
    """What the library itself may read: files in `assets`, nothing remote, all its limits on."""
    from xhtml2pdf.config.resources import ResourceAccessPolicy

    return ResourceAccessPolicy.server(
        assets,
        allow_remote=False,
        max_document_bytes=8 * MEGABYTE,
        max_total_bytes=32 * MEGABYTE,
        max_render_seconds=CPU_SECONDS,
    )


def draw(html: str, assets: str) -> bytes:
    """The PDF of the HTML. Fonts come from `assets`; a document that asks for anything else is not drawn."""
    from xhtml2pdf import pisa

    def only_fonts(uri: str, _relative: str) -> str:
        name = os.path.basename(uri)
        if uri.startswith("data:") or name != uri or not name.endswith(".ttf"):
            raise PermissionError("resource")
        return os.path.join(assets, name)

    out = io.BytesIO()
    done = pisa.CreatePDF(
        html,
        dest=out,
        path=os.path.join(assets, "document.html"),
        encoding="utf-8",
        link_callback=only_fonts,
        resource_policy=policy(assets),
    )
    if done.err:
        raise ValueError("markup")
    pdf = out.getvalue()
    if b"DejaVuSans" not in pdf:
        raise ValueError("fonts")
    return pdf


def stamp(pdf: bytes, words: str) -> bytes:
    """Lay light grey words across every page: which reader this copy is for."""
    from pypdf import PdfReader, PdfWriter
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    sheet = io.BytesIO()
    canvas = Canvas(sheet, pagesize=A4)
    canvas.setFont(_stamp_font(), 26)
    canvas.setFillGray(0.55, alpha=0.28)
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(50)
    for line in (-230, 0, 230):
        canvas.drawCentredString(0, line, words[:80])
    canvas.save()
    over = PdfReader(io.BytesIO(sheet.getvalue())).pages[0]
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        page.merge_page(over)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stamp_font() -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Stamp", "DejaVuSans.ttf"))
    return "Stamp"


def main() -> int:
    """Read, confine, draw, write. Exit codes: 0 done, 3 refused or not drawable, 4 out of memory."""
    limit()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    asked = json.load(sys.stdin.buffer)
    mimetypes.init(files=[])  # Python's own list; the machine's would be read later, behind shut doors
    import PIL.Image  # noqa: F401  what is drawn with is loaded before the doors are shut
    import reportlab.graphics.barcode  # noqa: F401
    import xhtml2pdf.pisa  # noqa: F401

    confine(asked["assets"], tempfile.gettempdir())
    try:
        os.chdir(asked["assets"])
        pdf = draw(asked["html"], asked["assets"])
        if asked.get("watermark"):
            pdf = stamp(pdf, asked["watermark"])
    except MemoryError:
        return 4
    except Exception as error:  # noqa: BLE001  its message may quote the document; its class does not
        with contextlib.suppress(OSError):
            sys.stderr.write(type(error).__name__)
        return 3
    out.write(pdf)
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
