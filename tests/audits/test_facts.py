"""What the system says about a record by itself, each with its edges."""

from __future__ import annotations

import datetime as dt

from audits import facts
from audits.facts import AlertRow, AskedRow, ContactRow, EntryRow, MeetingRow, Record, SeparationRow

DAY = dt.date(2026, 11, 10)
MOMENT = dt.datetime(2026, 11, 10, 10, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
VICTIM, ALLEGED, WITNESS = 1, 2, 3


def record(**values) -> Record:
    parties = {VICTIM: "alleged_victim", ALLEGED: "alleged_perpetrator", WITNESS: "witness"}
    return Record(DAY, MOMENT, status="open", parties=parties, **values)


def entry(kind: str, child: int | None = None, state: str = "", **values) -> EntryRow:
    usual = {"due_on": None, "done_on": None, "owner": None, "in_authority": False}
    return EntryRow(kind, child, state, **{**usual, **values})


def contact(came: dt.datetime, replied: dt.datetime | None, agency: str = "Police") -> ContactRow:
    return ContactRow("CON-1", agency, came, replied, replied, came + 48 * HOUR)


def said(fact) -> tuple[int, int, str]:
    return fact.reached, fact.of, fact.tone


def test_a_letter_within_48_hours_counts_to_the_minute():
    came = MOMENT - 100 * HOUR
    exactly, late = contact(came, came + 48 * HOUR), contact(came, came + 48 * HOUR + HOUR / 60)
    assert said(facts.letters_in_time(record(contacts=[exactly]))) == (1, 1, "settled")
    assert said(facts.letters_in_time(record(contacts=[late]))) == (0, 1, "over")


def test_a_young_contact_without_a_letter_is_not_counted_and_an_old_one_is():
    young, old = contact(MOMENT - 47 * HOUR, None), contact(MOMENT - 49 * HOUR, None, "School")
    found = facts.letters_in_time(record(contacts=[young, old]))
    assert said(found) == (0, 1, "over")
    assert found.evidence == "School not yet"


def test_two_agencies_are_two_contacts():
    both = [contact(MOMENT, MOMENT), contact(MOMENT, None, "School")]
    assert facts.contacts_decided(record(contacts=both)).answer == "1 of 2"


def test_no_partner_asked_is_a_no_in_a_case_and_nothing_elsewhere():
    assert facts.partners_asked(record()).answer == "No"
    elsewhere = facts.partners_asked(Record(DAY, MOMENT))
    assert (elsewhere.answer, elsewhere.tone) == ("Does not arise", "")


def test_oversight_is_wanted_at_each_turn_the_case_took():
    opening = [entry("oversight", state="opening")]
    assert said(facts.oversight_given(record(entries=opening))) == (1, 1, "settled")
    nfa = facts.oversight_given(record(entries=[*opening, entry("decision", state="nfa")]))
    assert (nfa.answer, nfa.evidence) == ("1 of 2", "No entry at no further action")
    closed = record(entries=opening)
    closed.status = "closed"
    assert facts.oversight_given(closed).evidence == "No entry at closure"


def test_a_plan_in_force_on_its_day_is_in_time_and_one_a_day_later_is_not():
    due = dt.date(2026, 11, 5)
    on_the_day = AskedRow(VICTIM, dt.date(2026, 11, 3), due, "met", due)
    late = AskedRow(ALLEGED, dt.date(2026, 11, 3), due, "met", dt.date(2026, 11, 6))
    assert facts.plans_in_time(record(asked=[on_the_day, late])).answer == "1 of 2"


def test_a_plan_due_today_is_not_late_yet():
    waiting = AskedRow(VICTIM, DAY, DAY, "asked", None)
    assert facts.plans_in_time(record(asked=[waiting])).of == 0
    assert not waiting.overdue_on(DAY)
    assert waiting.overdue_on(DAY + dt.timedelta(days=1))


def test_each_child_needs_a_plan_but_not_a_witness():
    found = facts.plan_for_each(record(planned={VICTIM}))
    assert (found.answer, found.evidence) == ("1 of 2", "1 without a plan")
    asked = AskedRow(ALLEGED, DAY, DAY, "asked", None)
    assert facts.plan_for_each(record(planned={VICTIM}, asked=[asked])).tone == "settled"


def test_advice_ends_in_an_answer_and_not_known_is_none():
    done = entry("advice", VICTIM, "followed", done_on=DAY)
    unknown = entry("advice", ALLEGED, "not_known", done_on=DAY)
    late = entry("advice", ALLEGED, due_on=dt.date(2026, 11, 9))
    assert facts.advice_answered(record(entries=[done, unknown])).answer == "1 of 2"
    found = facts.advice_answered(record(entries=[done, late]))
    assert found.overdue
    assert found.evidence == "Without an answer since Mon 9 Nov 2026"
    assert facts.advice_answered(record()).evidence == "No advice is recorded"


def test_an_alert_that_was_passed_on_was_not_answered_in_time():
    rows = [
        AlertRow("A-1", "closed", DAY, late=False),
        AlertRow("A-2", "assigned", DAY, late=True),
        AlertRow("A-3", "raised", DAY, late=False),
        AlertRow("A-4", "raised", DAY - dt.timedelta(days=1), late=False),
    ]
    found = facts.alerts_in_time(record(alerts=rows))
    assert (found.answer, found.evidence) == ("1 of 3", "Late: A-2, A-4")


def test_a_meeting_counts_for_its_own_child_alone():
    met = record(meetings=[MeetingRow(VICTIM, "held")])
    assert facts.meetings_apart(met).answer == "1 of 2"
    both = record(entries=[entry("strategy", VICTIM, "held"), entry("strategy", ALLEGED, "not_held")])
    assert facts.meetings_apart(both).tone == "settled"


def test_heard_means_alone_and_directly():
    alone = entry("voice", VICTIM, "yes", directly=True)
    with_mother = entry("voice", ALLEGED, "no", directly=True)
    found = facts.children_heard(record(entries=[alone, with_mother]))
    assert (found.answer, found.evidence) == ("1 of 2", "1 heard, but not alone or not directly")


def test_one_key_worker_for_two_children_is_said():
    shared = [entry("support", child, owner="Ms Rook") for child in (VICTIM, ALLEGED)]
    assert facts.key_workers(record(entries=shared)).evidence == "Two children share one key worker"


def test_a_separation_is_reviewed_by_its_day_and_an_ended_one_is_not_counted():
    rows = [
        SeparationRow(DAY, "in_force"),
        SeparationRow(DAY - dt.timedelta(days=1), "in_force"),
        SeparationRow(DAY - dt.timedelta(days=90), "ended"),
    ]
    assert facts.separations_reviewed(record(separations=rows)).answer == "1 of 2"


def test_figures_are_the_sums_of_the_facts():
    one = record(planned={VICTIM, ALLEGED})
    two = record(planned={VICTIM})
    assert facts.figures_of([one, two])["each_plan"] == [3, 4]
    assert set(facts.figures_of([])) == set(facts.RULES) == set(facts.SHORT)
