"""A referral: what the form says, and what the panel heard, decided and saw happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fap.form import FORM as REFERRAL
from fap.form.nudging import KINDS, asked_of
from fap.words import FIXED_CAPACITY, FLAGS, PLACES
from foundation.questions import Fact, Reading
from needs.gathering.mapping import (
    AGENCIES_OF_REFERRAL,
    CARE,
    NATURES_OF_FLAG,
    PLACE_OF_MODE,
    where_of,
)
from needs.gathering.values import (
    Beside,
    FactValue,
    FormValue,
    Surroundings,
    first,
    in_order,
    inside,
    read_answers,
    says_something,
)

NONE = "none_of_these"
MOVES = frozenset(PLACES)


def referral_value(row: Any, beside: Beside, around: Surroundings) -> FormValue:
    """A submitted referral. `row`: columns of the referral and its frozen `answers`."""
    read = read_answers(REFERRAL, row.answers, row.form_version, row.submitted_on)
    facts = read.facts()
    child, _born, sex, ward = around.children(row.child_id)
    setting = row.setting_id or around.setting_of(first(facts, "setting"))
    flags = [*_flags(read, facts), *_heard(beside)]
    asked, said = completeness(read)
    return FormValue(
        kind="referral",
        record_id=row.id,
        reference=row.reference,
        version=row.version,
        form_version=row.form_version,
        child_id=child,
        setting_id=setting,
        setting_type=around.setting_type(setting),
        submitted_on=row.submitted_on,
        submitted_at=row.submitted_at,
        ward=around.wards(first(facts, "ward") or ward),
        year_group=first(facts, "year_group"),
        sex=first(facts, "sex") or sex,
        ethnicity=first(facts, "ethnicity"),
        category=row.category or "",
        facts=in_order(
            [
                *flags,
                *_natures(flags),
                *_domains(read, facts, around),
                *_coded(facts),
                *_care(facts),
                *_agencies(read, facts),
                *_alleged(read),
                *_unflagged(read),
                *_panel(beside, read, flags),
            ]
        ),
        sen=first(facts, "sen_provision"),
        outcome=_outcome(row.status, beside),
        asked=asked,
        said=said,
    )


def completeness(read: Reading) -> tuple[int, int]:
    """Required contextual answers of the form: (how many, how many of them say something).

    Each part of life asks what is known and what the school did. "We asked and nothing is known" says
    something; "we have not asked yet", an empty answer and "nothing yet" do not.
    """
    context, asked, said = read.answers.get("context") or {}, 0, 0
    for row in ("strengths", "attitude", "home", "peer_group", "school", "neighbourhood"):
        answer = context.get(row) or {}
        asked += 2
        said += answer.get("known") == "nothing" or (
            answer.get("known") == "yes" and says_something(answer.get("information"))
        )
        said += says_something(answer.get("response"))
    return asked, said


def _flags(read: Reading, facts: tuple[Fact, ...]) -> Iterator[FactValue]:
    said = {**(read.answers.get("peer_flags") or {}), **(read.answers.get("other_abuse") or {})}
    for fact in facts:
        if fact.name not in {"flag", "other_abuse"} or fact.value not in FLAGS:
            continue
        did = said.get(fact.value, {}).get("school_did")
        yield FactValue(
            "flag",
            fact.value,
            capacity=FIXED_CAPACITY.get(fact.value) or inside(fact, "capacity"),
            current=inside(fact, "when"),
            source="form",
            responded=says_something(did),
        )


def _heard(beside: Beside) -> Iterator[FactValue]:
    for row in beside.flags:
        yield FactValue(
            "flag", row.flag, capacity=row.capacity or "", current=row.current or "", source="panel"
        )


def _natures(flags: list[FactValue]) -> Iterator[FactValue]:
    for flag in flags:
        for code in NATURES_OF_FLAG.get(flag.code, ()):
            yield FactValue("nature", code, source=flag.source)


def _domains(read: Reading, facts: tuple[Fact, ...], around: Surroundings) -> Iterator[FactValue]:
    said = read.answers.get("context") or {}
    for fact in facts:
        if fact.name != "domain":
            continue
        answer = said.get(fact.value, {})
        yield FactValue(
            "domain",
            fact.value,
            known=inside(fact, "known"),
            responded=says_something(answer.get("response")),
        )
        for part in fact.about:
            yield from _places(part, fact.value, around)


def _places(part: Fact, within: str, around: Surroundings) -> Iterator[FactValue]:
    """A place that an answer names, or a part of the way to school."""
    kind = inside(part, "place_kind")
    if part.name == "journey":
        mode = inside(part, "mode")
        kind, within = PLACE_OF_MODE.get(mode, "journey"), "journey"
        yield FactValue("place", kind, within=within, state=mode, time=inside(part, "time"))
        yield FactValue("where", where_of(kind), source="form")
    elif part.name == "place" and kind:
        ward = around.ward_of_place(inside(part, "area"))
        yield FactValue("place", kind, within=within, time=inside(part, "time"), ward=ward)
        yield FactValue("where", where_of(kind), source="form")


CODED = {
    "group": "group",
    "support": "support",
    "provision_asked": "asked",
    "exclusion_category": "exclusion",
    "peer_role": "peer_role",
}
"""Facts of the form that are taken over as they are -> their name here."""


def _coded(facts: tuple[Fact, ...]) -> Iterator[FactValue]:
    for fact in facts:
        name = CODED.get(fact.name)
        if name and isinstance(fact.value, str) and fact.value != NONE:
            yield FactValue(name, fact.value)
        elif fact.name == "left_after_incident" and fact.value == "yes":
            yield FactValue("earlier_move", "after_incident")
    for fact in facts:
        for part in fact.about if fact.name == "domain" else ():
            if part.name == "peer_role" and isinstance(part.value, str):
                yield FactValue("peer_role", part.value)


def _care(facts: tuple[Fact, ...]) -> Iterator[FactValue]:
    status = first(facts, "care_status")
    if first(facts, "social_care") == "yes":
        yield FactValue("tracked", "social_care", state=status)
    if status in CARE:
        yield FactValue("care", CARE[status], source="form")


def _agencies(read: Reading, facts: tuple[Fact, ...]) -> Iterator[FactValue]:
    for fact in facts:
        if fact.name == "agency" and fact.value != NONE:
            code = AGENCIES_OF_REFERRAL.get(fact.value, fact.value)
            state = {"current": "involved", "expired": "finished"}.get(inside(fact, "involvement"), "")
            yield FactValue("agency", code, source="form", state=state)


def _alleged(read: Reading) -> Iterator[FactValue]:
    """Whether the incident names one child or several as alleged to have caused harm, this child apart."""
    rows = read.answers.get("linked_children") or []
    parts = [row.get("part") for row in rows]
    if parts:
        alleged = sum(part in {"alleged", "both"} for part in parts)
        yield FactValue("alleged", {0: "none", 1: "one"}.get(alleged, "several"), source="form")


def _unflagged(read: Reading) -> Iterator[FactValue]:
    """Words that suggest harm between children, with no flag and no reason why it does not apply."""
    for kind in KINDS:
        if "flag" in asked_of(kind, read.answers):
            yield FactValue("unflagged", kind)


def capacity_of(flags: list[FactValue]) -> str:
    """The capacity of a child over all its flags: harm on both sides is both."""
    found = {flag.capacity for flag in flags}
    if "both" in found or {"experiences", "alleged"} <= found:
        return "both"
    return next((code for code in ("alleged", "experiences", "affected") if code in found), "")


def _panel(beside: Beside, read: Reading, flags: list[FactValue]) -> Iterator[FactValue]:
    for row in beside.decisions:
        yield FactValue("provision", row.kind, began=row.start_date, source="panel")
        if row.kind in MOVES:
            yield FactValue(
                "move", row.kind, capacity=capacity_of(flags), state=left_behind(read), began=row.start_date
            )
    for row in beside.heard:
        for code in (row.covered or "").split():
            yield FactValue("heard", code, state=row.reason_matched or "", source="panel")
    for row in beside.safety:
        yield FactValue("not_safe", row.status, source="panel", began=row.answered_on)
    for row in beside.meetings:
        yield FactValue("meeting", row.kind, state=row.status)


def left_behind(read: Reading) -> str:
    """Whether anything changes in the place that the child leaves: changed, none, or not asked."""
    if read.answers.get("between_children") != "yes":
        return "not_asked"
    return "changed" if says_something(read.answers.get("place_left")) else "none"


ENDS = {"not_eligible": "not_eligible", "deferred": "deferred", "closed": "held", "decided": "decided"}


def _outcome(status: str, beside: Beside) -> str:
    """What became of a referral: the place broke down, it held, the child started, was decided, waits."""
    if any(row.broke_down_on for row in beside.placements) and status not in {"placed", "closed"}:
        return "broke_down"
    if status == "placed":
        return "started"
    return ENDS.get(status, "waiting")
