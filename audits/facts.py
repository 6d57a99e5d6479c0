"""What the system can say about a record by itself: rules without a database.

Source: safeguarding, "The monthly audit" (the questionnaire whose facts the system fills in) and "What went
wrong there is the requirement here". Each fact is a count of what was reached out of what there was, so the
same rule fills in one record's questionnaire and the month's figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

HELD = frozenset({"held", "agreed"})
CONSIDERED = frozenset({"held", "planned", "not_held"})


@dataclass(frozen=True)
class ContactRow:
    """One agency's contact: when it came, was decided, was answered by letter, and had to be."""

    reference: str
    agency: str
    received_at: dt.datetime
    answered_at: dt.datetime | None
    replied_at: dt.datetime | None
    due_at: dt.datetime


@dataclass(frozen=True)
class EntryRow:
    """A dated entry of a case: advice, a decision, a child's voice."""

    kind: str
    child_id: int | None
    state: str
    due_on: dt.date | None
    done_on: dt.date | None
    owner: str | None
    in_authority: bool
    directly: bool = False


@dataclass(frozen=True)
class AskedRow:
    """A plan that was asked for. `signed_on`: when one was in force at that setting, if it was."""

    child_id: int
    asked_on: dt.date
    due_on: dt.date
    status: str
    signed_on: dt.date | None

    def overdue_on(self, day: dt.date) -> bool:
        """Whether it should have been there by a day and is not."""
        return self.signed_on is None and self.status not in {"declined", "agreed"} and self.due_on < day


@dataclass(frozen=True)
class AlertRow:
    """An alert: acknowledged in time, late, or still waiting. `late`: it was passed on to somebody else."""

    reference: str
    status: str
    due_on: dt.date
    late: bool


@dataclass(frozen=True)
class SeparationRow:
    """A separation in force, and when it is to be reviewed."""

    review_on: dt.date | None
    status: str


@dataclass(frozen=True)
class MeetingRow:
    """A strategy meeting about one child."""

    child_id: int
    status: str


@dataclass
class Record:
    """Everything the facts read of one case, asked-for plan, alert or contact, as of a day."""

    today: dt.date
    moment: dt.datetime
    status: str = ""
    parties: dict[int, str] = field(default_factory=dict)
    contacts: list[ContactRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    asked: list[AskedRow] = field(default_factory=list)
    planned: set[int] = field(default_factory=set)
    alerts: list[AlertRow] = field(default_factory=list)
    separations: list[SeparationRow] = field(default_factory=list)
    meetings: list[MeetingRow] = field(default_factory=list)

    @property
    def children(self) -> list[int]:
        """The children to be supported: every party but witnesses."""
        return [child for child, role in self.parties.items() if role != "witness"]

    def of(self, kind: str) -> list[EntryRow]:
        """Entries of one kind."""
        return [entry for entry in self.entries if entry.kind == kind]


@dataclass(frozen=True)
class Fact:
    """One answer: `reached` of `of`, what it rests on, and the part of the record where it can be read."""

    key: str
    reached: int
    of: int
    evidence: str
    where: str = ""
    overdue: bool = False

    @property
    def answer(self) -> str:
        """In words: "Yes, 2 of 2", "1 of 2", "No", or that there was nothing to ask."""
        if not self.of:
            return "Does not arise"
        if self.of == 1:
            return "Yes" if self.reached else "No"
        return f"Yes, {self.of} of {self.of}" if self.reached == self.of else f"{self.reached} of {self.of}"

    @property
    def tone(self) -> str:
        """settled, soon (partly), over (not at all); none where the question does not arise."""
        if not self.of:
            return ""
        if self.reached == self.of:
            return "settled"
        return "soon" if self.reached else "over"


Rule = Callable[[Record], Fact]


def _counted(key: str, where: str, rows: Sequence[bool], evidence: str) -> Fact:
    return Fact(key, sum(rows), len(rows), evidence, where)


def _day(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def contacts_decided(record: Record) -> Fact:
    """Each agency's contact has a decision of its own."""
    words = _listed(f"{c.agency}, {_day(c.received_at.date())}" for c in record.contacts)
    return _counted("contacts", "contacts", [c.answered_at is not None for c in record.contacts], words)


def letters_in_time(record: Record) -> Fact:
    """Each referrer was told the outcome in time. A contact whose time is not over is not counted yet."""
    due = [c for c in record.contacts if c.replied_at or record.moment > c.due_at]
    in_time = [c.replied_at is not None and c.replied_at <= c.due_at for c in due]
    words = _listed(f"{c.agency} {_after(c)}" for c in due)
    return _counted("letters", "contacts", in_time, words)


def _after(contact: ContactRow) -> str:
    if contact.replied_at is None:
        return "not yet"
    hours = (contact.replied_at - contact.received_at).total_seconds() / 3600
    return f"after {hours:.0f} hours" if hours < 96 else f"after {hours / 24:.0f} days"


def partners_asked(record: Record) -> Fact:
    """Partner agencies were asked, and their answers are there."""
    checks = record.of("partner_check")
    if not checks and record.status:
        return Fact("partners", 0, 1, "No partner agency was asked", "partner_check")
    answered = [check.done_on is not None for check in checks]
    return _counted("partners", "partner_check", answered, f"{len(checks)} asked" if checks else "")


def oversight_given(record: Record) -> Fact:
    """A manager looked at opening, at no further action and at closure."""
    wanted = ["opening"] if record.status else []
    if any(entry.state == "nfa" for entry in record.of("decision")):
        wanted.append("nfa")
    if record.status == "closed":
        wanted.append("closure")
    there = {entry.state for entry in record.of("oversight")}
    words = {"opening": "opening", "nfa": "no further action", "closure": "closure"}
    missing = [words[one] for one in wanted if one not in there]
    said = f"No entry at {', '.join(missing)}" if missing else ""
    return _counted("oversight", "oversight", [one in there for one in wanted], said)


def alerts_in_time(record: Record) -> Fact:
    """Every alert was acknowledged in time."""
    due = [a for a in record.alerts if a.status != "raised" or a.late or a.due_on < record.today]
    in_time = [not a.late and a.status != "raised" for a in due]
    late = [a.reference for a, good in zip(due, in_time, strict=True) if not good]
    return _counted("alerts", "alerts", in_time, f"Late: {', '.join(late)}" if late else "")


def plans_in_time(record: Record) -> Fact:
    """Each plan that was asked for was in force by its day. One that isn't due yet is not counted."""
    due = [a for a in record.asked if a.signed_on or a.due_on < record.today]
    in_time = [a.signed_on is not None and a.signed_on <= a.due_on for a in due]
    words = _listed(
        f"Asked {_day(a.asked_on)}, "
        + (f"in force {_day(a.signed_on)}" if a.signed_on else f"overdue since {_day(a.due_on)}")
        for a in due
    )
    return _counted("plans", "plans", in_time, words)


def plan_for_each(record: Record) -> Fact:
    """Each child has a plan in force, or one that was asked for and is not overdue."""
    waiting = {a.child_id for a in record.asked if not a.signed_on and a.due_on >= record.today}
    have = [child in record.planned | waiting for child in record.children]
    missing = have.count(False)
    return _counted("each_plan", "plans", have, f"{missing} without a plan" if missing else "")


def advice_answered(record: Record) -> Fact:
    """Advice was recorded, and whether it was followed is known."""
    advice = record.of("advice")
    if not advice and record.status:
        return Fact("advice", 0, 1, "No advice is recorded", "advice")
    known = [entry.done_on is not None and entry.state != "not_known" for entry in advice]
    over = [e.due_on for e in advice if e.done_on is None and e.due_on and e.due_on < record.today]
    words = f"Without an answer since {_day(min(over))}" if over else ""
    return Fact("advice", sum(known), len(known), words, "advice", overdue=bool(over))


def meetings_apart(record: Record) -> Fact:
    """For each child a strategy meeting of their own was considered."""
    met = {m.child_id for m in record.meetings}
    met |= {e.child_id for e in record.of("strategy") if e.child_id and e.state in CONSIDERED}
    held = sum(m.status in HELD for m in record.meetings)
    return _counted("meetings", "strategy", [c in met for c in record.children], f"{held} held")


def children_heard(record: Record) -> Fact:
    """Each child was seen alone and asked directly."""
    alone = {e.child_id for e in record.of("voice") if e.state == "yes" and e.directly}
    heard = {e.child_id for e in record.of("voice") if e.state in {"yes", "no"}}
    words = f"{len(heard - alone)} heard, but not alone or not directly" if heard - alone else ""
    return _counted("heard", "voice", [c in alone for c in record.children], words)


def key_workers(record: Record) -> Fact:
    """Each child has support and a key worker of their own."""
    owners = {e.child_id: (e.owner or "").casefold().strip() for e in record.of("support") if e.owner}
    shared = len(owners) > len(set(owners.values()))
    words = "Two children share one key worker" if shared else ""
    return _counted("workers", "support", [c in owners for c in record.children], words)


def separations_reviewed(record: Record) -> Fact:
    """Every separation in force was reviewed by its day."""
    live = [s for s in record.separations if s.status == "in_force" and s.review_on]
    kept = [bool(s.review_on and s.review_on >= record.today) for s in live]
    late = [s.review_on for s in live if s.review_on and s.review_on < record.today]
    return _counted("separations", "separations", kept, f"Due since {_day(min(late))}" if late else "")


def in_the_authoritys_system(record: Record) -> Fact:
    """Advice and decisions were copied into the authority's own case system."""
    entries = record.of("advice") + record.of("decision")
    return _counted("marked", "advice", [e.in_authority for e in entries], "")


RULES: dict[str, tuple[str, Rule]] = {
    "contacts": ("Does each agency’s contact have its own decision?", contacts_decided),
    "letters": ("Was each referrer told the outcome in time?", letters_in_time),
    "partners": ("Were partners asked, and have they answered?", partners_asked),
    "oversight": ("Was there management oversight at each turn?", oversight_given),
    "alerts": ("Were alerts acknowledged in time?", alerts_in_time),
    "plans": ("Was each plan that was asked for in force by its day?", plans_in_time),
    "each_plan": ("Is there a plan for each child?", plan_for_each),
    "advice": ("Is advice recorded, and is it known whether it was followed?", advice_answered),
    "meetings": ("Was a separate strategy meeting considered for each child?", meetings_apart),
    "heard": ("Was each child seen alone and asked directly?", children_heard),
    "workers": ("Does each child have a key worker of their own?", key_workers),
    "separations": ("Was each separation reviewed in time?", separations_reviewed),
    "marked": ("Are advice and decisions in the authority’s own system?", in_the_authoritys_system),
}
SHORT = {
    "contacts": "Contacts decided",
    "letters": "Letters in time",
    "partners": "Partners answered",
    "oversight": "Oversight recorded",
    "alerts": "Alerts in time",
    "plans": "Plans in time",
    "each_plan": "A plan for each child",
    "advice": "Advice answered",
    "meetings": "Meetings considered",
    "heard": "Children heard alone",
    "workers": "Key workers",
    "separations": "Separations reviewed",
    "marked": "In the authority’s system",
}


def facts_of(record: Record) -> list[Fact]:
    """Every fact, in the order of the questionnaire."""
    return [rule(record) for _question, rule in RULES.values()]


def figures_of(records: Iterable[Record]) -> dict[str, list[int]]:
    """{fact: [reached, of]} over many records."""
    found = {key: [0, 0] for key in RULES}
    for record in records:
        for fact in facts_of(record):
            found[fact.key][0] += fact.reached
            found[fact.key][1] += fact.of
    return found
