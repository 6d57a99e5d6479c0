"""The only writers of peer group information."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cases.actions.rights import NotAllowed, demand, reason_of
from cases.models import Case
from cases.peer_groups import lists
from cases.peer_groups.decided import ANSWER_WITHIN
from cases.peer_groups.events import (
    FeedbackOnInformation,
    InformationAsked,
    InformationChanged,
    InformationGiven,
    LetterSent,
    PeerLinked,
    ReaderAdded,
    RequestWithdrawn,
)
from cases.peer_groups.models import PeerInformation, PeerName, PeerReader, PeerRequest
from cases.peer_groups.words import ASSESSMENTS, INFORMED, QUESTIONS
from foundation import post
from foundation.access.lists import accounts_with
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, next_reference, now, session, today
from foundation.store.calendar import calendar_for
from foundation.trail import record


@dataclass(frozen=True)
class AskValues:
    """A request as a form gives it: a setting, or a provider without an account by name."""

    child_id: int
    service: str
    assessment: str
    purpose: str
    setting_id: int | None = None
    provider: str = ""
    due_on: dt.date | None = None


def ask(actor: Actor, case: Case, values: AskValues) -> PeerRequest:
    """Ask one provider about one child of a case, for one assessment. Raises ValueError."""
    demand(actor, Permission.WRITE_CASES)
    if values.child_id not in case.child_ids():
        raise ValueError("The child is no party to this case")
    if values.assessment not in ASSESSMENTS or not values.purpose.strip():
        raise ValueError("Say for which assessment it is asked, and why")
    if not (values.setting_id or values.provider.strip()):
        raise ValueError("Name who is asked")
    made = PeerRequest(
        reference=next_reference(session(), "PGI"),
        child_id=values.child_id,
        case_id=case.id,
        asked_by_id=actor.account_id or None,
        service=values.service,
        assessment=values.assessment,
        setting_id=values.setting_id,
        provider=values.provider.strip(),
        asked_on=today(),
        due_on=values.due_on or calendar_for(values.setting_id).add(today(), ANSWER_WITHIN.value()),
    )
    session().add(made)
    session().flush()
    session().add(PeerInformation(request_id=made.id, purpose=values.purpose.strip()))
    record(InformationAsked(subject=made))
    for account_id in providers_accounts(made):
        _tell(made, account_id, "information_asked", "asked")
    return made


def send_letter(actor: Actor, request: PeerRequest, how: str) -> None:
    """Record that the questions were sent to a provider without an account, and how."""
    demand(actor, Permission.WRITE_CASES)
    request.letter_sent_on, request.letter_how = today(), reason_of(how)[:160]
    record(LetterSent(subject=request, how=request.letter_how))


def answer(actor: Actor, request: PeerRequest, answers: Mapping[str, str], by: str) -> None:
    """Keep the provider's answer; a later one replaces it and is told. Raises ValueError, NotAllowed."""
    information = _within(request)
    own = request.setting_id is not None and request.setting_id in actor.settings
    if not own:
        demand(actor, Permission.WRITE_CASES)
        if request.setting_id is not None:
            raise NotAllowed("The setting answers for itself")
    said = {key: answers.get(key, "").strip() for key in QUESTIONS if answers.get(key, "").strip()}
    if "aware" not in said:
        raise ValueError("Say whether you are aware of any peer relationships")
    if said["aware"] == "no":
        said = {"aware": "no", **({"more": said["more"]} if "more" in said else {})}
    changed = information.answers is not None
    information.answers, information.answered_by, information.answered_at = said, by.strip(), now()
    _keep_names(request, said.get("names", ""))
    event = InformationChanged if changed else InformationGiven
    record(event(subject=request, by=information.answered_by or "the provider"))
    if request.asked_by_id and request.asked_by_id != actor.account_id:
        _tell(request, request.asked_by_id, "information_given", f"answered:{now():%Y%m%d%H%M%S}")


def _keep_names(request: PeerRequest, words: str) -> None:
    """A row for each name; what an officer decided about one that is still there stays."""
    wanted = list(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))
    known = {row.words: row for row in lists.names_in(request)}
    for text, row in known.items():
        if text not in wanted:
            session().delete(row)
    session().add_all([PeerName(request_id=request.id, words=text) for text in wanted if text not in known])
    session().flush()


def give_feedback(actor: Actor, request: PeerRequest, informed: str, words: str, follows: str) -> None:
    """Tell the provider whether it informed the assessment, what follows, and to say if it changes."""
    demand(actor, Permission.WRITE_CASES)
    information = _within(request)
    if informed not in INFORMED:
        raise ValueError("Say whether it informed the assessment")
    information.feedback = {"informed": informed, "words": reason_of(words), "follows": follows.strip()}
    information.feedback_at = now()
    record(FeedbackOnInformation(subject=request))
    for account_id in providers_accounts(request):
        _tell(request, account_id, "information_feedback", f"feedback:{now():%Y%m%d%H%M%S}")


def withdraw(actor: Actor, request: PeerRequest, reason: str) -> None:
    """It is not needed any more."""
    demand(actor, Permission.WRITE_CASES)
    record(RequestWithdrawn(subject=request, reason=reason_of(reason)))


def join_assessment(actor: Actor, request: PeerRequest, reason: str) -> None:
    """A colleague joins the assessment and reads the answer from now on; whoever asked is told."""
    demand(actor, Permission.WRITE_CASES)
    if lists.information_of(request) is not None:
        raise ValueError("You are within this assessment already")
    why = reason_of(reason)
    session().add(PeerReader(request_id=request.id, account_id=actor.account_id, reason=why))
    record(ReaderAdded(subject=request, reason=why))
    if request.asked_by_id:
        _tell(request, request.asked_by_id, "information_joined", f"joined:{actor.account_id}")


def link_peer(actor: Actor, request: PeerRequest, name: PeerName, child_id: int | None, reason: str) -> None:
    """Decide which child a name means, or that it is not known; nothing is joined without this."""
    demand(actor, Permission.WRITE_CASES)
    _within(request)
    name.child_id, name.reason = child_id, reason_of(reason)
    name.decided_by_id, name.decided_at = actor.account_id or None, now()
    children = tuple(one for one in (request.child_id, child_id) if one)
    record(PeerLinked(subject=request, reason=name.reason, children=children))


def _within(request: PeerRequest) -> PeerInformation:
    found = lists.information_of(request)
    if found is None:
        raise NotAllowed("The person is not within this assessment")
    return found


def _tell(request: PeerRequest, account_id: int, notice: str, key: str) -> None:
    path, own = f"/peer-groups/{request.reference}", f"peer:{request.reference}:{key}:{account_id}"
    post.tell(account_id=account_id, notice=notice, path=path, key=own)


def providers_accounts(request: PeerRequest) -> list[int]:
    """The accounts of the safeguarding leads of the setting that is asked; none for a letter."""
    if request.setting_id is None:
        return []
    return [account.id for account in accounts_with(Role.DSL, setting_id=request.setting_id)]
