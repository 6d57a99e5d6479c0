"""What the page of one identity question is made of: the two records side by side, and what would change.

A room above registers `offer(function)` when it begins to listen; the function takes the question and answers
with parts: what would change if the two records were one child, as far as the person who asks may see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from foundation.store import session
from foundation.trail import history
from roll import lists
from roll.candidates import TWIN
from roll.cells import STATUSES
from roll.child_page import Part
from roll.likeness import ASK, ASK_ROLL, LINK, likeness
from roll.models import OPEN_END, Child, ChildAlias, IdentityQuestion, ImportRun

SOURCE = {"roll": "A roll", "form": "A form", "case": "A case", "ctf": "A transfer file"}
Offer = Callable[[IdentityQuestion], Iterable[Part]]
_offers: list[Offer] = []


def offer(parts: Offer) -> None:
    """Offer parts of every question's page. Offering twice is once."""
    if parts not in _offers:
        _offers.append(parts)


def about(question: IdentityQuestion) -> dict[str, Any]:
    """Everything the page shows."""
    known = lists.children_by_id(set(question.child_ids()))
    pair = [known[child] for child in question.child_ids()]
    is_open = question.status == "open"
    offered = [part for make in _offers for part in make(question)] if is_open else []
    return {
        "pair": pair,
        "rows": _rows(pair),
        "reasons": [reason[:1].upper() + reason[1:] for reason in question.reasons],
        "evidence": _evidence(question),
        "parts": sorted(offered, key=lambda part: part.order),
        "twins": may_be_twins(question, pair),
        "thresholds": {"link": LINK, "ask": ASK, "roll": ASK_ROLL},
        "history": history(question)[:20],
    }


def may_be_twins(question: IdentityQuestion, pair: Sequence[Child]) -> bool:
    """Whether joining them needs a second word: all the same but the forename, or a twin on record."""
    if TWIN in question.reasons:
        return True
    one, other = pair
    same_birth = (one.date_of_birth, one.surname_key) == (other.date_of_birth, other.surname_key)
    return same_birth and not likeness(one, other).named


def _rows(pair: Sequence[Child]) -> list[tuple[str, str, str]]:
    """What is known of each, line by line; the sentence of what is not known is the same for both."""
    columns = [_known_of(child) for child in pair]
    return [(label, columns[0][label], columns[1][label]) for label in columns[0]]


def _known_of(child: Child) -> dict[str, str]:
    aliases = session().scalars(select(ChildAlias).where(ChildAlias.child_id == child.id)).all()
    numbers = sorted({alias.upn for alias in aliases if alias.upn})
    names = {f"{alias.forename} {alias.surname}" for alias in aliases if alias.kind == "name"}
    besides = [name for name in (child.preferred_surname, child.known_as) if name]
    return {
        "Other names": "; ".join([*besides, *sorted(names)]) or "None known",
        "Date of birth": f"{child.date_of_birth:%-d %B %Y}",
        "Sex": {"F": "Female", "M": "Male"}.get(child.sex or "", "Not known"),
        "UPN": child.upn or "None",
        "Former UPNs": "; ".join(numbers) or "None known",
        "Postcode": child.postcode or "Not known",
        "Settings": "; ".join(_stays(child)) or "None known",
        "Where the record comes from": SOURCE.get(child.source, child.source),
    }


def _stays(child: Child) -> list[str]:
    found = lists.enrolments_of(child)
    settings = lists.settings_by_id({stay.setting_id for stay in found})
    words = []
    for stay in found:
        until = "still there" if stay.leaving == OPEN_END else f"until {stay.leaving:%-d %b %Y}"
        status = STATUSES[stay.status].lower()
        words.append(f"{settings[stay.setting_id].name} from {stay.start:%-d %b %Y}, {until}, {status}")
    return words


def _evidence(question: IdentityQuestion) -> str:
    run = session().get(ImportRun, question.run_id) if question.run_id else None
    if run is None:
        return "A form or a case named the first of them without a number."
    day = f" as of {run.as_of:%-d %b %Y}" if run.as_of else ""
    return f"Line {question.line} of {run.file_name}{day}."
