"""Meetings in every state, contextual tables of two meetings of one child, requests and a review."""

from __future__ import annotations

import datetime as dt

from cases.meetings import actions
from cases.meetings.actions import ActionValues, Asked, CallValues
from cases.meetings.models import Meeting
from cases.meetings.table_form import TABLE
from cases.models import Case
from cases.peer_groups import actions as peers
from cases.peer_groups.models import PeerRequest
from cases.review import actions as reviews
from cases.review.form import FORM as REVIEW
from foundation.access.lists import account_by_email
from foundation.answers import write_answers
from foundation.questions import Answers
from foundation.store import Actor, acting_as, session
from foundation.store.clock import LONDON, at
from portal.demo.cases import Pair
from portal.demo.children import Pupil
from portal.demo.county_file import County

MASH = "mash@marchland.example"
PEOPLE = {
    "social_care": ("M. Orrin", "Team manager"),
    "police": ("PC Lane", "Child protection"),
    "nursing": ("A. Varley", "School nurse"),
    "school": ("Head of year", ""),
    "youth_justice": ("I. Bram", "Case holder"),
    "hsb_service": ("O. Tarn", "Therapist"),
    "youth_service": ("C. Wills", "Detached worker"),
}
FIRST: Answers = {
    "together": "group",
    "together_words": "With two older boys from outside the school.",
    "individual_situation": "Attends half of his lessons; proud of his drumming.",
    "individual_risk": ["harmful_attitudes", "earlier_allegations"],
    "individual_vulnerability": ["bullied", "low_self_esteem"],
    "individual_resilience": ["positive_interests"],
    "individual_strengths": "Says sorry without being asked.",
    "family_situation": "Lives with his mother and a younger sister.",
    "family_vulnerability": ["bereavement"],
    "family_resilience": ["protective_adults"],
    "peer_situation": "Three friends since primary school; an older group since June.",
    "peer_behaviour": "Comments and touching when the older group is near.",
    "peer_risk": ["sexual_bullying", "recruiting"],
    "peer_vulnerability": ["friends_involved"],
    "peer_barriers": "The older boys are at no school that we know.",
    "school_situation": "Year 10; two internal exclusions this term.",
    "school_risk": ["concerns_school"],
    "school_resilience": ["one_adult", "activities"],
    "school_involvement": "Form tutor and head of year.",
    "neighbourhood_situation": "The shelter at the bus stop after school.",
    "neighbourhood_risk": ["concerns_area"],
    "neighbourhood_risk_more": "No adult passes after four o’clock",
    "matter_most": ["peer", "neighbourhood"],
    "interplay": "What begins at the shelter goes on in the corridor the next morning.",
    "severity": "abusive",
    "severity_because": "Power was misused in a group; the other child could not leave.",
    "summary_situation": "Safe at home, drawn into harm by an older group.",
    "summary_risk": "Highest where the older group meets him.",
}
SINCE: Answers = {
    "peer_risk": ["sexual_bullying"],
    "peer_situation": "The older group has gone; two of the three friends are back.",
    "school_resilience": ["one_adult", "activities", "clear_messages"],
    "neighbourhood_vulnerability": ["gang"],
    "interplay": "The corridor is calm; the shelter is not.",
    "severity": "problematic",
    "severity_because": "No new incident; the wish to belong to the group remains.",
    "summary_situation": "Calmer in school, not yet outside.",
}
CONTROLS = {
    "family": {"words": "Mother walks him home on band days."},
    "peer": {"words": "Group work on consent with the three friends."},
    "school": {"words": "Staff on the stairwell at change of lessons."},
    "neighbourhood": {"none_because": "The detached team starts in the new year."},
}


def tell(county: County, pairs: dict[str, Pair]) -> None:
    """Everything about meetings, in the order in which it happened."""
    mash = county.actor(MASH)
    with acting_as(mash):
        pair = pairs["same_setting"]
        _hsb(county, mash, pair)
        _strategy(county, mash, pairs["left"])
        _information(county, mash, pair, pairs["planned"])
        _review(mash, pairs["calm"].case)
        session().commit()


def _call(
    county: County,
    actor: Actor,
    case: Case | None,
    pupil: Pupil,
    kind: str,
    days: int,
    twin: Meeting | None = None,
) -> Meeting:
    day = county.day + dt.timedelta(days=days)
    day += dt.timedelta(days=7 - day.weekday()) if day.weekday() > 4 else dt.timedelta()
    starts = dt.datetime.combine(day, dt.time(10), tzinfo=LONDON)
    values = CallValues(
        kind=kind,
        child_id=county.child(pupil).id,
        starts_at=starts,
        place="County Hall, room 4, and online",
        chair="Y. Tamsin",
        chair_agency="social_care",
        reason="To put together what each agency knows of this child, and to plan.",
    )
    with at(min(starts, dt.datetime.combine(county.day, dt.time(9), tzinfo=LONDON)) - dt.timedelta(days=4)):
        return actions.call_meeting(actor, values, case=case, twin_of=twin)


def _hold(actor: Actor, meeting: Meeting, agencies: tuple[str, ...], reason: str = "") -> None:
    with at(meeting.starts_at + dt.timedelta(hours=2)):
        actions.invite(actor, meeting, [Asked(code, *PEOPLE[code]) for code in agencies])
        attended = {row.id: "yes" for row in meeting.invitees}
        actions.hold_meeting(actor, meeting, attended, reason)


def _hsb(county: County, mash: Actor, pair: Pair) -> None:
    """Two meetings of one child, the second still to come, with actions green, amber and overdue."""
    first = _call(county, mash, pair.case, pair.alleged, "hsb_multi_agency", -40)
    write_answers(mash, first, TABLE, FIRST)
    _hold(mash, first, tuple(PEOPLE))
    factors = (
        "peer.risk.sexual_bullying",
        "school.risk.concerns_school",
        "individual.risk.harmful_attitudes",
    )
    for area, days, rating, keys in (
        ("Attitudes to girls and consent", -10, "green", factors[2:]),
        ("Behaviour in corridors and on stairs", -3, "amber", factors[:2]),
        ("The shelter after school", 9, "red", ("neighbourhood.risk.concerns_area",)),
    ):
        due = county.day + dt.timedelta(days=days)
        _action(county, mash, first, area, due, rating, keys)
    with at(first.starts_at + dt.timedelta(days=2)):
        said = {
            "situation": "Each agency said what it knows.",
            "severity": "Abusive, for the reasons in the table.",
        }
        actions.write_minutes(
            mash, first, said, "Work with the friends, not only with him.\nMeet again in six weeks."
        )
        actions.agree_minutes(mash, first)
    second = _call(county, mash, pair.case, pair.alleged, "hsb_multi_agency", 2)
    actions.invite(
        mash, second, [Asked(code, *PEOPLE[code]) for code in ("social_care", "school", "nursing")]
    )
    write_answers(mash, second, TABLE, {**FIRST, **SINCE})
    _call(county, mash, pair.case, pair.harmed, "safety_planning", 3, twin=second)


def _action(
    county: County,
    mash: Actor,
    meeting: Meeting,
    area: str,
    due: dt.date,
    rating: str,
    factors: tuple[str, ...],
) -> None:
    owner = account_by_email("safeguarding@marchland.example" if rating == "amber" else MASH)
    values = ActionValues(
        area=area,
        owner=owner.name if owner else "B. Tolland",
        owner_id=owner.id if owner else None,
        due_on=due,
        agency="education_service",
        child_part="Says each Friday how the week went.",
        controls=CONTROLS,
        factors=factors,
    )
    with at(meeting.starts_at + dt.timedelta(hours=3)):
        made = actions.agree_action(mash, meeting, values)
    if rating != "red":
        with at(meeting.starts_at + dt.timedelta(days=20)):
            actions.rate_action(mash, made, rating, "Begun in the week after the meeting.")


def _strategy(county: County, mash: Actor, pair: Pair) -> None:
    """For one child held without health, for the other considered and not held."""
    held = _call(county, mash, pair.case, pair.harmed, "strategy", -6)
    why = "The nurse was ill; she confirms the decisions this week."
    _hold(mash, held, ("social_care", "police", "school"), why)
    actions.record_not_held(
        mash,
        pair.case,
        child_id=county.child(pair.alleged).id,
        code="police",
        reason="A conference next week brings every agency together; support begins now.",
        manager="M. Orrin, children’s social care",
    )
    _call(county, mash, None, pair.alleged, "pre_fap", 6)


def _information(county: County, mash: Actor, answered: Pair, asked: Pair) -> None:
    """One request that a school answered and was told about, one that waits, one by letter."""
    school = county.dsl_of(answered.alleged.urn)
    values = {
        "service": "youth_justice",
        "assessment": "hsb",
        "purpose": "To see who steadies him, and who leads.",
    }
    first = _ask(county, mash, answered.case, answered.alleged, values, days_ago=20)
    if school is not None:
        with acting_as(school), at(_morning(county, 16)):
            said = {
                "aware": "yes",
                "how_many": "few",
                "names": "D., in his form\nthe drummer in year 11",
                "protective": "D. tells him when it is enough.",
                "risky": "The older boys at the shelter.",
                "follows": "Them, when he is with them.",
            }
            peers.answer(school, first, said, school.name)
        with at(_morning(county, 12)):
            peers.give_feedback(
                mash, first, "yes", "It showed that a friend protects him.", "Sit them together."
            )
    _ask(county, mash, asked.case, asked.harmed, {**values, "assessment": "child_family"}, days_ago=9)
    by_letter = {**values, "provider": "C. Wills, youth service"}
    _ask(county, mash, asked.case, asked.alleged, by_letter, days_ago=1)


def _morning(county: County, days_ago: int) -> dt.datetime:
    return dt.datetime.combine(county.day - dt.timedelta(days=days_ago), dt.time(9, 30), tzinfo=LONDON)


def _ask(
    county: County, mash: Actor, case: Case, pupil: Pupil, values: dict[str, str], days_ago: int
) -> PeerRequest:
    setting = None if values.get("provider") else county.settings[pupil.urn].id
    asked = peers.AskValues(child_id=county.child(pupil).id, setting_id=setting, **values)  # type: ignore[arg-type]
    with at(_morning(county, days_ago)):
        return peers.ask(mash, case, asked)


def _review(mash: Actor, case: Case) -> None:
    """A contextual review that is half written."""
    review = reviews.begin_review(mash, case)
    answers: Answers = {
        "summary": "Over a term, comments became touching; a friend told a teacher.",
        "year_incident": 2026,
        "young_people": [
            {"_id": "r00000000a1", "code": "YP1", "part": ["complainant"], "age": 13},
            {"_id": "r00000000a2", "code": "YP2", "part": ["suspect", "leader"], "age": 14, "missing": "yes"},
        ],
        "definitions": ["hsb"],
        "behaviours": {"sexual": {"when": ["before", "during"], "account": "Comments, then touching."}},
        "escalation": "It went further each week that nobody answered.",
        "contexts": [
            {
                "_id": "r00000000b1",
                "person": "YP2",
                "kind": "peer",
                "context": "PG1",
                "norms": "yes",
                "norms_account": "The group laughs when girls object.",
                "harm": "Nobody in the group objects.",
            }
        ],
    }
    write_answers(mash, review, REVIEW, answers)
