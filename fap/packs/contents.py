"""What a reader's copy of the papers holds: each item in their version, and the documents behind it.

Everything is read as the reader, through the scoped session. `made_of` sums up all that is printed or decides
what is: compared again at every look and before every download, it tells a copy that holds from one that
does not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from fap import lists
from fap.form import FORM
from fap.form.documents import CHECKLIST
from fap.models import AgendaItem, DeclaredInterest, PanelMeeting, Referral, ReferralDocument
from fap.models.reach import on_agenda
from fap.need_to_know import Version, versions_of
from fap.packs.summary import Summary, summaries_for
from fap.rights import out_of_sight
from fap.uploads import REFUSED
from foundation.store import Actor, session

LAYOUT = 1
"""Grows when what is printed changes: copies made before are out of date."""

INTEREST = "declared interest"
KINDS = {"application/pdf": "pdf", "image/png": "picture", "image/jpeg": "picture"}
OFFICE = {"docx": "a Word document", "xlsx": "a spreadsheet"}
TITLES = {one.key: one.title for one in CHECKLIST}
ORDER = {key: number for number, key in enumerate(TITLES)}


@dataclass(frozen=True)
class Paper:
    """A document of a referral. `kind`: pdf, picture or text (bound in), beside, waits, or refused."""

    row: ReferralDocument
    title: str
    kind: str

    @property
    def is_bound(self) -> bool:
        """Whether its pages are in the pack."""
        return self.kind in ("pdf", "picture", "text")

    @property
    def ending(self) -> str:
        """What its name ends in."""
        return self.row.file_name.rpartition(".")[2].casefold()


@dataclass(frozen=True)
class Entry:
    """One item as its reader has it: all of it, a summary, or that it is withheld and why."""

    item_id: int
    key: str
    number: int
    version: Version
    late: bool = False
    referral: Referral | None = None
    papers: tuple[Paper, ...] = ()
    summary: Summary | None = None
    withheld: str = ""

    @property
    def sum(self) -> list[Any]:
        """Everything of it that is printed."""
        told: list[Any] = [self.item_id, self.number, self.late, self.version.value, self.withheld]
        row = self.referral
        if row is not None:
            told += [row.id, row.version, row.name, row.year_group, row.category, row.due_on, row.setting_id]
        told += [[paper.row.id, paper.kind] for paper in self.papers]
        return [*told, self.summary.lines if self.summary else ()]


@dataclass(frozen=True)
class Contents:
    """The papers of a meeting (or of one of its items) for one reader."""

    meeting: PanelMeeting
    reader: Actor
    entries: tuple[Entry, ...]

    def count(self, version: Version) -> int:
        """How many items are there in this version."""
        return sum(entry.version == version for entry in self.entries)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it."""
        return all(entry.version == Version.HIDDEN for entry in self.entries)

    @property
    def papers(self) -> list[Paper]:
        """All documents, in order."""
        return [paper for entry in self.entries for paper in entry.papers]

    @property
    def made_of(self) -> str:
        """The sum."""
        meeting, reader = self.meeting, self.reader
        said = [
            [
                LAYOUT,
                FORM.version,
                meeting.id,
                meeting.title,
                meeting.meets_at,
                meeting.place,
            ],
            [reader.account_id, reader.name, sorted(reader.permissions), sorted(reader.settings)],
            [entry.sum for entry in self.entries],
        ]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def contents_of(reader: Actor, meeting: PanelMeeting, item_id: int | None = None) -> Contents:
    """What this reader's copy holds now. The reader must be the one who acts."""
    items = [item for item in lists.agenda_of(meeting) if item_id in (None, item.id)]
    versions = versions_of(reader, items)
    full = [item.referral_id for item in items if versions[item.id] == Version.FULL]
    referrals, papers = lists.referrals_by_id(full), papers_of(full)
    summaries = summaries_for(reader, [item for item in items if versions[item.id] == Version.SUMMARY])
    entries = {}
    for item in items:
        version, referral = versions[item.id], referrals.get(item.referral_id)
        told = (item.id, item.public_id, item.number)
        if version == Version.FULL and referral is not None:
            bound = papers.get(item.referral_id, ())
            entries[item.id] = Entry(*told, version, item.late, referral, bound)
        elif version == Version.SUMMARY:
            entries[item.id] = Entry(*told, version, item.late, summary=summaries[item.id])
        else:
            entries[item.id] = Entry(*told, Version.HIDDEN)
    for row_id, number in _declared(reader, meeting):
        if item_id in (None, row_id):
            entries[row_id] = Entry(row_id, "", number, Version.HIDDEN, withheld=INTEREST)
    return Contents(meeting, reader, tuple(sorted(entries.values(), key=lambda entry: entry.number)))


def _declared(reader: Actor, meeting: PanelMeeting) -> list[tuple[int, int]]:
    """(row id, number) of the items in which the reader has an interest: more of them is not read."""
    if meeting.panel_id not in reader.panels or meeting.status != "published":
        return []
    own = (DeclaredInterest.account_id == reader.account_id, DeclaredInterest.withdrawn_at.is_(None))
    with out_of_sight(reader):
        found = session().execute(
            select(AgendaItem.id, AgendaItem.number)
            .join(DeclaredInterest, DeclaredInterest.referral_id == AgendaItem.referral_id)
            .where(AgendaItem.meeting_id == meeting.id, on_agenda(AgendaItem.outcome), *own)
        )
        return [(row.id, row.number) for row in found]


def papers_of(referral_ids: Collection[int]) -> dict[int, tuple[Paper, ...]]:
    """Referral id -> its documents in the order of the checklist; one that was refused, unless replaced."""
    rows = session().scalars(
        select(ReferralDocument)
        .where(
            ReferralDocument.referral_id.in_(sorted(referral_ids)),
            or_(ReferralDocument.removed_at.is_(None), ReferralDocument.scan == REFUSED),
        )
        .order_by(ReferralDocument.id)
    )
    found: dict[int, list[ReferralDocument]] = {}
    for row in rows:
        found.setdefault(row.referral_id, []).append(row)
    return {key: _in_order(own) for key, own in found.items()}


def _in_order(rows: list[ReferralDocument]) -> tuple[Paper, ...]:
    there = {row.kind for row in rows if row.scan != REFUSED}
    kept = [row for row in rows if row.scan != REFUSED or row.kind not in there]
    kept.sort(key=lambda row: (ORDER.get(row.kind, len(ORDER)), row.id))
    titles = [TITLES.get(row.kind, "Document") for row in kept]
    return tuple(Paper(row, _numbered(titles, number), _kind(row)) for number, row in enumerate(kept))


def _numbered(titles: list[str], number: int) -> str:
    """The title; with its number where there are several of the kind."""
    title = titles[number]
    several = titles.count(title) > 1
    return f"{title} {titles[: number + 1].count(title)}" if several else title


def _kind(row: ReferralDocument) -> str:
    if row.scan == REFUSED:
        return "refused"
    if row.waits:
        return "waits"
    media = row.media_type.partition(";")[0]
    return KINDS.get(media, "text" if media == "text/plain" else "beside")
