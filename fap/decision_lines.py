"""A decision as people read it: every field, on the screen, on paper and in its history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fap.advice import ANSWERS, overrides_of
from fap.deciding_lists import decisions_by_id, ratification_of
from fap.models import Decision, DecisionOverride, Referral, RiskAdvice
from fap.words import AGAINST, COLOURS, PROVISION_COLUMNS
from foundation.access.lists import names_of
from foundation.store import session
from foundation.store.clock import day_words, local
from foundation.store.reference_data import choices, label, mapped
from foundation.trail import history
from roll.lists import setting_by_id, settings_by_id

MATCHES = {"yes": "Yes", "partly": "Partly", "no": "No"}
COVERED = {"all": "All four", "some": "Some", "none": "None"}
RATIFIED = {
    "waiting": "Waits for the panel’s next meeting",
    "ratified": "Ratified by the panel",
    "not_ratified": "Not ratified by the panel",
}
Line = tuple[str, Any]


def lines_of(decision: Decision, *, inside: bool) -> list[Line]:
    """(label, words) of what was decided. `inside`: also what the schools and the family do not read."""
    lines = [*_place(decision), *_contents(decision), *(_inside(decision) if inside else ())]
    return [(name, words) for name, words in lines if words]


def _place(decision: Decision) -> Iterable[Line]:
    setting = setting_by_id(decision.setting_id)
    yield "Decision", decision.kind_words
    yield "In words", decision.decision_text
    yield "School", setting.name if setting else None
    days = (("First day", "start_date"), ("Until", "until"), ("Transition meeting", "transition_on"))
    for name, key in (*days, ("Review of the trial", "review_on")):
        day = getattr(decision, key)
        yield name, day_words(day) if day else None
    yield "If it breaks down", decision.if_breaks_down
    yield "Type of provision", "\n".join(_provision(decision))
    yield "Other provision", decision.provision_other


def _contents(decision: Decision) -> Iterable[Line]:
    yield "Issues under the protocol", "\n".join(_issues(decision))
    yield "Reasons", decision.reasons
    yield "Conditions", decision.conditions
    yield "Support that goes with the child", decision.support_child
    yield "Support for the pupils who stay", decision.support_stay
    yield "Who makes sure it happens", decision.responsible


def _inside(decision: Decision) -> Iterable[Line]:
    yield "Dissent", decision.dissent
    yield "Who dissents", decision.dissent_by
    yield "Written reason matches the discussion", MATCHES.get(decision.reason_matches or "")
    yield "Peers, home, school and area talked about", COVERED.get(decision.contexts_covered or "")
    yield "Why it could not wait for a meeting", decision.why_not_wait
    if decision.check_result:
        checked = f", checked {local(decision.checked_at):%-d %b %Y, %H:%M}" if decision.checked_at else ""
        yield "Placement check", f"{COLOURS[decision.check_result]}{checked}"
    yield "Safeguarding officer’s advice", _advice(decision)
    yield "Why the panel decides it all the same", decision.override_reason
    word = ratification_of(decision)
    if word is not None:
        yield "Ratification", f"{RATIFIED[word.status]}\n{word.words or ''}".strip()
    if decision.signed_by and decision.signed_at:
        name = names_of({decision.signed_by}).get(decision.signed_by, "")
        yield "Signed by the chair", f"{name}, {local(decision.signed_at):%-d %b %Y, %H:%M}"


def _issues(decision: Decision) -> Iterable[str]:
    """Each issue with the letters of the Code's categories for which it may stand."""
    for code in decision.issues.split():
        letters = ", ".join(f"({letter})" for letter in mapped("fap_issue", code))
        yield f"{label('fap_issue', code)}{f' {letters}' if letters else ''}"


def _provision(decision: Decision) -> Iterable[str]:
    ticked = decision.provision or {}
    for choice in choices("fap_provision"):
        if ticked.get(choice.code):
            said = ", ".join(PROVISION_COLUMNS[one].lower() for one in ticked[choice.code])
            yield f"{choice.label}: {said}"


def _advice(decision: Decision) -> str:
    advice = session().get(RiskAdvice, decision.advice_id) if decision.advice_id else None
    return advice_words(advice) if advice is not None else ""


def advice_words(advice: RiskAdvice) -> str:
    """An officer's answer as the panel reads it: a word, who, when, and what the panel is to know."""
    if advice.answer is None:
        return "Asked, not answered yet"
    who = names_of({advice.given_by}).get(advice.given_by, "") if advice.given_by else ""
    when = f"{local(advice.given_at):%-d %b %Y, %H:%M}" if advice.given_at else ""
    by = " (written down by the panel)" if advice.noted_by else ""
    return f"{ANSWERS[advice.answer]}: {who}, {when}{by}" + (f"\n{advice.words}" if advice.words else "")


def changes_of(decision: Decision) -> list[dict[str, Any]]:
    """The history of a decision, the newest first, as its page draws it."""
    return [
        {"who": line.who, "words": f" {line.words}", "when": line.at, "changes": []}
        for line in history(decision)
    ]


def against_words(row: DecisionOverride) -> str:
    """What spoke against a place, as a sentence without its full stop."""
    colour = COLOURS[row.result].lower()
    said = " and ".join(AGAINST[one].format(colour=colour) for one in row.because.split())
    return said[:1].upper() + said[1:]


def stands(row: DecisionOverride, decision: Decision | None) -> tuple[str, str]:
    """Where the decision stands now: signed, drafted, or changed to something else since."""
    if decision is None or decision.status == "dropped":
        return "Dropped since", "grey"
    if (decision.setting_id, decision.start_date) != (row.setting_id, row.start_date):
        return "Another place since", "grey"
    return ("Signed", "red_light") if decision.status == "signed" else ("Drafted", "amber")


def overrides_shown(referral: Referral) -> list[dict[str, Any]]:
    """Every place that was chosen although something spoke against it, for the authority."""
    found = overrides_of(referral)
    settings = settings_by_id({row.setting_id for row in found})
    names = names_of({row.chosen_by for row in found})
    decisions = decisions_by_id([row.decision_id for row in found])
    return [
        {
            "place": f"{settings[row.setting_id].name} from {day_words(row.start_date)}",
            "against": against_words(row),
            "state": stands(row, decisions.get(row.decision_id))[0],
            "who": names.get(row.chosen_by, ""),
            "when": row.chosen_at,
            "reason": row.reason,
        }
        for row in found
    ]
