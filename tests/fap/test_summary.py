"""The summary for schools that need not know: nothing of the child, whatever the form says."""

from __future__ import annotations

import itertools
import re

import pytest
from sqlalchemy import select

from fap.form import FORM
from fap.form.invented import invented
from fap.given import given
from fap.models import AgendaItem, Referral
from fap.packs.summary import (
    HARMS,
    NO_HARM,
    NOT_GIVEN,
    OTHER_CATEGORY,
    summaries_for,
    summary_in,
    summary_of,
)
from foundation.access.lists import actor_of
from foundation.answers import answers_of
from foundation.store import acting_as, session
from foundation.store.reference_data import choices
from tests.fap.conftest import CSE, INCIDENT, linked

CANARY = re.compile(r"Zq[0-9]{4}x")


def canaries():
    """A text for every question that takes one, each its own."""
    numbers = itertools.count(1000)
    return lambda _question, _rng: f"Zq{next(numbers)}x"


def every_value(said) -> set[str]:
    """Whatever was typed or picked as a date, a number or a name, at any depth."""
    if isinstance(said, dict):
        return set().union(*(every_value(each) for key, each in said.items() if key != "_id"), set())
    if isinstance(said, list | tuple):
        return set().union(*(every_value(each) for each in said), set())
    return {str(said)}


def filled(seed: int, **known):
    return invented(given(), seed, full=1.0, texts=canaries(), known=known)


CLOSED = ("year_group", "fap_category", "fap_provision", "sen_provision")


def vocabulary() -> set[str]:
    """Every phrase that a summary may be made of."""
    fixed = {NO_HARM, NOT_GIVEN, OTHER_CATEGORY, "Sixth form", *(words for words, _flags in HARMS)}
    return fixed | {choice.label for name in CLOSED for choice in choices(name)}


@pytest.mark.parametrize("seed", range(12))
def test_no_answer_of_a_full_form_reaches_the_summary(db_session, seed):
    answers = filled(seed)
    typed = {value for value in every_value(answers) if CANARY.search(value)}
    assert len(typed) > 20, "the form was not filled with canaries"
    said = summary_in(answers, "abcdefghijklm"[seed])
    words = " ".join(f"{name} {value}" for name, value in said.lines)
    assert not CANARY.search(words)
    for key in ("surname", "forename", "upn", "date_of_birth", "home_postcode", "home_ward"):
        assert str(answers.get(key) or "nothing at all") not in words
    known = vocabulary()
    for _name, value in said.lines:
        assert value in known or set(value.split("; ")) <= known, value


def test_codes_that_no_list_knows_are_left_out(db_session):
    forged = {
        "year_group": "Zq1000x",
        "provision": ["Zq1001x", "mainstream"],
        "sen_provision": "Zq1002x",
        "peer_flags": {"Zq1003x": {"ticked": True}, "cse": "Zq1004x"},
    }
    said = summary_in(forged, "Zq1005x")
    assert said.year == said.needs == NOT_GIVEN
    assert said.asks == "Place at a mainstream school"
    assert said.harm == NO_HARM
    assert said.category == OTHER_CATEGORY


def test_kinds_of_harm_without_the_flag_and_without_the_capacity(db_session):
    said = summary_in({"peer_flags": {**CSE, "missing_home": {"ticked": True}}}, "j")
    assert said.harm == "Exploitation, gangs or serious violence; Missing from education or from home"
    assert summary_in({"peer_flags": CSE}, "b").category == OTHER_CATEGORY


def test_of_a_referral_as_it_was_sent(people, make_referral, meeting, as_):
    made = make_referral(
        "on_agenda", meeting=meeting, peer_flags=CSE, **INCIDENT, linked_children=linked(words="Zq9000x")
    )
    said = summary_of(made)
    sent = answers_of(made, FORM)
    words = " ".join(value for _name, value in said.lines)
    assert said.year.startswith("Year ")
    for value in (people.child.surname, people.child.upn, people.school.name, made.reference, "Zq9000x"):
        assert value not in words
    assert sent["surname"] == people.child.surname


def test_read_out_of_sight_and_nothing_of_it_stays(people, make_referral, meeting, as_):
    make_referral("on_agenda", meeting=meeting)
    item, member = session().scalars(select(AgendaItem)).one(), actor_of(people.member)
    session().expunge_all()
    with acting_as(member) as actor:  # only planned: its members load no referral yet
        found = summaries_for(actor, [item])
        assert found[item.id].year.startswith("Year ")
        assert not [row for row in session().identity_map.values() if isinstance(row, Referral)]
        assert session().scalars(select(Referral)).all() == []
