"""Components: escaped, without inline style, and the same in words as in pictures."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, FileSystemLoader

from portal import pictures

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
D = dt.date


@pytest.fixture(name="jinja")
def _jinja() -> Environment:
    app = Flask(__name__)
    pictures.init_app(app)
    app.jinja_env.loader = FileSystemLoader(TEMPLATES)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(csrf_token=lambda: "token")
    return app.jinja_env


@pytest.mark.parametrize("file", [*COMPONENTS, TEMPLATES / "layout.html"], ids=lambda file: file.name)
def test_no_component_writes_inline_style_or_script(file: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"\sstyle=|\son\w+=|<style", source), file.name
    assert not re.search(r"<script(?![^>]*nonce)", source), file.name


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.name)
def test_every_component_file_says_what_its_macros_take(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.startswith("{#-"), f"{file.name} begins with a comment that lists its macros"


def draw(jinja: Environment, source: str, **values: object) -> str:
    return str(jinja.from_string(source).render(**values))


def test_text_given_to_a_component_is_escaped(jinja: Environment) -> None:
    html = draw(
        jinja,
        '{% from "components/work.html" import work_row %}{{ work_row(words, "/x", words, '
        '{"words": words, "detail": words}, {"words": words, "colour": "grey"}) }}',
        words="<b>Jo & co</b>",
    )
    assert "<b>" not in html
    assert html.count("&lt;b&gt;Jo &amp; co") == 5


def test_twenty_boxes_are_twenty_and_fill_with_the_days_used(jinja: Environment) -> None:
    source = '{% from "components/work.html" import twenty_boxes %}{{ twenty_boxes(day) }}'
    for day, colour, filled in [
        (5, "#6f6a73", 5),
        (15, "#c77700", 15),
        (20, "#a8201a", 20),
        (27, "#a8201a", 20),
    ]:
        html = draw(jinja, source, day=day)
        assert html.count("<rect") == 20
        assert html.count(f'fill="{colour}"') == filled


def test_a_table_keeps_its_roles_and_labels_when_it_turns_into_cards(jinja: Environment) -> None:
    html = draw(
        jinja,
        '{% from "components/tables.html" import data_table %}'
        '{{ data_table("Plans", ["Child", "Next review"], [[{"text": "A", "href": "/a"}, "Today"]]) }}',
    )
    assert '<th scope="row" role="rowheader"><a class="govuk-link" href="/a">A</a></th>' in html
    assert '<span class="app-table__label" aria-hidden="true">Next review</span>Today' in html


def test_a_hidden_figure_says_nothing_but_c(jinja: Environment) -> None:
    html = draw(
        jinja,
        '{% from "components/tables.html" import heat_cell %}'
        '{{ heat_cell({"figure": none, "href": "/forms?figure=3"}, (8, 12, 18, 26)) }}',
    )
    assert html.strip() == '<td class="app-heat__cell app-heat__cell--hidden"><span><i>c</i></span></td>'


@pytest.mark.parametrize(("figure", "step"), [(5, 1), (7, 1), (8, 2), (12, 3), (18, 4), (25, 4), (26, 5)])
def test_the_step_of_the_heat_scale(jinja: Environment, figure: int, step: int) -> None:
    html = draw(
        jinja,
        '{% from "components/tables.html" import heat_cell %}'
        '{{ heat_cell({"figure": figure}, (8, 12, 18, 26)) }}',
        figure=figure,
    )
    assert f"app-heat__cell--{step}" in html


def test_two_time_lines_on_a_page_share_no_id(jinja: Environment) -> None:
    picture = {
        "today": D(2026, 11, 23),
        "lanes": [{"name": "A", "bars": [{"label": "B", "from": D(2026, 9, 1), "until": None}]}],
        "overlaps": [{"label": "C", "from": D(2026, 10, 1), "until": None}],
    }
    html = draw(
        jinja,
        '{% from "components/timeline.html" import timeline %}'
        '{{ timeline(p) }}{{ timeline(p, id="second") }}',
        p=picture,
    )
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(ids)
    assert "HATCH" not in html
