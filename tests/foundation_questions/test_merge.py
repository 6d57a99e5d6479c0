"""What only one side changed merges by itself; nothing typed is lost."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from foundation.questions import fill, merge
from tests.foundation_questions.specimen import AROUND, CHILD, FORM, GIVEN, PAPERS, PARENTS, PROFILE


def texts(value):
    """Every text inside a value, apart from ids."""
    if isinstance(value, dict):
        return {t for k, v in value.items() if k != "_id" for t in texts(v)}
    if isinstance(value, list):
        return {t for v in value for t in texts(v)}
    return {value} if isinstance(value, str) else set()


def test_one_sided_changes_merge_by_themselves():
    merged = merge(CHILD, {"surname": "A"}, {"surname": "B"}, {"surname": "A", "upn": "u"})
    assert merged.answers == {"surname": "B", "upn": "u"}
    assert merged.conflicts == ()


def test_a_question_both_changed_is_asked_about():
    merged = merge(CHILD, {"surname": "A"}, {"surname": "B"}, {"surname": "C"})
    assert merged.answers == {"surname": "C"}
    (conflict,) = merged.conflicts
    assert (conflict.path, conflict.base, conflict.mine, conflict.theirs) == (("surname",), "A", "B", "C")


def test_the_same_change_twice_is_no_conflict():
    assert merge(CHILD, {}, {"surname": "B"}, {"surname": "B"}).conflicts == ()


def test_clearing_against_changing_is_asked_about():
    merged = merge(CHILD, {"surname": "A"}, {}, {"surname": "C"})
    assert merged.conflicts[0].mine is None


def test_rows_merge_per_row_and_per_cell():
    base = [{"_id": "r1", "name": "Ada", "address": "1"}, {"_id": "r2", "name": "Ben"}]
    mine = [{"_id": "r1", "name": "Ada B", "address": "1"}, {"_id": "r3", "name": "Mine"}]
    theirs = [
        {"_id": "r1", "name": "Ada", "address": "2"},
        {"_id": "r2", "name": "Ben"},
        {"_id": "r4", "name": "T"},
    ]
    merged = merge(PARENTS, {"parents": base}, {"parents": mine}, {"parents": theirs})
    assert merged.conflicts == ()
    rows = {row["_id"]: row for row in merged.answers["parents"]}
    assert rows["r1"] == {"_id": "r1", "name": "Ada B", "address": "2"}
    assert set(rows) == {"r1", "r3", "r4"}, "removed by me and untouched by them: gone"


def test_a_removed_row_that_the_other_changed_is_kept_and_asked_about():
    base = {"parents": [{"_id": "r1", "name": "Ada"}]}
    changed = {"parents": [{"_id": "r1", "name": "Ada B"}]}
    for mine, theirs in (({}, changed), (changed, {})):
        merged = merge(PARENTS, base, mine, theirs)
        assert merged.answers == changed
        assert merged.conflicts[0].path == ("parents", "r1")


def test_grid_cells_and_follow_ups_merge_apart():
    merged = merge(
        AROUND,
        {},
        {"context": {"peers": {"information": "mine"}}},
        {"context": {"peers": {"response": "theirs"}, "strengths": {"known": "yes"}}},
    )
    assert merged.conflicts == ()
    assert merged.answers["context"]["peers"] == {"information": "mine", "response": "theirs"}
    merged = merge(
        PROFILE, {}, {"flags": {"cse": {"ticked": True}}}, {"flags": {"missing": {"ticked": True}}}
    )
    assert set(merged.answers["flags"]) == {"cse", "missing"}


def test_documents_of_both_sides_stay():
    def with_files(*files):
        return {"checklist": {"report": {"files": list(files)}}}

    merged = merge(PAPERS, with_files("a", "b"), with_files("a", "c"), with_files("a", "b", "d"))
    assert merged.answers == with_files("a", "d", "c")


@settings(max_examples=60, deadline=None)
@for_all(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000), st.data())
def test_nothing_typed_is_lost(a, b, c, data):
    base = fill(FORM, GIVEN, a, full=0.5)
    mine, theirs = deepcopy(base), deepcopy(base)
    for side, seed in ((mine, b), (theirs, c)):
        other = fill(FORM, GIVEN, seed, full=0.7)
        for key in data.draw(st.sets(st.sampled_from([q.key for q in FORM.questions]), max_size=8)):
            side.pop(key, None)
            if key in other:
                side[key] = other[key]
    merged = merge(FORM, base, mine, theirs)
    kept = texts(merged.answers) | {t for x in merged.conflicts for t in texts([x.mine, x.theirs])}
    for side in (mine, theirs):
        assert texts(side) - texts(base) <= kept
    again = merge(FORM, base, theirs, mine)
    assert {x.path for x in again.conflicts} == {x.path for x in merged.conflicts}


@settings(max_examples=30, deadline=None)
@for_all(st.integers(0, 1000), st.integers(0, 1000))
def test_one_side_alone_is_taken_whole(a, b):
    base, other = fill(FORM, GIVEN, a), fill(FORM, GIVEN, b)
    for merged in (merge(FORM, base, other, base), merge(FORM, base, base, other)):
        assert merged.conflicts == ()
        assert texts(merged.answers) >= texts(other)
