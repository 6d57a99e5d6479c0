"""What the page of a reader's own pack shows."""

from __future__ import annotations

from typing import Any

from fap.models import MeetingPack, PanelMeeting
from fap.need_to_know import Version
from fap.packs.actions import holds, open_to
from fap.packs.contents import Contents, Entry, Paper, contents_of
from fap.packs.lists import pack_of
from fap.packs.writing import withheld_words
from foundation.paper.pdf import PaperError
from foundation.store import Actor

Shown = dict[str, Any]
MEGABYTE = 1024 * 1024
STATES: dict[str, tuple[str, str]] = {
    "none": ("Not made yet", "grey"),
    "waiting": ("Being made", "accent"),
    "ready": ("Ready", "green"),
    "stale": ("Out of date", "amber"),
    "gone": ("Out of date", "amber"),
    "failed": ("Not made", "red_light"),
    "stopped": ("Stopped", "grey"),
}


def pack_picture(meeting: PanelMeeting, actor: Actor) -> Shown:
    """The copy as it stands, what a copy holds now, and the documents beside it."""
    is_open = meeting.status in open_to(actor)
    pack = pack_of(meeting)
    contents = contents_of(actor, meeting) if is_open else Contents(meeting, actor, ())
    state = _state(actor, pack)
    return {
        "meeting": meeting,
        "pack": pack,
        "state": state,
        "mark": STATES[state],
        "far": far(pack),
        "failed": PaperError.WORDS.get(pack.reason or "", "") if pack is not None else "",
        "is_open": is_open,
        "can_ask": is_open and not contents.is_empty,
        "size": f"{max(0.1, (pack.size or 0) / MEGABYTE):.1f} MB" if pack is not None else "",
        "one": _number_of(pack, contents),
        "rows": [_row(entry) for entry in contents.entries],
        "beside": [
            _beside(entry, paper)
            for entry in contents.entries
            for paper in entry.papers
            if paper.kind == "beside" or paper.is_bound
        ],
        "choices": [
            (entry.number, f"Item {entry.number} alone")
            for entry in contents.entries
            if entry.version != Version.HIDDEN
        ],
    }


def _state(actor: Actor, pack: MeetingPack | None) -> str:
    if pack is None:
        return "none"
    return pack.status if pack.status != "ready" or holds(actor, pack) else "stale"


def far(pack: MeetingPack | None) -> Shown:
    """How far the making is."""
    done, total = (pack.done, pack.total) if pack is not None else (0, 0)
    words = f"Step {done} of {total}" if total else "Waiting for its turn"
    return {"done": done, "total": total or 1, "words": words}


def _number_of(pack: MeetingPack | None, contents: Contents) -> int | None:
    """The number of the one item that the copy is of; None where it is of all."""
    numbers = {entry.item_id: entry.number for entry in contents.entries}
    return numbers.get(pack.item_id) if pack is not None and pack.item_id is not None else None


def _row(entry: Entry) -> Shown:
    bound = sum(paper.is_bound for paper in entry.papers)
    if entry.referral is not None:
        documents = f"{bound} bound in" if bound else "none bound in"
        return {
            "number": entry.number,
            "what": entry.referral.known_as,
            "how": "In full",
            "documents": documents,
        }
    if entry.summary is not None:
        return {
            "number": entry.number,
            "what": "Summary without the child",
            "how": "Summary",
            "documents": "",
        }
    return {"number": entry.number, "what": withheld_words(entry), "how": "Withheld", "documents": ""}


def _beside(entry: Entry, paper: Paper) -> Shown:
    bound = {"pdf": "PDF", "picture": "picture", "text": "plain text"}
    kind = bound.get(paper.kind) or {"docx": "Word document", "xlsx": "spreadsheet"}.get(paper.ending, "file")
    return {"entry": entry, "paper": paper, "kind": kind}
