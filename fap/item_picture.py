"""What the pages of an item and its decision show."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fap import lists
from fap.advice import advice_of, has_live_separation
from fap.chairs import is_chair
from fap.decision_lines import advice_words
from fap.long_form import bar
from fap.models import AgendaItem, Decision, Panel, Referral
from fap.showing import running_clock
from fap.words import COLOURS
from foundation.access.lists import names_of
from foundation.store import Actor, session
from foundation.store.clock import day_words, local
from roll.lists import settings_by_id
from roll.models import Setting

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


def outside_picture(referral: Referral, decision: Decision | None, panel: Panel | None = None) -> Shown:
    """The same for a decision outside a meeting."""
    panel = panel or (session().get(Panel, decision.panel_id) if decision and decision.panel_id else None)
    names = names_of({decision.signed_by}) if decision and decision.signed_by else {}
    return {
        "item": None,
        "referral": referral,
        "facts": facts_of(referral),
        "caption_words": f"Outside a meeting. {panel.name}" if panel else "Outside a meeting",
        "chair": False,
        "check_words": COLOURS.get(decision.check_result or "", "") if decision else "",
        "checked": local(decision.checked_at) if decision and decision.checked_at else None,
        "signed_by": names.get(decision.signed_by or 0, "") if decision else "",
        "draft": decision,
        "earlier": lists.earlier_referrals(referral),
        "spoken": day_words,
    }


def risk_picture(referral: Referral, *, unclear: bool) -> Shown:
    """The risk question: whether it is to be asked before a decision, and what was asked and answered."""
    asked = advice_of(referral)
    settings = settings_by_id({row.setting_id for row in asked if row.setting_id})
    rows = [
        {
            "advice": row,
            "place": place_words(settings.get(row.setting_id or 0), row.start_date),
            "said": advice_words(row),
        }
        for row in asked
    ]
    return {
        "risk": unclear or bool(asked) or has_live_separation(referral),
        "advice": rows,
        "objected": any(row.answer == "objection" for row in asked),
    }


def place_words(setting: Setting | None, start: dt.date | None) -> str:
    """What an advice is about."""
    if setting is None or start is None:
        return "The child, without a school"
    return f"{setting.name} from {day_words(start)}"


def facts_of(referral: Referral) -> list[Shown]:
    """The record bar of the pages on which a place is decided."""
    clock = running_clock(referral)
    facts = bar(referral)[:2]
    if referral.category:
        facts.append(("Category", f"({referral.category})"))
    if clock:
        facts.append(("Clock", f"day {clock.day} of 20, {clock.words.lower()}"))
    return [{"label": name, "value": value} for name, value in facts]
