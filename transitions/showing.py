"""An alert as its page shows it: the fact in one sentence, why, on which evidence, where they are, what is
next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from cases import showing as cases_showing
from cases.models import Case, Separation
from cases.showing import People
from cases.words import ROLES
from foundation.access.work import Clock, Tag
from foundation.store import session, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words
from foundation.trail import HistoryLine
from roll.continuing_core import chains
from roll.lists import places_by_id
from roll.same_child_core import joined_records
from safetyplans.models import SafetyPlan
from transitions import lists
from transitions.evidence import stay_words
from transitions.models import Alert, Disclosure
from transitions.moving_on import preferences
from transitions.rules.findings import Kind
from transitions.words import KINDS_SHORT, STATES

SETTLED_COLOUR = {"closed": "green", "no_longer_applies": "grey"}


def people_of(alerts: Sequence[Alert]) -> People:
    """Everybody and every place that these alerts name, in their evidence too."""
    children = {child for alert in alerts for child in alert.child_ids()}
    settings = {found for alert in alerts for found in alert.setting_ids}
    for alert in alerts:
        settings |= {kept["setting_id"] for kept in alert.evidence["stays"]}
        children |= {kept["child_id"] for kept in alert.evidence["stays"]}
    return lists.people_at(children, settings)


def names(alert: Alert, named: People) -> str:
    """The child, or both."""
    return " and ".join(named.name(child) for child in alert.child_ids())


def headline(alert: Alert, named: People) -> str:
    """The fact in one sentence, with the names that this reader may see."""
    one, both = named.name(alert.child_id), names(alert, named)
    place = named.place(alert.setting_id)
    day = day_words(alert.day)
    other = named.name(alert.other_child_id) if alert.other_child_id else ""
    sentences = {
        Kind.SAME_SETTING: f"{both} {_are(alert)} both on roll at {place} {_since(alert)}",
        Kind.SAME_SITE: f"{both} {_are(alert)} on one site, {_both_places(alert, named)}, {_since(alert)}",
        Kind.SAME_SETTING_PLANNED: f"{both} will both be at {_places(alert, named)} from {day}",
        Kind.MOVED: f"{one} started at {place} on {day}",
        Kind.LEFT_NO_DESTINATION: f"{one} left {place} on {day}, and no other place is known",
        Kind.RETURNED: f"{one} came back to {place}, where the incident happened, on {day}",
        Kind.PHASE_TRANSFER_DUE: f"{one} is in the last year at {place} and leaves by {day}",
        Kind.IDENTITY_UNCERTAIN: f"The record of {one} on the roll of {place} may be {other}",
        Kind.PLAN_NOT_TRAVELLED: f"{one} is at {place} since {day}; the plan is not acknowledged there",
    }
    return sentences[Kind(alert.kind)]


def consequence(alert: Alert, named: People) -> str:
    """What it means, in one sentence."""
    sentences = {
        Kind.SAME_SETTING: "They must not meet unprepared.",
        Kind.SAME_SITE: "The two settings share a site, a sixth form, transport or lunch.",
        Kind.SAME_SETTING_PLANNED: "There is still time to change the place or to prepare it.",
        Kind.MOVED: "The setting must be told what it needs, by the authority.",
        Kind.LEFT_NO_DESTINATION: "The child may be missing from education, and any plan is lost.",
        Kind.RETURNED: "The setting may not know what happened there, or who is there now.",
        Kind.PHASE_TRANSFER_DUE: _preferences(alert, named),
        Kind.IDENTITY_UNCERTAIN: "Until a person decides, it is shown as possible.",
        Kind.PLAN_NOT_TRAVELLED: "Nobody there may be following it.",
    }
    return sentences[Kind(alert.kind)]


def _preferences(alert: Alert, named: People) -> str:
    child = named.children.get(alert.child_id)
    if child is None:
        return ""
    pair = alert.separation_id is not None
    return preferences(child.date_of_birth, alert.day.year, today(), pair=pair)


def evidence_lines(alert: Alert, named: People) -> list[str]:
    """Each stay with its file, line and date, then what was added."""
    lines = [
        stay_words(kept, named.name(kept["child_id"]), named.place(kept["setting_id"]))
        for kept in alert.evidence["stays"]
    ]
    return [*lines, *alert.evidence["notes"]]


def evidence_of_one(alert: Alert, child: int, named: People) -> list[str]:
    """What the evidence says of one child alone; the other is in none of its sentences."""
    return [
        stay_words(kept, named.name(child), named.place(kept["setting_id"]))
        for kept in alert.evidence["stays"]
        if kept["child_id"] == child
    ]


def clock(alert: Alert) -> Clock | None:
    """School days left to acknowledge; None once somebody has."""
    if alert.status != "raised":
        return None
    words = calendar_for(None).words(alert.due_on)
    late = alert.due_on < today()
    soon = alert.due_on <= calendar_for(None).add(today(), 1)
    return Clock(
        words, "over" if late else "soon" if soon else "normal", f"Acknowledge by {day_words(alert.due_on)}"
    )


def tag(alert: Alert) -> Tag:
    """Its state in words; solid red only while it is red and not acknowledged."""
    if alert.is_red:
        return Tag("Red: not acknowledged", "red")
    if alert.status == "raised":
        return Tag(STATES["raised"], "amber")
    return Tag(STATES[alert.status], SETTLED_COLOUR.get(alert.status, "accent"))


def row_line(alert: Alert, named: People) -> str:
    """The line of a list: kind, place and day."""
    place = " and ".join(named.place(found) for found in alert.setting_ids)
    kind = KINDS_SHORT[alert.kind]
    return f"{kind[:1].upper()}{kind[1:]}, {place}, {day_words(alert.day)}."


@dataclass(frozen=True)
class Setting:
    """A reader of the table "Who sees what"."""

    reader: str
    sees: str
    note: str
    other_name: str


def who_sees(alert: Alert, letters: Sequence[Disclosure], named: People) -> list[Setting]:
    """Every reader, what they see of this alert, and whether they know the other child's name."""
    told: dict[int, list[Disclosure]] = {}
    place_of = chains(session().connection()).of
    for letter in letters:
        if letter.is_told:
            told.setdefault(place_of(letter.setting_id), []).append(letter)
    pupils = {
        child: {place_of(found.id) for found in named.present.get(child, [])} for child in alert.child_ids()
    }
    here = {place_of(found.id): found.name for child in pupils for found in named.present.get(child, [])}
    here.update({found: named.place(found) for found in alert.setting_ids})
    made = []
    for setting_id, name in sorted(here.items(), key=lambda pair: pair[1]):
        sees, note = _seen(told.get(setting_id, []), named)
        made.append(Setting(name, sees, note, _knows(pupils, setting_id, told.get(setting_id, []))))
    made.append(Setting("Fair access team and chair", "“Speak to the safeguarding officer”", "", "No"))
    made.append(Setting("Administrator", "Nothing", "", "No"))
    return made


def _seen(letters: Sequence[Disclosure], named: People) -> tuple[str, str]:
    if not letters:
        return "Nothing about this alert yet", ""
    about = " and ".join(dict.fromkeys(named.name(letter.child_id) for letter in letters))
    states = {letter.status for letter in letters}
    note = (
        "Acknowledged"
        if states == {"acknowledged"}
        else "Opened"
        if "released" not in states
        else "Not opened yet"
    )
    return f"A letter about {about}", note


def _knows(pupils: Mapping[int, set[int]], setting_id: int, letters: Sequence[Disclosure]) -> str:
    if len(pupils) < 2:
        return "There is no other child"
    if any(letter.names_other for letter in letters):
        return "Yes, by your letter"
    return (
        "Knows both as its own pupils, not that they are linked"
        if all(setting_id in places for places in pupils.values())
        else "No, until you release it"
    )


def steps(alert: Alert, letters: Sequence[Disclosure]) -> list[dict[str, str]]:
    """What comes next, and how far it is."""
    due = clock(alert)
    if alert.kind == Kind.IDENTITY_UNCERTAIN:
        return [
            {
                "what": "Acknowledge it, and ask the setting who the child is",
                "state": due.words if due else "done",
            },
            {"what": "Decide whether the two records are one child", "state": STATES[alert.status].lower()},
        ]
    live = [letter for letter in letters if letter.status != "withdrawn"]
    done = sum(letter.status == "acknowledged" for letter in live)
    if alert.withheld_reason and not live:
        told = "nothing for now"
    else:
        told = f"{done} of {len(live)} acknowledged" if live else "not written"
    past_call = alert.status in ("contacted", "actioned", "closed")
    return [
        {"what": "Acknowledge it, and speak to the setting today", "state": due.words if due else "done"},
        {"what": "Record the call and what was arranged", "state": "done" if past_call else "same day"},
        {"what": "Release what the setting needs to know", "state": told},
        {"what": "Ask the setting for a plan for each child", "state": "from the case"},
        {"what": "Record the action taken, then close", "state": STATES[alert.status].lower()},
    ]


def told(alert: Alert, letters: Sequence[Disclosure], named: People) -> list[HistoryLine]:
    """What happened with the alert and its letters, newest first."""
    notes = ["", *[f"letter to {named.place(letter.setting_id)}: " for letter in letters]]
    return cases_showing.told([alert, *letters], notes)


def in_force(alert: Alert, separation: Separation | None, named: People) -> list[list[Any]]:
    """Both children side by side: where they are, their part, their plans, the conditions."""
    children = alert.child_ids()
    plans = lists.plans_of(children)
    case = lists.case_behind(separation)
    parts = {party.child_id: ROLES[party.role] for party in case.parties} if case else {}
    rows: list[list[Any]] = [
        ["Now at", *[named.now_at(child) for child in children]],
        ["Safety plan", *[_plan_cell(child, plans) for child in children]],
    ]
    if len(children) > 1:
        rows.insert(1, ["Part", *[parts.get(child, "not yet clear") for child in children]])
    if separation and separation.conditions:
        words = "; ".join(str(condition["words"]) for condition in separation.conditions)
        rows.append(["Conditions", *[words for _ in children]])
    return rows


def _plan_cell(child: int, plans: Sequence[SafetyPlan]) -> str | dict[str, str]:
    """The plans in force, with the way to the newest; the reader may see all that are in `plans`."""
    own = joined_records(session().connection(), child)
    live = [plan for plan in plans if plan.child_id in own and plan.status == "in_force"]
    if not live:
        return "None in force"
    places = places_by_id({plan.setting_id for plan in live})
    newest, *earlier = [
        (plan, f"{plan.reference}, {places[plan.setting_id].name}") for plan in reversed(live)
    ]
    address = url_for("safetyplans.plan", plan=newest[0].public_id)
    return {"text": newest[1], "href": address, "note": "; ".join(words for _plan, words in earlier)}


def why(separation: Separation | None, case: Case | None, plan: SafetyPlan | None) -> str:
    """On what the watch over these children rests."""
    if separation is not None:
        sure = (
            "A separation has"
            if separation.certainty == "confirmed"
            else "A separation that a school reported has"
        )
        behind = f", case {case.known_as}" if case else ""
        return f"{sure} been in force since {day_words(separation.from_date)}{behind}."
    if plan is not None and plan.signed_on:
        return f"Plan {plan.reference} has been in force since {day_words(plan.signed_on)}."
    return ""


def _are(alert: Alert) -> str:
    return "were" if alert.past else "are"


def _since(alert: Alert) -> str:
    if alert.past and alert.overlap_until:
        return f"from {day_words(alert.day)} to {day_words(alert.overlap_until)}"
    return "from today" if alert.day == today() else f"since {day_words(alert.day)}"


def _both_places(alert: Alert, named: People) -> str:
    return " and ".join(named.place(found) for found in alert.setting_ids)


def _places(alert: Alert, named: People) -> str:
    where = _both_places(alert, named)
    return f"{where}, one site," if alert.other_setting_id else where
