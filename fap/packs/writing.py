"""The parts of a reader's copy, in the order in which they are bound: each item with its documents."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from flask import current_app

from fap.long_form import LONG_FORM, child_words
from fap.models import Referral
from fap.need_to_know import Version
from fap.packs.contents import OFFICE, Contents, Entry, Paper
from fap.reading import ReferralReader
from fap.showing import flags_shown, running_clock, settings_named
from foundation.answers import reading_of
from foundation.paper.binding import MOST_BYTES, Binding, Numbers, Part
from foundation.store import documents
from foundation.store.clock import day_words, local
from foundation.store.documents import DocumentMissingError
from foundation.store.reference_data import label

FIRST = "Cover, agenda and contents"
WAITS = (
    "The virus scanner has not looked at this document yet, so it is not in this copy. "
    "Make the pack again later: the document is bound in once it was found clean."
)
REFUSED = (
    "The virus scanner found something in this document. It was not kept; the school was asked for it again."
)
WHERE = {
    "beside": "not bound in; download it in the portal",
    "waits": "waits for the virus scanner",
    "refused": "refused by the virus scanner",
}
BESIDE = (
    "This is {what}, which is not bound in. You can download it in the portal: open the meeting, then your "
    "pack, and look under Documents by themselves."
)


def file_name(contents: Contents) -> str:
    """Panel, day and item: never a child's name."""
    plain = re.sub(r"[^a-z0-9]+", "-", contents.meeting.panel.name.casefold()).strip("-") or "panel"
    number = f"-item-{contents.entries[0].number}" if _is_one(contents) else ""
    return f"pack-{plain[:40]}-{contents.meeting.meets_on.isoformat()}{number}.pdf"


def _is_one(contents: Contents) -> bool:
    return len(contents.entries) == 1


def binding_of(contents: Contents, made_at: dt.datetime, copy: str) -> Binding:
    """Everything that is bound for this reader. `copy` tells one copy from another."""
    drawn = _Drawn(contents)
    parts = [part for entry in contents.entries for part in drawn.parts(entry)]
    numbers = Numbers()
    moment = f"{day_words(made_at.date())}, {local(made_at):%H:%M}"
    reader = contents.reader.name
    return Binding(
        parts=parts,
        front=drawn.front(parts, numbers, moment, copy),
        numbers=numbers,
        title=f"Papers, {contents.meeting.title}",
        first=FIRST,
        foot=f"Handle as confidential. For {reader} alone. Made {moment}. Copy {copy}",
        watermark=f"{reader}, {moment}",
    )


class _Drawn:
    """The pages that we print ourselves, for one reader."""

    def __init__(self, contents: Contents) -> None:
        self.contents, self.reader = contents, contents.reader
        referrals = [entry.referral for entry in contents.entries if entry.referral is not None]
        self.schools = settings_named(referrals)
        self.room = MOST_BYTES

    def parts(self, entry: Entry) -> Iterator[Part]:
        """An item's own pages, and its documents below it."""
        number = entry.number
        if entry.referral is not None:
            reference = entry.referral.known_as
            yield Part("html", f"Item {number}: {reference}", html=self._form(entry, entry.referral))
            for paper in entry.papers:
                yield self._paper(paper, f"Item {number}, {reference}: {paper.title}")
        elif entry.summary is not None:
            html = _page("paper/pack_summary.html", self._paper_head(entry), entry=entry)
            yield Part("html", f"Item {number}: summary", html=html)
        else:
            yield Part("note", f"Item {number}: withheld", words=withheld_words(entry))

    def _paper_head(self, entry: Entry) -> dict[str, str]:
        reference = entry.referral.known_as if entry.referral else "Summary"
        version = str(entry.referral.version or "") if entry.referral else ""
        return {"item": f"Item {entry.number}", "reference": reference, "version": version}

    def _form(self, entry: Entry, referral: Referral) -> str:
        lines = reading_of(
            referral, LONG_FORM, ReferralReader(self.reader, referral), referral.version
        ).said()
        return _page(
            "paper/pack_item.html",
            self._paper_head(entry),
            entry=entry,
            lines=lines,
            facts=self._facts(referral),
            flags=_flags(referral),
            papers=[[paper.title, WHERE.get(paper.kind, "bound in below")] for paper in entry.papers],
        )

    def _facts(self, referral: Referral) -> list[tuple[str, str]]:
        category = referral.category
        facts = [
            ("Child", child_words(referral)),
            ("Referral", referral.known_as),
            ("From", self.schools[referral.setting_id]),
            ("Category", f"({category}) {label('fap_category', category)}" if category else "Not decided"),
        ]
        clock = running_clock(referral)
        if clock is not None and referral.due_on is not None:
            facts.append(("20 school days", f"{clock.words}. End {day_words(referral.due_on)}."))
        return facts

    def _paper(self, paper: Paper, head: str) -> Part:
        if paper.is_bound:
            data, lost = self._bytes(paper)
            return Part(paper.kind, paper.title, 1, data=data, head=head, lost=lost)
        what = OFFICE.get(paper.ending, "a file")
        words = {"waits": WAITS, "refused": REFUSED}.get(paper.kind, BESIDE.format(what=what))
        return Part("note", paper.title, 1, words=words, head=head)

    def _bytes(self, paper: Paper) -> tuple[bytes, str]:
        """The document, or why it cannot be bound in; not even read once there is no room."""
        if paper.row.size > self.room:
            return b"", "too_big"
        self.room -= paper.row.size
        try:
            return documents.get(paper.row.stored_as), ""
        except DocumentMissingError:
            return b"", "damaged"

    def front(self, parts: list[Part], numbers: Numbers, moment: str, copy: str) -> str:
        """Cover, agenda and contents."""
        contents = self.contents
        at = [number for number, part in enumerate(parts) if not part.level]
        pages = [numbers.of(first) for first in at]
        rows = [self._agenda_row(*each) for each in zip(contents.entries, pages, strict=True)]
        listed = [(part.title, part.level, numbers.of(number)) for number, part in enumerate(parts)]
        counts = [
            (contents.count(Version.FULL), "in full"),
            (contents.count(Version.SUMMARY), "as a summary without the child"),
            (contents.count(Version.HIDDEN), "withheld"),
        ]
        return _page(
            "paper/pack_front.html",
            {"item": "", "reference": f"Copy {copy}", "version": ""},
            meeting=contents.meeting,
            reader=self.reader.name,
            moment=moment,
            rows=rows,
            listed=listed,
            counts=[f"{number} {words}" for number, words in counts if number],
            one=_is_one(contents),
        )

    def _agenda_row(self, entry: Entry, page: str) -> list[str]:
        number = f"{entry.number}{' (late)' if entry.late else ''}"
        if entry.referral is None:
            what = "Summary" if entry.summary else withheld_words(entry)
            return [number, what, entry.summary.year if entry.summary else "", "", page]
        row = entry.referral
        due = day_words(row.due_on) if row.due_on else ""
        return [number, f"{row.known_as}: {child_words(row)}", self.schools[row.setting_id], due, page]


def _flags(referral: Referral) -> list[list[str]]:
    return [
        [flag["words"], flag["capacity"], flag["current"], "the panel" if flag["panel"] else "the school"]
        for flag in flags_shown(referral)
    ]


def withheld_words(entry: Entry) -> str:
    """All that is said of an item that this reader does not have."""
    return f"Withheld, {entry.withheld}" if entry.withheld else "Withheld"


def _page(template: str, head: dict[str, str], **context: Any) -> str:
    """A printed page outside any request: nothing of a portal page is on it."""
    found = current_app.jinja_env.get_template(template)
    return found.render(paper=head, **context)
