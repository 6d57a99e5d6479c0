"""What the Education MASH has recorded in a few of the invented cases, and which agency told of what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cases import actions
from cases.actions import Came
from cases.kinds import KINDS
from cases.kinds.declaration import CONTEXTS
from cases.letters import draft
from cases.models import Case, CaseEntry, Contact
from foundation.store import Actor, acting_as, now, session
from foundation.store.clock import at
from portal.demo.cases import Pair
from portal.demo.children import Pupil
from portal.demo.county_file import County

WORDS = {
    "harmed": "“I want to go to maths without looking behind me. I want my form tutor to know, nobody else.”",
    "alleged": "“I did not know it was that bad for her. Nobody asked me anything until now.”",
}


def tell(county: County, pairs: dict[str, Pair]) -> None:
    """One case recorded well, one with much missing, one that its own history asks to be looked at again."""
    mash = county.actor("mash@marchland.example")
    with acting_as(mash):
        _contacts(county, mash, pairs)
        _recorded_well(county, mash, pairs["same_setting"])
        _half_recorded(county, mash, pairs["returned"])
        _asked_again(county, mash, pairs["tonight"])
    session().commit()


class Book:
    """Writing entries into one case, some days ago."""

    def __init__(self, county: County, actor: Actor, case: Case) -> None:
        """For one case, by one officer."""
        self.county, self.actor, self.case = county, actor, case

    def add(self, kind: str, days_ago: int, child: Pupil | None = None, **values: Any) -> CaseEntry:
        """One entry, recorded on the day it happened; `due` counts days from today."""
        day = self.county.day - dt.timedelta(days=days_ago)
        if "due" in values:
            values["due_on"] = self.county.day + dt.timedelta(days=values.pop("due"))
        about = self.county.child(child).id if child is not None else None
        with at(now() - dt.timedelta(days=days_ago)):
            return actions.add_entry(
                self.actor, self.case, KINDS[kind], {"happened_on": day, **values}, child_id=about
            )

    def end(self, entry: CaseEntry, days_ago: int, **values: Any) -> None:
        """Its answer."""
        day = self.county.day - dt.timedelta(days=days_ago)
        with at(now() - dt.timedelta(days=days_ago)):
            actions.end_entry(self.actor, entry, {"done_on": day, **values})


def _contacts(county: County, mash: Actor, pairs: dict[str, Pair]) -> None:
    """Two agencies on one incident, each answered; one of the police that waits, and one of a parent."""
    both = pairs["same_setting"]
    for kind, agency, person in (
        ("police", "Marchland Police, child protection unit", "DC Lane"),
        ("health", "School nursing service", "R. Holloway, school nurse"),
    ):
        told = _told(county, mash, both, 9 * 24, kind, agency, person)
        with at(told.received_at + dt.timedelta(hours=20)):
            actions.link_contact(mash, told, both.case, rationale="It concerns an incident that is known.")
            actions.write_letter(mash, told, draft(told, both.case))
            actions.letter_sent(mash, told, how="email", to=person)
    _told(county, mash, pairs["online"], 43, "police", "Marchland Police, online team", "DS Farrow")
    _told(county, mash, pairs["community"], 6, "parent", "A parent", "")


def _told(
    county: County, mash: Actor, pair: Pair, hours_ago: int, kind: str, agency: str, person: str
) -> Contact:
    received = now() - dt.timedelta(hours=hours_ago)
    came = Came(kind, "referral", "email", "4", person, "By secure e-mail, as before", received)
    with at(received + dt.timedelta(minutes=20)):
        return actions.receive_contact(
            mash,
            source_kind="agency",
            child_id=county.child(pair.harmed).id,
            other_child_ids=[county.child(pair.alleged).id],
            agency=agency,
            summary="What the child said was written down word for word and passed on the same day.",
            came=came,
        )


def _recorded_well(county: County, mash: Actor, pair: Pair) -> None:
    book = Book(county, mash, pair.case)
    with at(now() - dt.timedelta(days=190)):
        actions.describe_incident(mash, pair.case, pair.case.incidents[0], _incident())
    book.add(
        "oversight",
        199,
        occasion="opening",
        owner="S. Whitlock, service manager",
        unknown="What happened on the way home before.",
        unchecked="The account of the bus driver.",
        confirmed="yes",
        comment="Both children are seen alone this week.",
    )
    check = book.add(
        "partner_check",
        198,
        agency="health",
        owner="R. Holloway, school nurse",
        asked="What is known of both children?",
        due=-195,
    )
    book.end(check, 196, checked="answered", said="One child was seen at the drop-in twice.")
    book.add(
        "decision",
        197,
        decision="continue",
        what="Each child has a plan and a key worker.",
        relied_on=["police", "school_plan"],
        considered="Police and school nurse, each on its own.",
        together="Police, school nurse, school",
        owner="S. Whitlock",
    )
    for number, child in enumerate((pair.harmed, pair.alleged)):
        _child_recorded(book, child, "alleged" if number else "harmed")
    book.add(
        "police",
        30,
        pair.alleged,
        outcome="bail",
        conditions="No contact, direct or by anybody else.",
        owner="DC Lane",
        due=9,
    )


def _incident() -> dict[str, Any]:
    return {
        "historic": "recent",
        "kcsie": ["sexual_assault"],
        "technology": "no",
        "grouped": "single",
        "weapons": "no",
        "relation": "former_partner",
        "consent": "not_given",
        "consent_because": "Said to the school nurse in so many words.",
        "power": "evidence",
        "power_because": "Two years older, and bigger.",
        "exploitation": "none",
        "exploitation_because": "Nothing pointed to it; asked directly.",
        "hackett": "abusive",
        "hackett_because": "Pressure over weeks, and no free consent.",
        "brook": "not_used",
    }


def _child_recorded(book: Book, child: Pupil, part: str) -> None:
    book.add(
        "strategy",
        196,
        child,
        considered="held",
        chair="Chaired by P. Imrie. Police, health, school.",
        plan="Section 47 for this child; support at once.",
        not_held=[],
    )
    book.add(
        "assessment",
        195,
        child,
        considered="yes",
        because="Family history and the effect on the child.",
        by_whom="P. Imrie, social worker",
    )
    book.add("level", 198, child, level="4", agency="social_care", because="Significant harm is likely.")
    book.add(
        "voice",
        194,
        child,
        alone="yes",
        owner="K. Ademola, key adult",
        words=WORDS[part],
        direct="“Has anything like it ever happened before?” No.",
        used="The route to maths was changed.",
    )
    book.add(
        "parents",
        193,
        child,
        owner="Mother",
        views="They want it to stop and to be told first.",
        consent="yes",
        spoke_for="no",
    )
    book.add(
        "support",
        192,
        child,
        needs="To be safe and to be listened to.",
        support="A key adult every day.",
        owner="K. Ademola, pastoral lead",
        in_place="yes",
        due=5,
    )
    book.add(
        "history",
        190,
        child,
        what="Separation of the parents two years ago.",
        agency="social_care",
        source="The older sister’s record",
        siblings="linked",
    )
    book.add(
        "circumstances",
        190,
        child,
        owner=f"Social worker {'A. Roe' if part == 'harmed' else 'B. Lund'}",
        home_authority="Marchland",
        household="no",
    )
    words = {f"in_{code}": "Looked at; nothing further is known." for code in CONTEXTS}
    book.add("contexts", 189, child, risk_in=["peers", "online"], **words)
    worker = book.add("worker", 188, child, part="nurse", owner="R. Holloway, school nurse")
    with at(now() - dt.timedelta(days=8)):
        actions.add_entry(
            book.actor,
            book.case,
            KINDS["told"],
            {
                "happened_on": book.county.day - dt.timedelta(days=8),
                "what": "That a plan is in force.",
                "by_whom": "The Education MASH",
                "received": "yes",
            },
            child_id=worker.child_id,
            parent=worker,
        )
    book.add(
        "family_plan",
        187,
        child,
        owner="T. Marsh, family worker",
        family="Mother",
        consent="yes",
        belief="What the child says is where we start.",
        views="One person to call.",
        explained="How the plan works.",
        counselling="Offered, from January",
        experience="offered",
        due=12,
    )
    advice = book.add(
        "advice",
        199,
        child,
        what="A written risk assessment, and no shared lessons.",
        agency="school",
        owner="The safeguarding lead",
        by_whom="The Education MASH",
        guidance="KCSIE, part five",
        includes=["risk_assessment", "separation"],
        due=-196,
    )
    book.end(
        advice,
        195,
        followed="followed",
        with_whom="The safeguarding lead",
        evidence="document",
        evidence_words="The plan was read.",
    )
    book.add(
        "referral",
        60,
        child,
        service="Sexual violence adviser for children",
        owner="R. Holloway, school nurse" if part == "harmed" else "",
        reached="sent" if part == "harmed" else "to_send",
        explained="yes",
        own_answer="“Not now. Ask me after half term.”",
        supports="K. Ademola",
        told_key_worker="yes",
        due=3,
    )


def _half_recorded(county: County, mash: Actor, pair: Pair) -> None:
    """Advice without an answer, no strategy meeting because the police investigate, a child unheard."""
    book = Book(county, mash, pair.case)
    book.add(
        "advice",
        30,
        pair.harmed,
        what="Ask for a written risk assessment by the end of the week.",
        agency="school",
        owner="The safeguarding lead",
        by_whom="The Education MASH",
        guidance="KCSIE, part five",
        includes=["risk_assessment"],
        due=-23,
    )
    book.add(
        "strategy",
        28,
        pair.harmed,
        considered="not_held",
        not_held=["police"],
        because="The police asked to wait.",
        owner="S. Whitlock, service manager",
    )
    book.add("level", 29, pair.harmed, level="4", agency="police", because="Two incidents.")
    book.add("social_care", 26, pair.harmed, outcome="nfa", because="A parent acts protectively.")


def _asked_again(county: County, mash: Actor, pair: Pair) -> None:
    """A decision that relied on the police, whose case has ended since."""
    book = Book(county, mash, pair.case)
    book.add(
        "decision",
        80,
        decision="nfa",
        what="The police enquiry and the mother protect the child.",
        relied_on=["parent", "police"],
        considered="The school’s own contact.",
        together="Education MASH, school",
        owner="S. Whitlock",
    )
    book.add(
        "police", 4, pair.alleged, outcome="nfa", owner="DS Farrow", words="Told both families by letter."
    )
