"""The panel's decision as it is asked: every field of Appendix H, "Panel decision", and what came since."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fap.actions import DecisionValues
from fap.actions.panel_said import CONTEXTS
from fap.comparing import sent_answers
from fap.lists import heard_of
from fap.models import AgendaItem, Decision, Referral
from fap.words import DECISIONS, PLACES, PROVISION_COLUMNS
from foundation.questions import (
    Answers,
    Choice,
    Choices,
    DateKind,
    Group,
    Line,
    LongText,
    Lookup,
    Option,
    Question,
)
from foundation.store.reference_data import choices, mapped
from roll.lists import setting_by_id, setting_by_urn

Contents = tuple[Question | Group, ...]
DAYS = ("start_date", "until", "transition_on", "review_on")
TEXTS = (
    "if_breaks_down",
    "provision_other",
    "decision_text",
    "conditions",
    "dissent",
    "dissent_by",
    "support_child",
    "support_stay",
    "responsible",
)
ONLY_PLACES = frozenset({"start_date", "until", "transition_on", "review_on", "if_breaks_down"})
WHY = Group(
    "Why all the same",
    (
        LongText(
            "override_reason",
            "Something speaks against this school: why does the panel decide it all the same?",
            hint="Speak to the safeguarding officer first. The officers are told at once that a reason was "
            "written, and it stays on their list whatever is changed later. Leave empty for a school that is "
            "clear.",
            rows=3,
        ),
    ),
)
NOT_WAIT = Group(
    "Outside a meeting",
    (
        LongText(
            "why_not_wait",
            "Why can it not wait for the next meeting?",
            hint="The panel reads this when it is asked to ratify the decision.",
            rows=3,
            required="Say why it cannot wait for the next meeting",
        ),
    ),
)


def decision(*, ask_why: bool = True, outside: bool = False) -> Contents:
    """The questions. `ask_why`: something speaks against a school; `outside`: no meeting decides it."""
    kinds = tuple((key, words) for key, words in DECISIONS.items() if not outside or key in PLACES)
    kind = Choice("kind", "What is decided?", choices=kinds, required="Choose what is decided")
    text = LongText("decision_text", "The decision in words", rows=3, hint="As the minutes have it.")
    return (
        kind,
        *((NOT_WAIT,) if outside else ()),
        _place(),
        _trial(),
        _protocol(),
        _provision(),
        _whole(text),
        *((WHY,) if ask_why else ()),
        _said(),
    )


def _place() -> Group:
    return Group(
        "For a place",
        (
            Lookup("setting", "School or provision", hint="Name or URN. It is checked when you save."),
            DateKind("start_date", "First day"),
            DateKind("until", "Last day, for a respite place or a trial"),
            DateKind("transition_on", "Transition meeting, both safeguarding leads"),
            LongText("support_child", "Support that goes with the child", rows=4),
        ),
        hint="Leave empty when no place is decided.",
    )


def _trial() -> Group:
    return Group(
        "For a managed move on trial",
        (
            DateKind("review_on", "Day of the review"),
            LongText("if_breaks_down", "What happens if it breaks down", rows=2),
        ),
        hint="Leave empty for any other decision.",
    )


def _protocol() -> Group:
    """The seed's thirteen issues, each with the letters of the Code's categories for which it may stand."""
    options = []
    for choice in choices("fap_issue"):
        letters = mapped("fap_issue", choice.code)
        words = f"Category {', '.join(f'({one})' for one in letters)} of the Code" if letters else ""
        hint = ". ".join(part for part in (words, choice.hint.rstrip(".")) if part)
        options.append(Option(choice.code, choice.label, hint=hint))
    question = Choices("issues", "Which issues bring the pupil under the protocol?", choices=tuple(options))
    return Group("Under the protocol", (question,))


def _provision() -> Group:
    columns = tuple(PROVISION_COLUMNS.items())
    rows = tuple(
        Choices(f"provided_{choice.code}", choice.label, choices=columns)
        for choice in choices("fap_provision")
    )
    other = Line("provision_other", "If other, which", most=200)
    return Group("Type of provision", (*rows, other))


def _whole(text: LongText) -> Group:
    return Group(
        "For every decision",
        (
            text,
            LongText(
                "reasons",
                "Reasons",
                hint="The family and both schools read this. Write what the panel discussed.",
                required="Write the reasons",
            ),
            LongText("support_stay", "Support for the pupils who stay", rows=4),
            LongText("conditions", "Conditions", rows=2),
            Line("responsible", "Who makes sure it happens", required="Say who makes sure it happens"),
        ),
    )


def _said() -> Group:
    return Group(
        "Said at the panel",
        (
            Choice(
                "reason_matches",
                "Does the written reason match the reason discussed?",
                choices=(("yes", "Yes"), ("partly", "Partly"), ("no", "No")),
                inline=True,
            ),
            Choice(
                "contexts_covered",
                "Were peers, home, school and the area talked about?",
                choices=(("all", "All four"), ("some", "Some"), ("none", "None")),
                inline=True,
            ),
            LongText("dissent", "Dissent", rows=2),
            Line("dissent_by", "Who dissents, if they wish it to be written", most=120),
        ),
    )


def values_of(said: Answers) -> DecisionValues:
    """The answers as what an action takes; what belongs to a place is left out where none is decided."""
    setting = setting_by_urn(said.get("setting", {}).get("code", "")) if said.get("setting") else None
    place = said["kind"] in PLACES
    kept = {key: said.get(key) for key in TEXTS if place or key not in ONLY_PLACES}
    days: dict[str, Any] = {key: dt.date.fromisoformat(said[key]) for key in DAYS if place and said.get(key)}
    if said["kind"] != "managed_move":
        days.pop("review_on", None)
        kept.pop("if_breaks_down", None)
    return DecisionValues(
        kind=said["kind"],
        reasons=said["reasons"],
        setting_id=setting.id if setting and place else None,
        issues=tuple(said.get("issues") or ()),
        provision={
            choice.code: said[f"provided_{choice.code}"]
            for choice in choices("fap_provision")
            if said.get(f"provided_{choice.code}")
        },
        reason_matches=said.get("reason_matches"),
        contexts_covered=said.get("contexts_covered"),
        override_reason=said.get("override_reason") if place else None,
        **days,
        **kept,
    )


def known_of(draft: Decision) -> Answers:
    """A draft as answers of the form."""
    setting = setting_by_id(draft.setting_id)
    keys = (
        "kind",
        "reasons",
        "override_reason",
        "reason_matches",
        "contexts_covered",
        "why_not_wait",
        *TEXTS,
    )
    days = {key: getattr(draft, key) for key in DAYS}
    return {
        **{key: getattr(draft, key) for key in keys},
        **{key: day.isoformat() for key, day in days.items() if day},
        **{f"provided_{code}": ticked for code, ticked in (draft.provision or {}).items()},
        "issues": draft.issues.split() or None,
        **({"setting": {"code": setting.urn}} if setting else {}),
    }


def offered(referral: Referral, item: AgendaItem | None) -> Answers:
    """What is known before anything is drafted: the issues the school ticked, what was noted at the panel."""
    heard = heard_of(item) if item is not None else None
    known: Answers = {"issues": sent_answers(referral).get("issues") or None}
    if heard:
        covered = heard["covered"] or []
        known["reason_matches"] = heard["matched"]
        known["contexts_covered"] = "all" if len(covered) == len(CONTEXTS) else "some" if covered else "none"
    return known
