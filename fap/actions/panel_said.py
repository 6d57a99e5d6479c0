"""Noting how a discussion compares with the form, and what a setting says about who is there now."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from fap.chairs import may_write_decision
from fap.events import DiscussionNoted, PeersRead, SafetyNotUpheld, SafetyUpheld, SettingSaidNotSafe
from fap.models import AgendaItem, HeardAtPanel, Referral, ReferralPeer, SafetyAnswer
from fap.rights import NotAllowed, demand, fresh, out_of_sight, reason_of, tell_role
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, now, session, today
from foundation.trail import record
from roll.lists import setting_by_id

MATCHED = {"yes": "yes", "partly": "in part", "no": "no"}
CONTEXTS = ("home", "peer_group", "school", "neighbourhood")


def note_discussion(
    actor: Actor,
    item: AgendaItem,
    referral: Referral,
    *,
    matched: str,
    discussed: str | None = None,
    covered: Collection[str] = (),
    why_this_child: str | None = None,
    words: str | None = None,
) -> HeardAtPanel:
    """Keep beside the form whether its reason is the one that was discussed; noting again replaces it.

    Raises NotAllowed, ValueError (a reason that did not match must be said).
    """
    if not may_write_decision(actor, item):
        raise NotAllowed("the coordinator and the chair note what was said")
    if matched not in MATCHED:
        raise ValueError("Say whether the written reason matched")
    if matched != "yes" and not (discussed or "").strip():
        raise ValueError("Say which reason was discussed")
    noted = _noted(item)
    if noted is None:
        noted = HeardAtPanel(item_id=item.id, referral_id=referral.id)
        session().add(noted)
    noted.reason_matched, noted.reason_discussed = matched, discussed
    noted.covered = " ".join(one for one in CONTEXTS if one in covered)
    noted.why_this_child, noted.words = why_this_child, words
    noted.noted_by, noted.noted_at = actor.account_id, now()
    session().flush()
    record(DiscussionNoted(subject=referral, matched=MATCHED[matched]))
    return noted


def _noted(item: AgendaItem) -> HeardAtPanel | None:
    return session().scalars(select(HeardAtPanel).where(HeardAtPanel.item_id == item.id)).one_or_none()


def note_not_safe(actor: Actor, item: AgendaItem, referral: Referral, setting_id: int) -> SafetyAnswer:
    """Keep that a setting says "not safe given who is here now". It names nobody; the officers rule.

    Raises NotAllowed, ValueError (an open answer of the same setting waits already).
    """
    if not may_write_decision(actor, item):
        raise NotAllowed("the coordinator and the chair note what a setting says")
    setting = setting_by_id(setting_id)
    if setting is None:
        raise ValueError("Choose the setting")
    waiting = select(SafetyAnswer).where(
        SafetyAnswer.referral_id == referral.id,
        SafetyAnswer.setting_id == setting_id,
        SafetyAnswer.status == "open",
    )
    if session().scalars(waiting).first() is not None:
        raise ValueError("This setting’s answer waits for a ruling already")
    made = SafetyAnswer(
        referral_id=referral.id,
        setting_id=setting_id,
        answered_on=today(),
        noted_by=actor.account_id,
        noted_at=now(),
    )
    session().add(made)
    session().flush()
    record(SettingSaidNotSafe(subject=referral, setting=setting.name))
    tell_role(
        Role.SAFEGUARDING_OFFICER,
        "safety_answer",
        f"/panels/safety/{made.public_id}",
        f"safety:{made.public_id}",
    )
    return made


def rule_on_safety(actor: Actor, answer: SafetyAnswer, *, upheld: bool, words: str) -> None:
    """The officer's ruling, with its reason, which the panel does not read.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand(actor, Permission.PLACEMENT_REASONS)
    reason = reason_of(words)
    fresh(answer)
    answer.ruling, answer.ruled_by, answer.ruled_at = reason, actor.account_id, now()
    record(SafetyUpheld(subject=answer) if upheld else SafetyNotUpheld(subject=answer))


def read_peers(actor: Actor, referral: Referral, purpose: str) -> list[ReferralPeer]:
    """The peers whom a form names, for a purpose that is kept. Raises NotAllowed, ValueError."""
    demand(actor, Permission.READ_PEERS)
    words = reason_of(purpose)
    with out_of_sight(actor):
        record(PeersRead(subject=referral, purpose=words))
    found = select(ReferralPeer).where(ReferralPeer.referral_id == referral.id).order_by(ReferralPeer.id)
    return list(session().scalars(found))
