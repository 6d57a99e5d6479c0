"""The question about harm between children: its words, its figures, and what it asks for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from fap.form import FORM
from fap.form.nudging import (
    FLAGS_OF,
    asked_of,
    quoted,
    reason_signals,
    seen_in,
    words_are_followed_up,
)
from fap.nudge import SEXUAL, VIOLENT, found_in
from fap.nudge.measuring import Figures, measure, read_sentences

SENTENCES = Path(__file__).parent / "nudge_sentences.csv"
TODAY = dt.date(2026, 11, 10)


def kinds(text: str) -> set[str]:
    return {hit.kind for hit in found_in(text)}


def figures_of(*written: str) -> Figures:
    chosen = [one for one in read_sentences(SENTENCES) if one.written in written]
    return measure("+".join(written), chosen)


def test_there_are_three_hundred_sentences_and_a_third_was_never_looked_at() -> None:
    every = read_sentences(SENTENCES)
    assert len(every) >= 300
    assert len({one.words for one in every}) == len(every)
    assert 3 * sum(one.written == "unseen" for one in every) >= len(every)


def test_precision_and_recall_are_printed_and_hold(capsys: pytest.CaptureFixture[str]) -> None:
    known, unseen = figures_of("first", "tuning"), figures_of("unseen")
    with capsys.disabled():
        print(f"\n{known}\n{unseen}\n{figures_of('first', 'tuning', 'unseen')}")
    assert (known.precision, known.recall) >= (0.97, 0.93)
    assert unseen.precision >= 0.8
    assert unseen.recall >= 0.8


def test_what_the_pilot_found_is_asked_about() -> None:
    assert kinds("Inappropriate behaviour to female students.") == {SEXUAL}
    assert kinds("inappropriate sexualised behaviour/touching") == {SEXUAL}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She comes from Essex and plays in Sussex.", set()),
        ("He grouped the tasks and was attached to the violet team.", set()),
        ("He hit another boy.", {VIOLENT}),
        ("He hit the target.", set()),
        ("There has never been any violence.", set()),
        ("He attacked a pupil without warning.", {VIOLENT}),
        ("He does not know why he punched him.", {VIOLENT}),
        ("No concerns, but he groped a girl.", {SEXUAL}),
        ("The allegation of assault was unfounded.", set()),
        ("An assult on a pupil, very agressive.", {VIOLENT}),
        ("Father was violent to mother.", set()),
        ("", set()),
    ],
)
def test_word_boundaries_negation_and_spelling(text: str, expected: set[str]) -> None:
    assert kinds(text) == expected


def test_reasons_of_suspensions_count_by_what_they_map_to() -> None:
    assert {"SB", "SM", "MB", "BU", "PP", "OW"} <= set(reason_signals())
    assert reason_signals()["SB"][0] == SEXUAL
    assert reason_signals()["BU"][0] == VIOLENT
    assert "TH" not in reason_signals()
    answers = {"suspensions": [{"_id": "r1", "suspension_reasons": ["SM", "TH"]}]}
    assert [(one.kind, one.key) for one in seen_in(answers)] == [(SEXUAL, "suspensions")]


GROPED: dict[str, Any] = {"reason_text": "He groped a girl in the corridor."}
FLAG = {"ticked": True}


def test_whichever_is_missing_is_asked_for_and_the_words_are_named() -> None:
    assert asked_of(SEXUAL, GROPED) == ("flag", "nature", "response")
    [(path, words)] = words_are_followed_up(GROPED, TODAY)
    assert path == ("sexual_response",)
    assert "“groped”" in words
    assert "tick what applies" in words
    assert "peer_flags" not in GROPED, "nothing is ticked"


def test_a_tick_alone_does_not_silence_it() -> None:
    ticked = {**GROPED, "peer_flags": {"displays_hsb": FLAG}}
    assert asked_of(SEXUAL, ticked) == ("nature", "response")
    told = {**GROPED, "peer_flags": {"displays_hsb": {**FLAG, "what_is_known": "x", "school_did": "y"}}}
    assert asked_of(SEXUAL, told) == ()
    other = {**GROPED, "peer_flags": {"missing_home": FLAG}, "sexual_nature": "x", "sexual_response": "y"}
    assert asked_of(SEXUAL, other) == ("flag",), "a flag about something else is no answer"


def test_not_applicable_with_its_reason_is_an_answer_to_its_own_kind_only() -> None:
    declined = {**GROPED, "sexual_not_applicable": "A word of the film club."}
    assert list(words_are_followed_up(declined, TODAY)) == []
    worse = {**declined, "place_left": "He punched a boy there."}
    assert asked_of(VIOLENT, worse) == ("flag", "nature", "response")


def test_adults_at_home_names_and_flags_are_not_looked_at() -> None:
    answers = {
        "family_overview": "Father hit another child of the family and was violent.",
        "incident_place": "Fighting Cocks Lane",
        "peer_flags": {"gangs": {**FLAG, "what_is_known": "He was stabbed."}},
        "context": {"home": {"places": [{"_id": "r1", "place": "Gun Wharf"}]}},
    }
    assert seen_in(answers) == ()


def test_words_in_rows_of_the_table_are_found_and_quoted_shortly() -> None:
    answers = {
        "context": {
            "school": {
                "information": "Fights, assaults, robbery.",
                "earlier": [{"_id": "r1", "what": "He stabbed a pupil with a knife and was bullied."}],
            }
        }
    }
    assert {one.key for one in seen_in(answers)} == {"context"}
    assert quoted(VIOLENT, answers, most=2).startswith("“fights”, “assaults” and ")


def test_every_flag_that_fits_is_a_flag_of_the_form() -> None:
    known = {
        part.key
        for question in FORM.questions
        if question.key in ("peer_flags", "other_abuse")
        for part in question.flags  # type: ignore[attr-defined]
    }
    assert set().union(*FLAGS_OF.values()) <= known


def test_the_figures_can_be_printed_by_a_command(app: Any) -> None:
    done = app.test_cli_runner().invoke(args=["fap", "nudge", str(SENTENCES), "--show"])
    assert done.exit_code == 0, done.output
    assert "unseen: 140 sentences, precision" in done.output
    assert "  missed: " in done.output
