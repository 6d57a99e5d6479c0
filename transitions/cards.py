"""What this room puts on home pages, and on the page of a separation."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from cases.models import Case, Separation
from cases.showing import People
from cases.slots import DatedWords
from foundation.access.permissions import Permission
from foundation.access.work import Clock, Start, Tag, WorkList, WorkRow
from foundation.store import Actor, current_actor
from foundation.store.clock import day_words
from roll.lists import children_by_id
from transitions import lists, receiving, roll_cards, self_check, showing
from transitions.models import Alert, Disclosure
from transitions.words import DISCLOSURE_STATES, KINDS_SHORT, STATES

MOST = 8
LOOKED_AT = 20


def cards(actor: Actor) -> list[WorkList]:
    """Open alerts, red first, for the safeguarding officer; what was released, for a safeguarding lead."""
    if actor.may(Permission.READ_ALERTS):
        return [*_alarm(), _alerts(), *_unanswered(actor), *roll_cards.cards(actor)]
    if actor.may(Permission.IMPORT_ROLLS):
        return roll_cards.cards(actor)
    if actor.may(Permission.READ_DISCLOSURES) and actor.settings:
        return [_letters(actor)]
    return []


def _alarm() -> list[WorkList]:
    """First of all, while the nightly self-check differs from the alerts."""
    check = self_check.alarm()
    if check is None:
        return []
    row = WorkRow(
        "The alerts and their nightly check differ",
        url_for("transitions.watch"),
        f"{check.counts['differences']} to look at. Until this is settled, do not rely on the list alone.",
        clock=Clock("Today", "over", "look at each line"),
        tag=Tag("Alarm", "red"),
        button="See what it found",
        alarm=True,
    )
    return [WorkList("watch", "The watch itself", [row], "1", order=0)]


def starts(actor: Actor) -> list[Start]:
    """No button of this room stands on a home page."""
    return []


def _alerts() -> WorkList:
    found = lists.open_alerts(MOST)
    everything, red = lists.open_alert_count()
    named = showing.people_of(found)
    words = f"{everything}{f', {red} red' if red else ''}" if everything else ""
    return WorkList(
        "alerts",
        "Open alerts",
        [alert_row(alert, named) for alert in found],
        words,
        empty="No alert is open. One is raised when a roll, a case or a plan brings two children together.",
        link=("All alerts", url_for("transitions.alerts")),
        order=5,
    )


def alert_row(alert: Alert, named: People) -> WorkRow:
    """An alert as a row of a work list."""
    return WorkRow(
        alert.title,
        url_for("transitions.alert", alert=alert.reference),
        showing.row_line(alert, named),
        showing.names(alert, named),
        showing.clock(alert),
        showing.tag(alert),
    )


def _unanswered(actor: Actor) -> list[WorkList]:
    """What settings were told and have not acknowledged, for who tells them; left out where there is none."""
    found = lists.letters_unanswered() if actor.may(Permission.RELEASE_DISCLOSURES) else []
    if not found:
        return []
    named = lists.people_at([letter.child_id for letter in found], [letter.setting_id for letter in found])
    rows = [
        WorkRow(
            f"Letter to {named.place(letter.setting_id)}",
            url_for("transitions.letter", disclosure=letter.public_id),
            DISCLOSURE_STATES[letter.status] + ".",
            named.name(letter.child_id),
            receiving.clock(letter),
            Tag("Reminded", "amber") if letter.reminded_at else None,
        )
        for letter in found[:MOST]
    ]
    return [WorkList("told", "Letters that settings have not acknowledged", rows, str(len(found)), order=6)]


def _letters(actor: Actor) -> WorkList:
    unread = lists.letters_to(actor.settings, unread=True)
    answered = lists.letters_to(actor.settings, unread=False)[:LOOKED_AT]
    read = sorted(answered, key=lambda letter: receiving.clock(letter) is None)[: max(0, 3 - len(unread))]
    children = children_by_id({letter.child_id for letter in (*unread, *read)})
    rows = []
    for letter in (*unread, *read):
        child = children.get(letter.child_id)
        rows.append(_letter_row(letter, child.name if child else "a pupil of yours"))
    return WorkList(
        "letters",
        "From the council about your pupils",
        rows,
        f"{len(unread)} to acknowledge" if unread else "",
        empty="Nothing to read. What the council shares about one of your pupils stands here first.",
        link=("All letters", url_for("transitions.letters")),
        order=1,
    )


def _letter_row(letter: Disclosure, name: str) -> WorkRow:
    new = letter.status != "acknowledged"
    told = day_words(letter.released_at.date()) if letter.released_at else ""
    return WorkRow(
        "Please read and acknowledge" if new else "A conversation and a plan were asked for",
        url_for("transitions.letter", disclosure=letter.public_id),
        f"Released {told}.",
        name,
        receiving.clock(letter),
        Tag("New", "accent") if new else Tag("Acknowledged", "green"),
        "Read it" if new else "",
        new,
    )


def where_on_separation(separation: Separation, actor: Actor) -> WorkList:
    """On the page of a separation: the way to both children on one time line."""
    row = WorkRow(
        "Both children on one time line",
        url_for("transitions.where", separation=separation.public_id),
        "Settings, days together, plans and today; also in words.",
    )
    return WorkList("where", "Where they are", [row], order=20)


def alerts_on_separation(separation: Separation, actor: Actor) -> WorkList | None:
    """On the page of a separation: every alert there was about it."""
    return _section(lists.alerts_of_separation(separation.id)) if actor.may(Permission.READ_ALERTS) else None


def alerts_on_case(case: Case, actor: Actor) -> WorkList | None:
    """On the page of a case: every alert about the separations that rest on it."""
    return _section(lists.alerts_of_case(case.id)) if actor.may(Permission.READ_ALERTS) else None


def alerts_in_chronology(case: Case) -> list[DatedWords]:
    """When each alert was raised, for those who read alerts; in the chronology of the child who moved."""
    if not current_actor().may(Permission.READ_ALERTS):
        return []
    return [
        (alert.raised_on, f"Alert raised: {KINDS_SHORT[alert.kind]}", _stands_at(alert), alert.child_id)
        for alert in lists.alerts_of_case(case.id)
    ]


def _stands_at(alert: Alert) -> str:
    return f"{alert.reference}. {STATES[alert.status]}."


def _section(found: Sequence[Alert]) -> WorkList:
    named = showing.people_of(found)
    rows = [alert_row(alert, named) for alert in found]
    return WorkList("alerts", "Alerts", rows, empty="None was ever raised.", order=30)
