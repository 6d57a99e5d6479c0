"""The benchmark extract: made from what is published, read by another database, refused with a reason."""

from __future__ import annotations

import contextvars
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from foundation.access.permissions import Role
from needs.benchmark import comparing, reading
from needs.benchmark.extract import FORMAT, UNDER, VERSION, as_text, digest
from tests.fap.conftest import make_child, make_setting
from tests.needs.conftest import flag, form, publish

ROOT = Path(__file__).resolve().parents[2]
AUTUMN = dt.date(2025, 10, 1)


def recorded(cse: int, gangs: int, *, name: str = "Aldermere School") -> None:
    """Children of one school with flags in the autumn of 2025."""
    from foundation.store import session
    from needs import writing_core

    school = make_setting(name)
    flags = ["cse"] * cse + ["gangs"] * gangs + ["missing_home"] * 8
    forms = [
        form(n, make_child(None).id, flag(code), setting_id=school.id, day=AUTUMN)
        for n, code in enumerate(flags, 1)
    ]
    writing_core.write(session().connection(), forms)
    session().commit()


@pytest.fixture
def ours(db_session, clock) -> None:
    """Our own autumn term, published."""
    recorded(9, 12)
    publish(clock, "2025-1")


@pytest.fixture
def theirs(settings, shared_folder, clock, tmp_path) -> str:
    """The extract of another authority, made by its own installation on its own database."""
    from portal import create_app
    from tests.configuration import migrate, system_context

    url = f"sqlite:///{tmp_path / 'neighbour.sqlite'}"
    migrate(settings, url)
    mine = {**settings, "DATABASE_URL": url, "AUTHORITY_NAME": "Ferndale Council", "AUTHORITY_CODE": "998"}

    def make() -> str:
        neighbour = create_app(mine)
        with system_context(neighbour):
            recorded(20, 12, name="Hollow Oak School")
            publish(clock, "2025-1")
        done = neighbour.test_cli_runner().invoke(args=["needs", "extract", "--year", "2025"])
        assert done.exit_code == 0, done.output
        return done.stdout

    return contextvars.Context().run(make)


@pytest.fixture
def run(app, ours):
    """Run a command of the first installation."""
    return lambda *words: app.test_cli_runner().invoke(args=["needs", *words])


def test_a_second_database_reads_it_and_lays_it_beside_its_own(theirs, run, tmp_path) -> None:
    file = tmp_path / "theirs.json"
    file.write_text(theirs, encoding="utf-8")
    done = run("compare", str(file))
    assert done.exit_code == 0, done.output
    lines = dict(line.split("\t", 1) for line in done.stdout.splitlines())
    assert lines["Autumn term 2025/26"] == "Marchland Council\tFerndale Council"
    assert lines["Flag: Child sexual exploitation"] == "9 (nobody on roll)\t20 (nobody on roll)"
    assert lines["Children with an agreed severity"] == "c\tc"
    (one,) = json.loads(run("compare", str(file), "--format", "json").stdout)
    assert one["lines"]["Children with any flag"] == ["29 (nobody on roll)", "40 (nobody on roll)"]


def test_a_page_does_the_same_and_offers_our_own(theirs, ours, signed_in) -> None:
    client = signed_in(Role.ANALYST)
    client.get("/needs")
    client.click("Compare with other authorities")
    page = client.submit("Lay side by side", files=(theirs.encode(), "theirs.json"))
    assert "Ferndale Council" in page
    assert "29 (nobody on roll)" in page
    document = json.loads(client.get("/needs/benchmark/2025.json").data)
    assert document["authority"]["name"] == "Marchland Council"
    assert client.get("/needs/benchmark/2024.json", status=404).status == 404
    client.get("/needs/benchmark")
    page = client.submit("Lay side by side", status=422)
    assert page.errors == ["Not read: choose at least one file"]
    page = client.submit("Lay side by side", files=(b"{}", "x.json"), status=422)
    assert "is not an extract" in page.errors[0]


def test_nothing_is_extracted_of_a_year_that_is_not_published(run) -> None:
    done = run("extract", "--year", "2024")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "nothing of the school year 2024/25 is published" in done.stderr


def test_periods_are_published_by_command_and_refused_with_a_reason(run) -> None:
    assert run("publish", "soon").exit_code == 2
    done = run("publish", "2025")
    assert done.exit_code == 1
    assert "School year 2025/26 is not over yet" in done.stderr
    done = run("publish", "2025-1")
    assert "small numbers could be worked out" in done.stderr
    done = run("publish", "2024")
    assert done.exit_code == 0, done.output


def document(**changed: Any) -> dict[str, Any]:
    """An extract that is as it should be, but for what is changed."""
    figures = [{"code": "cse", "words": "Child sexual exploitation", "children": 9}]
    period = {
        "code": "2025",
        "words": "School year 2025/26",
        "first": "2025-09-01",
        "last": "2026-08-31",
        "published_on": "2026-09-01",
        "form_versions": ["referral form 1"],
        "on_roll": 21_000,
        "children": {"in_cases": None, "with_any_flag": 9},
        "severity": {"children": None, "levels": []},
        "flags": figures,
        "by": {"sex": [{"code": "F", "words": "Female", "children": 9, "flags": figures}]},
    }
    made = {
        "format": FORMAT,
        "version": 1,
        "authority": {"code": "998", "name": "Ferndale Council"},
        "school_year": "2025/26",
        "made_on": "2026-09-02",
        "hidden": {"under": 5, "shown_as": None},
        "periods": [period],
    } | changed
    return {**made, "sha256": digest(made)}


def test_an_extract_that_is_as_it_should_be_is_read() -> None:
    assert reading.read(as_text(document()).encode()) == document()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"version": 2}, "is of version 2 of the format; this product reads version 1"),
        ({"format": "else"}, "is not an extract"),
        ({"school_year": 2025}, "school_year is not a text"),
        ({"made_on": "soon"}, "made_on is not a day"),
        ({"more": 1}, "more is not known"),
        ({"periods": {}}, "periods is not a list"),
        ({"hidden": {"under": 5}}, "hidden.shown_as is missing"),
    ],
)
def test_what_is_no_extract_is_refused_with_the_reason(changed, words) -> None:
    with pytest.raises(reading.Refused, match=re.escape(words)):
        reading.read(as_text(document(**changed)).encode())


def test_an_extract_that_was_changed_by_hand_is_refused() -> None:
    text = as_text(document()).replace("21000", "9000")
    with pytest.raises(reading.Refused, match="was changed after it was made"):
        reading.read(text.encode())


@pytest.mark.parametrize("figure", [0, 3, -1, True, "7", 7.5])
def test_a_small_number_in_an_extract_is_refused(figure) -> None:
    periods = document()["periods"]
    periods[0]["children"]["with_any_flag"] = figure
    with pytest.raises(reading.Refused, match=r"periods\[0\]\.children\.with_any_flag"):
        reading.read(as_text(document(periods=periods)).encode())


@pytest.mark.parametrize("data", [b"", b"\xff", b"[1]", b"[" * 100_000, b"x" * 3_000_000, b"null"])
def test_rubbish_is_refused(data) -> None:
    with pytest.raises(reading.Refused):
        reading.read(data)


def test_the_schema_names_every_part_of_an_extract() -> None:
    schema = json.loads((ROOT / "docs" / "benchmark-extract.schema.json").read_text(encoding="utf-8"))
    made, rules = document(), schema["$defs"]
    for rule, value in (
        (schema, made),
        (rules["period"], made["periods"][0]),
        (
            rules["period"]["properties"]["by"]["additionalProperties"]["items"],
            made["periods"][0]["by"]["sex"][0],
        ),
        (rules["figures"]["items"], made["periods"][0]["flags"][0]),
    ):
        assert sorted(value) == rule["required"] == sorted(rule["properties"])
        assert rule["additionalProperties"] is False
    assert schema["properties"]["version"] == {"const": VERSION}
    assert schema["properties"]["format"] == {"const": FORMAT}
    assert rules["count"]["oneOf"][0]["minimum"] == UNDER


def test_severity_is_compared_by_its_distribution() -> None:
    def told(name: str, levels: dict[str, int]) -> dict[str, Any]:
        figures = [{"code": c, "words": c.capitalize(), "children": n} for c, n in levels.items()]
        severity = {"children": sum(levels.values()), "levels": figures}
        period = {"code": "2025", "words": "School year 2025/26", "on_roll": 10_000, "flags": []}
        period |= {"children": {"in_cases": 50, "with_any_flag": None}, "severity": severity}
        return {"authority": {"name": name}, "periods": [period]}

    (one,) = comparing.compared(
        [told("A", {"problematic": 30, "abusive": 10}), told("B", {"~": 6, "abusive": 6})]
    )
    lines = dict(one.lines)
    assert lines["Children in cases"] == ("50 (5.0 per 1,000)", "50 (5.0 per 1,000)")
    assert lines["Severity: Abusive"] == ("10 (25%)", "6 (50%)")
    assert lines["Severity: Problematic"] == ("30 (75%)", "c")
