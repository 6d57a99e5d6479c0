"""What the reviews found missing, asked of every child of a case: a rule without a database.

Source: safeguarding, "What went wrong there is the requirement here": 7 of 28 records did not show whether
advice was followed, strategy meetings were not held, nobody asked the children alone, the child alleged to
have caused harm had no support. What is missing here is named, with the page where it is added.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cases.kinds.services import POLICE_ENDS
from cases.models import Case, CaseEntry, Contact, Incident, Party

SEXUAL = frozenset({"sexual_violence", "sexual_harassment", "sexual_other"})
CARE_NFA = frozenset({"nfa", "closed"})
WITNESS_NEEDS = frozenset({"voice", "support"})


@dataclass(frozen=True)
class Gap:
    """One thing that is missing. `kind`: what is added to fill it. `late`: something is overdue."""

    key: str
    words: str
    kind: str
    late: bool = False


@dataclass
class Recorded:
    """What a case holds, as the rule reads it. `met`: children with a strategy meeting kept elsewhere."""

    case: Case
    entries: Sequence[CaseEntry]
    contacts: Sequence[Contact] = ()
    met: frozenset[int] = frozenset()
    today: dt.date = dt.date.min
    by_child: dict[int | None, list[CaseEntry]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the entries by child once."""
        self.by_child = {}
        for entry in self.entries:
            self.by_child.setdefault(entry.child_id, []).append(entry)

    def of(self, kind: str, child_id: int | None) -> list[CaseEntry]:
        """Entries of a kind about one child, or about the case, oldest first."""
        return [entry for entry in self.by_child.get(child_id, []) if entry.kind == kind]

    def latest(self, kind: str, child_id: int | None) -> CaseEntry | None:
        """The newest of them."""
        found = self.of(kind, child_id)
        return found[-1] if found else None

    def for_child(self, kind: str, child_id: int) -> list[CaseEntry]:
        """About the child, and about the case as a whole."""
        return self.of(kind, child_id) + self.of(kind, None)


Missing = Callable[[Recorded, int], bool]


def _none(kind: str) -> Missing:
    return lambda recorded, child: not recorded.of(kind, child)


def _overdue(entry: CaseEntry, today: dt.date) -> bool:
    return entry.done_on is None and entry.due_on is not None and entry.due_on < today


def _advice_unanswered(recorded: Recorded, child: int) -> bool:
    return any(_overdue(entry, recorded.today) for entry in recorded.for_child("advice", child))


def _no_strategy(recorded: Recorded, child: int) -> bool:
    considered = {entry.state for entry in recorded.of("strategy", child)}
    return child not in recorded.met and not considered & {"held", "planned", "not_held"}


def _strategy_not_kept(recorded: Recorded, child: int) -> bool:
    """Planned, the day is over, and nothing says that it was held."""
    latest = recorded.latest("strategy", child)
    return (
        child not in recorded.met
        and latest is not None
        and latest.state == "planned"
        and latest.due_on is not None
        and latest.due_on < recorded.today
    )


def _not_heard(recorded: Recorded, child: int) -> bool:
    return not any(entry.state in {"yes", "no"} for entry in recorded.of("voice", child))


def _never_alone(recorded: Recorded, child: int) -> bool:
    heard = [entry.state for entry in recorded.of("voice", child) if entry.state in {"yes", "no"}]
    return bool(heard) and "yes" not in heard


def _siblings_unread(recorded: Recorded, child: int) -> bool:
    latest = recorded.latest("history", child)
    return latest is not None and latest.state == "not_read"


def _unchallenged(recorded: Recorded, child: int) -> bool:
    """Level 4, social care takes no further action, and nobody discussed or challenged it since."""
    level, care = recorded.latest("level", child), recorded.latest("social_care", child)
    if level is None or level.state != "4" or care is None or care.state not in CARE_NFA:
        return False
    return not any(e.happened_on >= care.happened_on for e in recorded.for_child("challenge", child))


def _shared_worker(recorded: Recorded, child: int) -> bool:
    own = _social_worker(recorded, child)
    others = [party.child_id for party in recorded.case.parties if party.child_id != child]
    return bool(own) and own in {_social_worker(recorded, other) for other in others}


def _social_worker(recorded: Recorded, child: int) -> str:
    latest = recorded.latest("circumstances", child)
    name = " ".join((latest.owner or "").casefold().split()) if latest else ""
    return "" if name in {"none", "no", "-"} else name


def untold(recorded: Recorded, child: int) -> list[CaseEntry]:
    """Who works with the child and was not told since the newest contact or outcome."""
    news = [e.recorded_at for kind in ("police", "social_care") for e in recorded.of(kind, child)]
    news += [contact.answered_at for contact in recorded.contacts if contact.answered_at]
    newest = max(news, default=None)
    told = recorded.of("told", child)
    waiting = []
    for worker in recorded.of("worker", child):
        heard = [entry.recorded_at for entry in told if entry.parent_id == worker.id]
        if worker.done_on is None and (not heard or (newest is not None and max(heard) < newest)):
            waiting.append(worker)
    return waiting


def _unowned(recorded: Recorded, child: int) -> bool:
    return any(not entry.owner and entry.done_on is None for entry in recorded.of("referral", child))


def _adult_tool(recorded: Recorded, child: int) -> bool:
    """An agency's newest rating of this child was made with a tool for adults (such as DASH)."""
    newest = {entry.agency: entry for entry in recorded.of("rating", child)}
    return any("adults" in entry.includes for entry in newest.values())


def _police_ended_alone(recorded: Recorded, child: int) -> bool:
    ends = [e.happened_on for e in recorded.of("police", child) if e.state in POLICE_ENDS]
    acted = [e.happened_on for e in recorded.for_child("development", child)]
    return bool(ends) and not any(day >= max(ends) for day in acted)


CHILD_CHECKS: tuple[tuple[str, str, str, bool, Missing], ...] = (
    ("advice", "No advice is recorded", "advice", False, lambda r, c: not r.for_child("advice", c)),
    ("advice_answer", "Advice is overdue without an answer", "advice", True, _advice_unanswered),
    ("strategy", "No separate strategy meeting was considered", "strategy", False, _no_strategy),
    (
        "strategy_late",
        "The planned strategy meeting is not recorded as held",
        "strategy",
        True,
        _strategy_not_kept,
    ),
    (
        "assessment",
        "A child and family assessment was not considered",
        "assessment",
        False,
        _none("assessment"),
    ),
    ("level", "No level of need is recorded", "level", False, _none("level")),
    (
        "challenge",
        "Level 4 with no further action, not discussed or challenged",
        "challenge",
        True,
        _unchallenged,
    ),
    ("voice", "The child was not heard", "voice", False, _not_heard),
    ("alone", "The child was never seen alone", "voice", False, _never_alone),
    ("parents", "Parents’ views are missing", "parents", False, _none("parents")),
    ("support", "No support and key worker for this child", "support", False, _none("support")),
    ("history", "Family history was not looked into", "history", False, _none("history")),
    ("siblings", "Brothers’ and sisters’ records were not read", "history", False, _siblings_unread),
    ("contexts", "Risk outside school was not considered", "contexts", False, _none("contexts")),
    (
        "circumstances",
        "Social worker, home and authority are missing",
        "circumstances",
        False,
        _none("circumstances"),
    ),
    (
        "shared_worker",
        "Shares a social worker with another child of the case",
        "circumstances",
        False,
        _shared_worker,
    ),
    ("workers", "Nobody is named who works with the child", "worker", False, _none("worker")),
    (
        "untold",
        "Somebody who works with the child was not told",
        "worker",
        True,
        lambda r, c: bool(untold(r, c)),
    ),
    ("referral_owner", "A referral to a service has no owner", "referral", True, _unowned),
    ("adult_tool", "A tool made for adults was used on this child", "rating", True, _adult_tool),
    ("family_plan", "No contact plan for this family", "family_plan", False, _none("family_plan")),
    (
        "police_ended",
        "The police case ended and nobody acted on it",
        "development",
        True,
        _police_ended_alone,
    ),
)


def gaps_of_child(recorded: Recorded, party: Party) -> list[Gap]:
    """What is missing for one child, in the order of the page. A witness needs to be heard and supported."""
    return [
        Gap(key, words, kind, late)
        for key, words, kind, late, missing in CHILD_CHECKS
        if (party.role != "witness" or key in WITNESS_NEEDS) and missing(recorded, party.child_id)
    ]


def _decisions(recorded: Recorded) -> list[CaseEntry]:
    return [entry for entry in recorded.entries if entry.kind == "decision"]


def _asked_again(recorded: Recorded) -> bool:
    return any(entry.due_on is not None and entry.done_on is None for entry in _decisions(recorded))


def _nfa_unseen(recorded: Recorded) -> bool:
    """No further action was decided, and no manager looked at it."""
    decided = any(entry.state == "nfa" for entry in _decisions(recorded))
    return decided and not _oversight(recorded, "nfa")


def _next_step_open(recorded: Recorded) -> bool:
    newest = {entry.child_id: entry for entry in recorded.entries if entry.kind == "challenge"}
    return any(entry.state == "next_step" for entry in newest.values())


CASE_CHECKS: tuple[tuple[str, str, str, bool, Callable[[Recorded], bool]], ...] = (
    (
        "incident",
        "An incident is not described whole",
        "incident",
        False,
        lambda r: any(_not_described(incident) for incident in r.case.incidents),
    ),
    ("decision", "No decision is recorded", "decision", False, lambda r: not _decisions(r)),
    ("reconsider", "A decision is to be looked at again", "decision", True, _asked_again),
    (
        "partner_check",
        "No partner agency was asked",
        "partner_check",
        False,
        lambda r: not any(entry.kind == "partner_check" for entry in r.entries),
    ),
    (
        "oversight",
        "No management oversight at opening",
        "oversight",
        False,
        lambda r: not _oversight(r, "opening"),
    ),
    ("oversight_nfa", "No management oversight at no further action", "oversight", False, _nfa_unseen),
    ("next_step", "The next step of challenge was not taken", "challenge", True, _next_step_open),
    (
        "letter",
        "A referrer was not told the outcome",
        "letter",
        True,
        lambda r: any(contact.replied_at is None for contact in r.contacts),
    ),
)


def gaps_of_case(recorded: Recorded) -> list[Gap]:
    """What is missing in the case as a whole, in the order of the page."""
    return [
        Gap(key, words, kind, late) for key, words, kind, late, missing in CASE_CHECKS if missing(recorded)
    ]


def gaps_at_closure(recorded: Recorded, closed_as: str) -> list[str]:
    """What has to be there before the case is closed, as sentences; besides the gaps above."""
    found = [] if _oversight(recorded, "closure") else ["No management oversight at closure"]
    if any(
        e.kind in {"advice", "challenge", "partner_check"} and e.done_on is None for e in recorded.entries
    ):
        found.append("Advice, a challenge or a partner check has no answer yet")
    if any(entry.kind == "referral" and entry.done_on is None for entry in recorded.entries):
        found.append("A referral to a service has not ended")
    parties = [party for party in recorded.case.parties if party.role != "witness"]
    count = sum(not recorded.of("contexts_end", party.child_id) for party in parties)
    if count:
        found.append(f"The contexts at closure are missing for {_children(count)}")
    if closed_as in {"not_abuse", "under_ten"}:
        count = sum(not recorded.of("closing_reason", party.child_id) for party in parties)
        if count:
            found.append(f"Details and reasons for closing are missing for {_children(count)}")
    return found


def _oversight(recorded: Recorded, occasion: str) -> bool:
    return any(entry.kind == "oversight" and entry.state == occasion for entry in recorded.entries)


def _not_described(incident: Incident) -> bool:
    asked = (incident.consent, incident.power, incident.exploitation, incident.relation, incident.grouped)
    sexual = bool(SEXUAL & set(incident.natures))
    return not all(asked) or (sexual and not incident.hackett)


def _children(count: int) -> str:
    return "one child" if count == 1 else f"{count} children"
