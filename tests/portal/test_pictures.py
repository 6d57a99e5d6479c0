"""The time line and the strip of the school day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from portal.pictures.day import strip_groups, strip_labels
from portal.pictures.drawn import drawn
from portal.pictures.marks import fold, lines_of, rows_of, shortened, width_of
from portal.pictures.timeline import picture_of

D = dt.date


def two_children() -> dict[str, Any]:
    return {
        "today": D(2026, 11, 23),
        "lanes": [
            {
                "name": "Leona Praed",
                "note": "alleged to have been harmed",
                "bars": [
                    {"label": "Corvin Hill Academy", "from": D(2025, 9, 1), "until": D(2026, 7, 17)},
                    {"label": "Saltbeck High School", "from": D(2026, 9, 3), "until": None},
                ],
                "plans": [{"label": "Version 2", "from": D(2026, 3, 13), "until": None}],
            },
            {
                "name": "Devin Marsh",
                "bars": [{"label": "Saltbeck High School", "from": D(2026, 11, 23), "until": None}],
                "plans": [],
            },
        ],
        "overlaps": [
            {"label": "Together at Saltbeck", "note": "today", "from": D(2026, 11, 23), "until": None}
        ],
        "separations": [{"label": "In force", "from": D(2026, 3, 12), "until": None}],
    }


def test_the_range_reaches_from_the_first_bar_to_some_weeks_after_today() -> None:
    picture = picture_of(two_children())
    assert picture.start < D(2025, 9, 1)
    assert picture.end > D(2026, 11, 23)


@pytest.mark.parametrize("which", ["wide", "narrow"])
def test_nothing_is_drawn_beside_the_sheet(which: str) -> None:
    drawing = getattr(drawn(two_children()), which)
    for mark in drawing.marks:
        if mark.tag == "rect":
            x, y = float(mark.attributes["x"]), float(mark.attributes["y"])
            assert x >= 0
            assert y >= 0
            assert x + float(mark.attributes["width"]) <= drawing.width + 7
            assert y + float(mark.attributes["height"]) <= drawing.height


@pytest.mark.parametrize("which", ["wide", "narrow"])
def test_both_drawings_hatch_where_the_children_are_together(which: str) -> None:
    drawing = getattr(drawn(two_children()), which)
    assert sum(mark.attributes.get("fill") == "HATCH" for mark in drawing.marks) == 1


def test_the_words_say_everything_that_is_drawn() -> None:
    made = drawn(two_children())
    assert ["Devin Marsh", "Saltbeck High School", "Mon 23 Nov 2026", "no end known", ""] in made.rows
    assert ["Both", "Separation: In force", "Thu 12 Mar 2026", "no end known", ""] in made.rows
    assert "Corvin Hill Academy, Mon 1 Sep 2025 to Fri 17 Jul 2026." in made.words
    assert len(made.rows) == 6


def test_one_lane_alone_names_no_other_child() -> None:
    given = two_children()
    given["lanes"], given["overlaps"] = given["lanes"][:1], []
    made = drawn(given)
    said = made.title + made.words + str(made.rows) + str(made.wide) + str(made.narrow)
    assert "Devin" not in said
    assert "Both" not in said


def test_a_child_at_two_settings_at_once_has_two_rows() -> None:
    assert rows_of([(0, 10), (5, 20), (12, 30), (40, 50)], gap=0) == [0, 1, 0, 0]


def test_a_bar_of_one_day_is_drawn_and_its_label_is_left_to_the_table() -> None:
    given = two_children()
    given["lanes"][1]["bars"].append({"label": "Tuition", "from": D(2026, 5, 4), "until": D(2026, 5, 4)})
    made = drawn(given)
    assert any(row[1] == "Tuition" and row[2] == row[3] for row in made.rows)
    assert any(mark.hint == "Tuition" for mark in made.wide.marks)


def test_words_are_folded_and_cut_to_their_room() -> None:
    assert fold("Corvin Hill Academy", 100, 14) == ["Corvin Hill", "Academy"]
    assert fold("Corvin Hill Academy", 30, 14) is None
    assert width_of(shortened("Corvin Hill Academy", 60, 14), 14) <= 60
    assert shortened("Corvin Hill Academy", 4, 14) == ""
    assert all(
        width_of(line, 16) <= 90 for line in lines_of("Alexandrina Featherstonehaugh-Cholmondeley", 90, 16, 2)
    )


def test_the_key_counts_what_the_strip_shows() -> None:
    boxes = [{"label": "Arrival", "state": "clash"}, {"label": "Cover", "state": "gap"}]
    boxes += [{"label": "Lunch", "state": "controlled"}] * 9
    groups = {group["state"]: (group["count"], group["words"]) for group in strip_groups(boxes)}
    assert groups == {
        "controlled": (9, "controlled"),
        "gap": (1, "gap"),
        "clash": (1, "contradicts the linked plan"),
    }


def test_labels_of_neighbouring_boxes_do_not_touch() -> None:
    boxes = [{"label": "Journey to school by bus", "state": "gap"}, {"label": "Arrival", "state": "clash"}]
    boxes += [{"label": "x", "state": "not_relevant"}] * 21
    first, second = strip_labels(boxes)
    assert first["row"] != second["row"]
    assert first["x"] - first["half"] >= 0


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="No such state"):
        strip_groups([{"label": "Arrival", "state": "fine"}])
