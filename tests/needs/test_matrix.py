"""Counting: children and forms told apart, several flags, totals, periods, keys that meet."""

from __future__ import annotations

import datetime as dt

import pytest

from needs.dimensions import DIMENSIONS, term_of, term_words
from needs.gathering import FactValue
from needs.matrix import OTHERS, Ask, forms_behind, matrix, pairs
from needs.suppression import suppressed
from tests.needs.conftest import flag, form, frames

SETTINGS = {1: "Aldermere School", 2: "Eldon Park Academy", 3: "Kiln Lane Centre"}
CSE, GANGS, HOME = flag("cse"), flag("gangs", "alleged"), flag("missing_home", "")


@pytest.fixture
def read_model():
    return frames(
        form(1, 11, CSE, GANGS, setting_id=1),
        form(2, 11, CSE, setting_id=1, day=dt.date(2027, 2, 1)),
        form(3, 12, GANGS, setting_id=1),
        form(4, 13, HOME, setting_id=2, kind="plan", reference="SP-2026-000001"),
        form(5, 13, HOME, setting_id=2, kind="plan", reference="SP-2026-000001", version=2),
        form(6, 14, setting_id=2),
        settings=SETTINGS,
    )


def test_a_child_counts_once_in_a_cell_and_in_every_cell_it_stands_in(read_model) -> None:
    table = matrix(*read_model, Ask())
    assert [label for _code, label in table.rows] == ["Aldermere School", "Eldon Park Academy"]
    assert [code for code, _label in table.columns] == ["cse", "gangs", "missing_home"]
    assert table.cells == ((1, 2, 0), (0, 0, 1))
    assert (table.row_totals, table.column_totals, table.grand) == ((2, 1), (1, 2, 1), 3)
    assert (table.children, table.forms) == (3, 4)


def test_forms_are_told_apart_and_versions_of_a_plan_are_one(read_model) -> None:
    table = matrix(*read_model, Ask(unit="forms"))
    assert table.cells == ((2, 2, 0), (0, 0, 1))
    assert (table.row_totals, table.grand) == ((3, 1), 4)


def test_a_period_is_inclusive_and_a_kind_of_form_can_be_asked_for(read_model) -> None:
    day = dt.date(2027, 2, 1)
    table = matrix(*read_model, Ask(from_=day, to=day))
    assert (table.grand, table.column_totals) == (1, (1,))
    assert matrix(*read_model, Ask(kind="plan")).grand == 1


def test_keys_of_one_family_meet_in_the_fact_and_others_on_the_form(read_model) -> None:
    table = matrix(*read_model, Ask(rows="flag", columns="capacity"))
    cells = {
        (r, c): n
        for (r, _), row in zip(table.rows, table.cells, strict=True)
        for (c, _), n in zip(table.columns, row, strict=True)
    }
    assert cells["cse", "experiences"] == 1
    assert cells["cse", "alleged"] == 0
    assert cells["gangs", "alleged"] == 2
    home = FactValue("domain", "home", known="yes", responded=True)
    asked = FactValue("domain", "school", known="not_asked", responded=False)
    table = matrix(*frames(form(1, 1, CSE, home, asked)), Ask(rows="flag", columns="domain"))
    assert table.columns == (("home", "Home"),)


def test_a_filter_on_a_flag_narrows_the_same_facts(read_model) -> None:
    table = matrix(*read_model, Ask(only={"capacity": "alleged"}))
    assert [code for code, _ in table.columns] == ["gangs"]
    assert table.grand == 2


def test_what_is_not_recorded_is_said_and_stands_last() -> None:
    table = matrix(*frames(form(1, 1, CSE, ward=""), form(2, 2, CSE, ward="Eldon")), Ask(rows="ward"))
    assert [label for _code, label in table.rows] == ["Eldon", "Not recorded"]


def test_terms() -> None:
    days = [
        dt.date(2026, 9, 1),
        dt.date(2027, 1, 4),
        dt.date(2027, 3, 26),
        dt.date(2027, 3, 27),
        dt.date(2027, 8, 31),
    ]
    assert [term_of(day) for day in days] == ["2026-1", "2026-2", "2026-2", "2026-3", "2026-3"]
    assert term_words("2026-2") == "Spring term 2026/27"


def test_which_flags_stand_together_counts_children_across_forms(read_model) -> None:
    forms, facts = frames(form(1, 11, CSE), form(2, 11, HOME), form(3, 12, CSE, GANGS))
    names, figures, counts = pairs(forms, facts, Ask())
    assert [code for code, _ in names] == ["cse", "gangs", "missing_home"]
    assert (figures, counts) == ([[], [1], [1, 0]], [2, 1, 1])


def test_small_rows_stand_together_and_open_to_the_forms_of_all_of_them() -> None:
    many = [form(n, n, CSE, setting_id=1) for n in range(1, 8)]
    few = [form(8, 8, CSE, setting_id=2), form(9, 9, CSE, setting_id=3)]
    forms, facts = frames(*many, *few, settings=SETTINGS)
    table = matrix(forms, facts, Ask(), gather_below=5)
    assert table.rows == (("Aldermere School", "Aldermere School"), (OTHERS, "Other settings (2)"))
    assert table.cells == ((7,), (2,))
    behind = forms_behind(forms, facts, Ask(), OTHERS, "cse", gather_below=5)
    assert sorted(behind["record_id"]) == [8, 9]


def test_the_list_behind_every_figure_has_that_many(read_model) -> None:
    table = matrix(*read_model, Ask())
    for (row, _), cells in zip(table.rows, table.cells, strict=True):
        for (column, _), figure in zip(table.columns, cells, strict=True):
            assert forms_behind(*read_model, Ask(), row, column)["child_id"].nunique() == figure


def test_a_hidden_figure_is_none_and_never_nought(read_model) -> None:
    shared = suppressed(matrix(*read_model, Ask()))
    assert all(figure is None for row in shared.cells for figure in row)
    assert (shared.grand, shared.children, shared.shared) == (None, None, True)
    with pytest.raises(ValueError, match="not shown"):
        suppressed(shared)


def test_an_empty_read_model_is_an_empty_table() -> None:
    forms, facts = frames(form(1, 1))
    table = matrix(forms, facts, Ask())
    assert (table.rows, table.columns, table.grand) == ((), (), 0)
    assert suppressed(table).cells == ()


def test_every_key_has_a_title() -> None:
    assert set(DIMENSIONS) >= {
        "setting",
        "ward",
        "flag",
        "capacity",
        "source",
        "place_type",
        "domain",
        "term",
    }
    assert all(found.title for found in DIMENSIONS.values())
