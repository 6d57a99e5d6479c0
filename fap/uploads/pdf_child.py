"""The confined process that looks into a PDF: runs alone (``python -I pdf_child.py``), imports none of ours.

It reads the file from standard input and writes one JSON document: ``pages`` and ``problem`` ("", password,
acts or damaged). Streams inside a PDF unpack to a thousand times their size, so it gives up time and memory
before it looks; where they run out, the process ends and the file is refused.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
from collections.abc import Iterator
from typing import Any

CPU_SECONDS = 5
MEMORY_BYTES = 640 * 1024 * 1024
LONGEST_CHAIN = 20
ACTIVE = frozenset(
    {
        "/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/EmbeddedFile", "/EmbeddedFiles",
        "/EF", "/RichMedia", "/XFA",
    }
)  # fmt: skip


def limit() -> None:
    """Bound processor time and memory, and write no file."""
    for which, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (most, most))


def look(data: bytes) -> dict[str, Any]:
    """How many pages there are, and what is wrong."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        return {"problem": "password", "pages": 0}
    pages = len(reader.pages)
    root: Any = reader.trailer["/Root"].get_object()
    acts = any(name in ACTIVE for name in names(reader.trailer)) or goes_elsewhere(root)
    return {"problem": "acts" if acts else "", "pages": pages}


def names(start: Any) -> Iterator[str]:
    """Every name in what can be reached, whatever way it is written or packed."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

    waiting, met = [start], set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if (key := (thing.idnum, thing.generation)) in met:
                continue
            met.add(key)
            thing = thing.get_object()
        if isinstance(thing, DictionaryObject):
            waiting += [*dict.keys(thing), *dict.values(thing)]
        elif isinstance(thing, ArrayObject):
            waiting += list.__iter__(thing)
        elif isinstance(thing, NameObject):
            yield str(thing)


def goes_elsewhere(root: Any) -> bool:
    """Whether opening the document opens an address."""
    waiting = [root[name].get_object() for name in ("/OpenAction", "/AA") if name in root]
    for _ in range(LONGEST_CHAIN):
        if not waiting:
            return False
        action = waiting.pop()
        if isinstance(action, dict):
            if action.get("/S") == "/URI":
                return True
            waiting += [action[name].get_object() for name in action if name not in ("/D", "/S")]
        elif isinstance(action, list) and action and isinstance(action[0].get_object(), dict):
            waiting += [one.get_object() for one in action if "/S" in (one.get_object() or ())]
    return bool(waiting)


def main() -> int:
    """Read, look, answer. Exit codes: 0 done, 4 out of memory."""
    import pypdf  # noqa: F401  loaded before what it may use is bounded

    data = sys.stdin.buffer.read()
    limit()
    logging.disable(logging.CRITICAL)
    try:
        answer = look(data)
    except MemoryError:
        return 4
    except Exception:  # noqa: BLE001  whatever is wrong with it, it is damaged; its message may quote it
        answer = {"problem": "damaged", "pages": 0}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
