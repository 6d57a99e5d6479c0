"""The declaration of the referral form: whole, in order, for ever, and without contradictions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from fap.form import FORM, rules
from fap.form.invented import invented
from foundation.access.permissions import Permission
from foundation.questions import Given, every_question, golden, problems, reading, unmapped
from foundation.store.reference_data import read_files, reference_files

TODAY = dt.date(2026, 11, 10)
GOLDEN = Path(__file__).parents[1] / "golden" / "fap_form.txt"


@pytest.fixture(scope="module")
def known_sets() -> Given:
    sets: dict[str, list[tuple[str, str]]] = {}
    for code in read_files(reference_files()):
        if code.parent is None and code.valid_on(TODAY):
            sets.setdefault(code.set, []).append((code.code, code.label))
    return Given(today=TODAY, sets=sets)


def test_no_question_is_renamed_or_lost_without_a_way_for_old_answers() -> None:
    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert unmapped(FORM, kept) == []
    assert golden(FORM) == kept, "write the new lines into tests/golden/fap_form.txt when they are meant"


def test_the_reason_for_referral_stands_on_the_first_page() -> None:
    assert FORM.sections[0].key == "reason"
    assert FORM.sections[0].questions[0].key == "reason_text"


def test_the_contextual_table_asks_both_questions_in_each_of_six_rows() -> None:
    table = next(q for q in FORM.questions if q.key == "context")
    assert [part.key for part in table.fixed] == [  # type: ignore[attr-defined]
        "strengths",
        "attitude",
        "home",
        "peer_group",
        "school",
        "neighbourhood",
    ]
    for part in table.fixed:  # type: ignore[attr-defined]
        keys = [q.key for q in table.inner(part.key)]  # type: ignore[attr-defined]
        assert {"known", "information", "response"} <= set(keys)


def test_nothing_known_must_be_chosen_and_not_asked_counts_as_missing(known_sets: Given) -> None:
    answers = invented(known_sets, 5)
    answers["context"]["home"] = {"known": "nothing", "response": "Called home each week."}
    assert problems(FORM, answers, known_sets) == []
    answers["context"]["home"]["known"] = "not_asked"
    assert [p.words for p in problems(FORM, answers, known_sets)] == ["Home: this has not been asked yet"]
    answers["context"].pop("home")
    assert "say what is known" in problems(FORM, answers, known_sets)[0].words


def test_the_seven_flags_of_the_seed_and_what_stands_beside_them() -> None:
    flags = next(q for q in FORM.questions if q.key == "peer_flags")
    asked = {part.key: [q.key for q in part.questions] for part in flags.flags}  # type: ignore[attr-defined]
    assert list(asked) == [
        "cse",
        "gangs",
        "serious_youth_violence",
        "relationship_abuse",
        "displays_hsb",
        "harmed_by_hsb",
        "sexual_bullying",
        "missing_education",
        "missing_home",
    ]
    assert "cse_by" in asked["cse"]
    assert "capacity" in asked["sexual_bullying"]
    for flag in ("displays_hsb", "harmed_by_hsb", "missing_education", "missing_home"):
        assert "capacity" not in asked[flag], "its meaning says the capacity"
    assert {"episodes", "longest", "reported", "usual_time", "with_whom"} <= set(asked["missing_home"])


def test_ticking_a_flag_asks_whether_the_others_were_considered(known_sets: Given) -> None:
    answers = invented(known_sets, 2)
    answers["peer_flags"] = {
        "gangs": {
            "ticked": True,
            "capacity": "affected",
            "when_it_was": "current",
            "what_is_known": "Older boys wait.",
            "school_did": "Staff at the gate.",
        }
    }
    answers.pop("others_considered", None)
    assert [p.key for p in problems(FORM, answers, known_sets)] == ["others_considered"]
    answers["others_considered"] = "yes"
    assert problems(FORM, answers, known_sets) == []


@pytest.mark.parametrize("seed", range(25))
def test_an_invented_referral_is_whole(known_sets: Given, seed: int) -> None:
    assert problems(FORM, invented(known_sets, seed), known_sets) == []


class Reader:
    """Somebody with some permissions."""

    def __init__(self, *permissions: Permission) -> None:
        self.permissions = permissions

    def may(self, permission: Any, /) -> bool:
        return permission in self.permissions


def test_names_of_other_children_are_read_only_with_their_permission(known_sets: Given) -> None:
    answers = invented(known_sets, 4)
    answers |= {"incident": "yes", "between_children": "yes"}
    answers["linked_children"] = [
        {"_id": "r0", "part": "alleged", "who_known": "yes", "surname": "Canary", "forename": "Yellow"}
    ]
    answers["context"]["peer_group"]["peers"] = [{"_id": "r1", "peer_name": "Robin Canary"}]
    panel = str(reading(FORM, answers, Reader(), known_sets).said())
    names = str(reading(FORM, answers, Reader(Permission.NAME_PEERS), known_sets).said())
    peers = str(reading(FORM, answers, Reader(Permission.READ_PEERS), known_sets).said())
    assert "Canary" not in panel
    assert "Robin Canary" not in names
    assert "Yellow" in names
    assert "Robin Canary" in peers


def test_every_name_of_a_peer_is_guarded() -> None:
    guarded = {"/".join(path): q.needs for path, q in every_question(FORM.questions)}
    for end in ("linked_children/*/surname", "linked_children/*/who_words", "gangs/gang_name", "with_whom"):
        found = [needs for path, needs in guarded.items() if path.endswith(end)]
        assert found, end
        assert set(found) == {Permission.NAME_PEERS}, end
    assert all(needs for path, needs in guarded.items() if path.endswith("/peers"))


def row(number: int, **values: str) -> dict[str, str]:
    return {"_id": f"r{number}", **values}


@pytest.mark.parametrize(
    ("rule", "answers", "refused"),
    [
        (rules.one_primary_carer, {"parents": [row(1, primary="yes"), row(2, primary="no")]}, False),
        (rules.one_primary_carer, {"parents": [row(1, primary="yes"), row(2, primary="yes")]}, True),
        (rules.one_primary_carer, {"parents": [row(1, primary="no")]}, True),
        (rules.one_primary_carer, {}, False),
        (rules.one_parent_needs_a_reason, {"parents": [row(1)]}, True),
        (rules.one_parent_needs_a_reason, {"parents": [row(1)], "one_parent_because": "Alone"}, False),
        (rules.year_fits_birth, {"date_of_birth": "2013-03-27", "year_group": "9"}, False),
        (rules.year_fits_birth, {"date_of_birth": "2013-03-27", "year_group": "8"}, True),
        (
            rules.year_fits_birth,
            {"date_of_birth": "2013-03-27", "year_group": "8", "out_of_year": "yes"},
            False,
        ),
        (rules.year_fits_birth, {"date_of_birth": "2013-08-31", "year_group": "9"}, False),
        (rules.year_fits_birth, {"date_of_birth": "2013-09-01", "year_group": "8"}, False),
        (rules.percentages_add_up, {"attendance": "90", "authorised": "6", "unauthorised": "4"}, False),
        (rules.percentages_add_up, {"attendance": "90.5", "authorised": "6", "unauthorised": "4.2"}, False),
        (rules.percentages_add_up, {"attendance": "90", "authorised": "6", "unauthorised": "9"}, True),
        (
            rules.schools_do_not_overlap,
            {
                "previous_schools": [
                    row(1, attended_from="2024-09-01", attended_to="2025-07-01"),
                    row(2, attended_from="2025-06-01", attended_to="2026-07-01"),
                ]
            },
            True,
        ),
        (
            rules.schools_do_not_overlap,
            {
                "previous_schools": [
                    row(1, attended_from="2024-09-01", attended_to="2025-07-01"),
                    row(2, attended_from="2025-06-01", attended_to="2026-07-01", overlap_because="Dual"),
                ]
            },
            False,
        ),
        (
            rules.schools_do_not_overlap,
            {"previous_schools": [row(1, attended_from="2025-09-01", attended_to="2025-07-01")]},
            True,
        ),
        (
            rules.exclusions_run_forwards,
            {"suspensions": [row(1, suspension_from="2026-10-05", suspension_to="2026-10-02")]},
            True,
        ),
        (
            rules.exclusions_run_forwards,
            {"suspensions": [{"_id": "r1", "suspension_reasons": ["PP", "SM", "BU", "DB"]}]},
            True,
        ),
    ],
)
def test_what_contradicts_is_said(rule: Any, answers: dict[str, Any], refused: bool) -> None:
    assert bool(list(rule(answers, TODAY))) is refused


def test_details_of_a_withheld_parent_print_nowhere(known_sets: Given) -> None:
    answers = invented(known_sets, 1)
    answers["parents"][0] |= {"withheld": "yes", "telephone": "01632 960999", "address": "Hidden House"}
    said = str(reading(FORM, answers, Reader(Permission.NAME_PEERS), known_sets).said())
    assert "960999" not in said
    assert "Hidden House" not in said
