"""What the form asks when words or an exclusion reason suggest harm between children.

Three things belong to it: a flag, what the behaviour was, and what the school did about its effect on
others. Whichever is missing is asked for, naming the words; nothing is ticked by itself, and "does not
apply, because" answers it too. A tick alone does not silence it: what stands under the flag does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fap.nudge import SEXUAL, VIOLENT, found_in
from foundation.questions import Answers, Condition, Group, LongText
from foundation.questions.question import Path
from foundation.store.reference_data import read_files, reference_files

KINDS = (SEXUAL, VIOLENT)
BEHAVIOUR = {SEXUAL: "sexual behaviour", VIOLENT: "violence, threats or bullying"}
NATURE = {
    SEXUAL: "What was the sexual behaviour?",
    VIOLENT: "What happened: violence, threats or bullying?",
}
FLAGS_OF: Mapping[str, frozenset[str]] = {
    SEXUAL: frozenset({"cse", "relationship_abuse", "displays_hsb", "harmed_by_hsb", "sexual_bullying"}),
    VIOLENT: frozenset(
        {
            "gangs",
            "serious_youth_violence",
            "relationship_abuse",
            "sexual_bullying",
            "other_physical",
            "other_emotional",
            "other_financial",
            "other_controlling",
            "other_online",
        }
    ),
}
"""The flags that fit: with one of them ticked, no other is asked for."""

UNREAD = frozenset(
    {
        "peer_flags",
        "other_abuse",
        "parents",
        "agencies",
        "documents",
        "supports",
        "family_overview",
        "siblings",
        "medical",
        "allergies",
        "dietary",
        "accessibility",
        "lead_name",
        "lead_role",
        "lead_agency",
        "current_provision",
        "preferred_school",
        "preferred_type",
        "incident_place",
        "places",
        "peers",
        "journey",
        *(f"{kind}_{what}" for kind in KINDS for what in ("nature", "response", "not_applicable")),
    }
)
"""Answers that are not looked at: flags and what is asked here, adults at home, names, health, places."""

SIGNAL_KIND = {"sexual": SEXUAL, "violent": VIOLENT, "bullying": VIOLENT}


@dataclass(frozen=True)
class Seen:
    """A word that was seen, and the question in which it stands (its key at the top of the form)."""

    kind: str
    words: str
    key: str


def seen_in(answers: Mapping[str, Any]) -> tuple[Seen, ...]:
    """Every word and exclusion reason that suggests harm between children, each once for each question."""
    found: dict[Seen, None] = {}
    for key, value in answers.items():
        if key in UNREAD or not value:
            continue
        for text in _texts(value):
            for hit in found_in(text):
                found.setdefault(Seen(hit.kind, hit.words, key))
        for code, kind, label in _reasons(value):
            found.setdefault(Seen(kind, f"{label} ({code})", key))
    return tuple(found)


def _texts(value: Any) -> Iterator[str]:
    """The texts of an answer, without the parts that are not looked at. A code is no text."""
    if isinstance(value, str):
        if " " in value or len(value) > 3:
            yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in UNREAD and key != "_id" and not str(key).endswith("_reasons"):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner) if isinstance(inner, Mapping) else ()


def _reasons(value: Any) -> Iterator[tuple[str, str, str]]:
    """(code, kind, label) of the exclusion reasons of a list of suspensions that suggest harm."""
    rows = value if isinstance(value, list) else []
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        for key, codes in row.items():
            if key.endswith("_reasons"):
                known = reason_signals()
                yield from ((code, *known[code]) for code in codes if code in known)


@lru_cache(maxsize=1)
def reason_signals() -> dict[str, tuple[str, str]]:
    """Exclusion reason -> (kind, label), from the reference file; old codes by what they map to."""
    found = {}
    for code in read_files(reference_files()):
        signal = SIGNAL_KIND.get(code.maps_to) if code.set == "exclusion_reason" else None
        if signal:
            found[code.code] = (signal, code.label)
    return found


def asked_of(kind: str, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of flag, nature and response is missing for a kind of behaviour; nothing when none is seen."""
    if answers.get(f"{kind}_not_applicable") or not any(one.kind == kind for one in seen_in(answers)):
        return ()
    told = [said for key, said in _ticked(answers) if key in FLAGS_OF[kind]]
    nature = answers.get(f"{kind}_nature") or any(said.get("what_is_known") for said in told)
    response = answers.get(f"{kind}_response") or any(said.get("school_did") for said in told)
    parts = (("flag", told), ("nature", nature), ("response", response))
    return tuple(name for name, there in parts if not there)


def _ticked(answers: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for question in ("peer_flags", "other_abuse"):
        for key, said in (answers.get(question) or {}).items():
            if said.get("ticked") is True:
                yield key, said


@dataclass(frozen=True)
class Suggested(Condition):
    """The words of the form suggest this kind of behaviour."""

    behaviour: str

    def holds(self, scope: Mapping[str, Any]) -> bool:
        return any(one.kind == self.behaviour for one in seen_in(scope))

    def keys(self) -> frozenset[str]:
        return frozenset()

    def spec(self) -> dict[str, Any]:
        return {"words_suggest": self.behaviour}


def _group(kind: str) -> Group:
    when = Suggested(kind)
    return Group(
        f"Your words may describe {BEHAVIOUR[kind]} between children",
        (
            LongText(
                f"{kind}_nature",
                NATURE[kind],
                rows=4,
                when=when,
                hint="What was done, how often, and what is known of who was there. Leave empty what stands "
                "under a flag above. Do not write another child’s name.",
                since=2,
            ),
            LongText(
                f"{kind}_response",
                "What did the school do about its effect on others?",
                rows=4,
                when=when,
                hint="For the child who may have been harmed, for those who saw it, and for the place where "
                "it happened.",
                since=2,
            ),
            LongText(
                f"{kind}_not_applicable",
                "If this does not apply, why",
                rows=2,
                when=when,
                hint="For example: the words are about something else.",
                since=2,
            ),
        ),
        hint="The form noticed words elsewhere and asks. It ticks nothing by itself.",
    )


ASKED = tuple(_group(kind) for kind in KINDS)


def quoted(kind: str, answers: Mapping[str, Any], most: int = 4) -> str:
    """The words that were seen, as they were written: “groped”, “punched” and 2 more."""
    words = list(dict.fromkeys(one.words for one in seen_in(answers) if one.kind == kind))
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(f"“{one}”" for one in words[:most]) + more


WANTED = {
    "flag": "tick what applies on the page about harm",
    "nature": "say what the behaviour was",
    "response": "say what the school did about its effect on others",
}


def words_are_followed_up(answers: Answers, _today: dt.date) -> Iterator[tuple[Path, str]]:
    """Where words suggest harm, flag, nature and response are there, or why it does not apply."""
    for kind in KINDS:
        missing = asked_of(kind, answers)
        if missing:
            wanted = [WANTED[one] for one in missing]
            listed = wanted[0] if len(wanted) == 1 else f"{', '.join(wanted[:-1])} and {wanted[-1]}"
            path = ("peer_flags",) if missing == ("flag",) else (f"{kind}_{missing[-1]}",)
            yield (
                path,
                f"You wrote {quoted(kind, answers)}, which may be {BEHAVIOUR[kind]} between children: "
                f"{listed}, or say why it does not apply",
            )
