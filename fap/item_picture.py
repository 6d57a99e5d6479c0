"""What the pages of an item and its decision show."""

from __future__ import annotations

from typing import Any

from fap import lists
from fap.actions.decisions import is_chair
from fap.long_form import bar
from fap.models import AgendaItem, Decision, Referral
from fap.showing import running_clock
from fap.words import COLOURS
from foundation.access.lists import names_of
from foundation.store import Actor
from foundation.store.clock import day_words, local

Shown = dict[str, Any]


def item_picture(item: AgendaItem, referral: Referral, decision: Decision | None, actor: Actor) -> Shown:
    """Item and record bar of the decision's pages."""
    items = lists.agenda_of(item.meeting)
    names = names_of({decision.signed_by}) if decision and decision.signed_by else {}
    return {
        "item": item,
        "referral": referral,
        "facts": facts_of(referral),
        "caption_words": f"Item {item.number} of {len(items)}. {item.meeting.title}",
        "chair": is_chair(actor, item),
        "check_words": COLOURS.get(decision.check_result or "", "") if decision else "",
        "checked": local(decision.checked_at) if decision and decision.checked_at else None,
        "signed_by": names.get(decision.signed_by or 0, "") if decision else "",
        "draft": decision,
        "earlier": lists.earlier_referrals(referral),
        "spoken": day_words,
    }


def facts_of(referral: Referral) -> list[Shown]:
    """The record bar of the pages on which a place is decided."""
    clock = running_clock(referral)
    facts = bar(referral)[:2]
    if referral.category:
        facts.append(("Category", f"({referral.category})"))
    if clock:
        facts.append(("Clock", f"day {clock.day} of 20, {clock.words.lower()}"))
    return [{"label": name, "value": value} for name, value in facts]
