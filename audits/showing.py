"""How audits are shown: marks and facts as rows, the sample as a list, the months beside each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from audits import lists
from audits.actions import differing
from audits.facts import RULES, SHORT, Fact
from audits.models import Audit, AuditItem
from audits.periods import named
from audits.questions import ALWAYS, KINDS, LEVELS, OVERALL, QUESTIONS, THEMES
from foundation.store import today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words
from roll.lists import settings_by_id

NO_FIGURE = "–"
DEFAULT_FACT = "plans"
FEWEST = 5
"""In the partners' edition a figure that rests on fewer is left out (needs matrix, "Small numbers")."""


def title(audit: Audit) -> str:
    """As the heading says it: Audit of October 2026."""
    period = named(audit.first, audit.last)
    if audit.kind == "quarterly":
        return f"Check of every case, {period}"
    return f"Audit of {THEMES[audit.theme].lower()}, {period}" if audit.theme else f"Audit of {period}"


def drawn_words(audit: Audit, shown: int) -> str:
    """How many of how many, and how: 12 of 34 records, drawn with seed 20261031."""
    size = audit.population["size"]
    if audit.kind == "quarterly":
        return f"{size} records of the period, all of them, from the system’s own facts"
    return f"{shown} of {size} records, drawn with seed {audit.seed}"


def clock(audit: Audit) -> dict[str, str] | None:
    """School days until it is to be closed."""
    if audit.status == "closed":
        return None
    found = due_clock(audit.due_on)
    return {**found, "detail": f"Close it by {found['detail']}"}


def is_done(item: AuditItem) -> bool:
    """Judged, marked a second time where it is to be, and agreed."""
    waiting = item.second and item.second_at is None
    return item.status == "judged" and not waiting and not (differing(item) and item.moderated is None)


def is_told(item: AuditItem) -> bool:
    """Judged, and no second mark is waited for: until then only who judged it knows the marks."""
    return item.status == "judged" and not (item.second and item.second_at is None)


def state_of(item: AuditItem) -> str:
    """done, started or none."""
    if is_done(item):
        return "done"
    return "started" if item.judgements or item.status == "judged" else "none"


def note_of(item: AuditItem) -> str:
    """Why it is in the sample, and how far it is."""
    why = f"Always in: {ALWAYS[item.always]}" if item.always else item.stratum
    if is_done(item):
        return f"{why}. Done"
    if item.status == "judged":
        return f"{why}. {'Marks to agree' if differing(item) else 'Waits for a second mark'}"
    judged = len([one for one in (item.judgements or {}).values() if one.get("level")])
    return f"{why}. {f'{judged} of {len(QUESTIONS)} judged' if judged else 'Not started'}"


def sample(items: Sequence[AuditItem], current: AuditItem | None = None) -> list[dict[str, Any]]:
    """The list at the left."""
    return [
        {
            "text": item.known_as,
            "href": url_for("audits.record", audit_item=item.public_id),
            "note": note_of(item),
            "state": state_of(item),
            "current": item is current,
        }
        for item in items
    ]


def progress(items: Sequence[AuditItem]) -> dict[str, int]:
    """How many are done, begun, and there are."""
    states = Counter(state_of(item) for item in items)
    return {"done": states["done"], "started": states["started"], "total": len(items)}


def next_item(items: Sequence[AuditItem], after: AuditItem) -> AuditItem | None:
    """The next record that is still to be judged, round the list."""
    order = [*items]
    at = order.index(after) + 1 if after in order else 0
    return next(
        (item for item in [*order[at:], *order[:at]] if item.status == "open" and item is not after), None
    )


def fact_rows(item: AuditItem, facts: Sequence[Fact], *, with_said: bool = True) -> list[dict[str, Any]]:
    """The questionnaire's facts: as they stood when it was judged, else as they are now.

    `with_said`: with what the auditor says instead, which a second mark is given without.
    """
    kept = item.facts
    rows = kept or [
        {"key": f.key, "answer": f.answer, "tone": f.tone, "evidence": f.evidence, "where": f.where}
        for f in facts
    ]
    disputes = (item.disputes or {}) if with_said else {}
    return [
        {**row, "question": RULES[row["key"]][0], "href": where(item), "said": disputes.get(row["key"], "")}
        for row in rows
        if row["key"] in RULES
    ]


def where(item: AuditItem) -> str:
    """The record behind an item."""
    pages = {
        "case": ("cases.case", "case"),
        "asked": ("plan_requests.asked", "asked"),
        "alert": ("transitions.alert", "alert"),
        "contact": ("cases.contact", "contact"),
    }
    endpoint, name = pages[item.subject]
    values: dict[str, Any] = {name: item.subject_reference}
    return url_for(endpoint, **values)


def share_words(reached: int, of: int) -> str:
    """Per cent in words, and a dash where there is nothing to count."""
    return f"{reached / of:.0%}" if of else NO_FIGURE


def comparison(audit: Audit) -> list[Audit]:
    """The audits before it, and itself, the oldest first."""
    return [*lists.before(audit), audit]


def figure_rows(
    audits: Sequence[Audit], figures: Mapping[int, Mapping[str, list[int]]], nothing: str = "none"
) -> list[list[Any]]:
    """A row for each fact, a cell for each period: "4 of 7, 57%". `nothing`: where there is no figure."""
    rows = []
    for key, words in SHORT.items():
        cells: list[Any] = [words]
        for audit in audits:
            reached, of = figures[audit.id].get(key, [0, 0])
            cells.append(
                {
                    "text": share_words(reached, of),
                    "note": f"{reached} of {of}" if of else nothing,
                    "number": True,
                }
            )
        rows.append(cells)
    return rows


def bars(
    audits: Sequence[Audit], figures: Mapping[int, Mapping[str, list[int]]], key: str
) -> list[dict[str, Any]]:
    """One fact over the periods, for the picture."""
    made = []
    for audit in audits:
        reached, of = figures[audit.id].get(key, [0, 0])
        made.append(
            {
                "name": f"{audit.first:%b %Y}"
                if audit.kind == "monthly"
                else f"{audit.first:%b}–{audit.last:%b %Y}",
                "note": f"{reached} of {of}" if of else "",
                "share": reached / of if of else None,
                "words": share_words(reached, of),
                "unfinished": audit.status == "open",
            }
        )
    return made


def levels_by_question(items: Sequence[AuditItem], *, partners: bool = False) -> list[list[Any]]:
    """How often each level was given, by question; the agreed mark counts where two differed.

    `items`: those whose marks are told. For partners a question of which one level was given to one to four
    records is left out whole: the others would tell the number.
    """
    if partners and len(items) < FEWEST:
        return []
    rows = []
    for key, (question, _hint) in QUESTIONS.items():
        given = Counter(final_mark(item, key).get("level") for item in items)
        hidden = partners and any(0 < number < FEWEST for number in given.values())
        rows.append(
            [
                "Overall" if key == OVERALL else question,
                *({"text": NO_FIGURE if hidden else given[level], "number": True} for level in LEVELS),
            ]
        )
    return rows


def final_mark(item: AuditItem, key: str) -> dict[str, str]:
    """The mark that counts: agreed, else first."""
    return (item.moderated or {}).get(key) or (item.judgements or {}).get(key, {})


def strata_rows(audit: Audit) -> list[list[Any]]:
    """How the sample was drawn: each stratum, how many there were and how many were taken."""
    return [
        [name or "Not known", {"text": there, "number": True}, {"text": taken, "number": True}]
        for name, (there, taken) in audit.population["strata"].items()
    ]


def schools_of(items: Sequence[AuditItem]) -> list[tuple[int, str]]:
    """The schools of a sample, for what one of them is told."""
    found = settings_by_id({item.setting_id for item in items if item.setting_id})
    return sorted(((row.id, row.name) for row in found.values()), key=lambda pair: pair[1])


def kind_words(audit: Audit) -> str:
    """Its kind."""
    return KINDS[audit.kind]


def due_clock(day: dt.date) -> dict[str, str]:
    """School days until a day, for an action."""
    words = calendar_for(None).words(day, today())
    state = "over" if day < today() else "soon" if (day - today()).days < 5 else "normal"
    return {"words": words, "state": state, "detail": day_words(day)}
