"""The documents that name no other child: the family's copy, the child's own page, the cards for staff.

Each is put together from named questions, so that a new one is left out, and every word of it is looked at
before it is drawn (safety-plan specification, "Print check").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.names import Found, find_names
from foundation.answers import answers_of
from foundation.questions import Answers
from foundation.store import Actor
from safetyplans.contradictions import same
from safetyplans.day import OFTEN_WORDS
from safetyplans.form import FORM
from safetyplans.form.school_day import GRID
from safetyplans.form.staff import STAFF_ROLES
from safetyplans.models import SafetyPlan
from safetyplans.people import people_of
from safetyplans.printing import family_said, texts_of
from safetyplans.showing import setting_name

_ALLEGED = (
    r"rap(?:e|ed|ist)|assault\w*|abus\w*|alleg\w*|victim\w*|perpetrat\w*|sexual\w*|harass\w*|penetrat\w*"
)
ALLEGED = re.compile(rf"\b(?:{_ALLEGED})\b", re.IGNORECASE)
PERHAPS = re.compile(r"\b(?:police|bail|court|offen[cs]e\w*|suspect\w*|investigat\w*)\b", re.IGNORECASE)
PLACES = {row.key: row.title for row in GRID.rows}
STAFF_WORDS = {option.code: option.label for option in STAFF_ROLES}

Texts = list[tuple[str, str]]


@dataclass(frozen=True)
class Copy:
    """One document: its template, what it is filled with, and every text in it with its place."""

    key: str
    template: str
    context: dict[str, Any]
    texts: Texts

    @property
    def empty(self) -> bool:
        """Whether there is nothing to hand over yet."""
        return not any(self.context.get(part) for part in ("lines", "cards", "told"))


def family(actor: Actor, plan: SafetyPlan) -> Copy:
    """What is done for this child, for its family."""
    lines = family_said(actor, plan)
    return Copy("family", "paper/plan_family.html", {"lines": lines}, list(texts_of(lines)))


def childs_page(_actor: Actor, plan: SafetyPlan) -> Copy:
    """One page in the first person, for the child itself: whom, where, how, and who listens."""
    answers = answers_of(plan, FORM)
    told = [(title, words) for title, words in _childs_lines(answers) if words]
    texts = [(f"The child’s page: {title}", line) for title, words in told for line in words]
    return Copy("child", "paper/plan_child.html", {"told": told}, texts)


def _childs_lines(answers: Answers) -> list[tuple[str, list[str]]]:
    day = answers.get(GRID.key) or {}
    does = [
        f"{title}: {day[key]['child_does']}" for key, title in PLACES.items() if _said(day, key, "child_does")
    ]
    adults = [answers.get("key_adult"), answers.get("key_adult_cover"), answers.get("trusted")]
    helps = [
        f"{row.get('what')}, {row.get('often')}" if row.get("often") else str(row.get("what") or "")
        for row in answers.get("support_lines") or ()
        if row.get("state") == "running"
    ]
    wishes = [str(row["words"]) for row in answers.get("wishes") or () if row.get("words")]
    review = answers.get("review_on")
    return [
        ("What I said", wishes[-1:]),
        ("Grown-ups I can go to", [str(adult) for adult in adults if adult]),
        ("What I do, and where", does),
        ("How I show that something is wrong", _one(answers.get("signal"))),
        ("Whom I can reach when school is closed", _one(answers.get("out_of_hours"))),
        ("What helps me", helps),
        ("When we talk about it again", [_day_words(review)] if review else []),
    ]


def _said(day: Answers, key: str, column: str) -> bool:
    row = day.get(key) or {}
    return bool(row.get(column)) and not row.get("not_relevant")


def _one(text: Any) -> list[str]:
    return [str(text)] if text else []


def _day_words(iso: str) -> str:
    day = dt.date.fromisoformat(iso)
    return f"{day:%A} {day.day} {day:%B %Y}"


def staff_cards(_actor: Actor, plan: SafetyPlan) -> Copy:
    """A card for each group of staff: what they do and where. Never what is alleged."""
    answers = answers_of(plan, FORM)
    script = str(answers.get("script") or "")
    cards = [_card(row, answers, script) for row in answers.get("role_cards") or ()]
    texts = [
        (f"Card for {card['title'].lower()}: {label}", words)
        for card in cards
        for label, words in card["lines"]
        if words
    ]
    return Copy("cards", "paper/plan_cards.html", {"cards": cards}, texts)


def _card(row: Answers, answers: Answers, script: str) -> dict[str, Any]:
    title = STAFF_WORDS.get(row.get("staff_role") or "", "Staff")
    until = row.get("until")
    places = [
        f"{PLACES[key]}: {said['control']}{_checked(said)}"
        for key, said in (answers.get(GRID.key) or {}).items()
        if key in PLACES and _named(row, said) and said.get("control") and not said.get("not_relevant")
    ]
    lines = [
        ("Names", str(row.get("staff_names") or "")),
        ("What you do", str(row.get("does") or "")),
        ("Where and when", str(row.get("where_when") or "")),
        ("From the school day", "\n".join(places)),
        ("Whom you tell at once", str(row.get("tell") or "")),
        ("When a pupil or a parent asks, you say", script),
        ("The card holds until", _day_words(until) if until else ""),
    ]
    return {"title": title, "lines": [(label, words) for label, words in lines if words]}


def _named(row: Answers, said: Answers) -> bool:
    """Whether the adult responsible for a place is one whom the card names."""
    names = re.split(r"[,;]|\band\b", str(row.get("staff_names") or ""))
    return any(same(name, said.get("adult")) for name in names)


def _checked(said: Answers) -> str:
    often = OFTEN_WORDS.get(said.get("checked") or "", "")
    return f" ({often.lower()})" if often else ""


COPIES: dict[str, Callable[[Actor, SafetyPlan], Copy]] = {
    "family": family,
    "child": childs_page,
    "cards": staff_cards,
}


def found_in(copy: Copy, plan: SafetyPlan) -> list[Found]:
    """Every place in the copy that gives another child away, and on cards what tells of the allegation."""
    others, own = people_of(plan)
    texts = [*copy.texts, ("Setting", setting_name(plan.setting_id))]
    found = find_names(texts, others, own)
    return [*found, *_allegation(copy.texts)] if copy.key == "cards" else found


def _allegation(texts: Texts) -> list[Found]:
    told = [Found(place, "what is alleged") for place, words in texts if ALLEGED.search(words)]
    perhaps = [
        Found(place, "perhaps what is alleged", sure=False) for place, words in texts if PERHAPS.search(words)
    ]
    return [*told, *perhaps]
