"""Views: every figure is as many as the list behind it, and nobody else sees more than is published."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pandas as pd
import pytest
from sqlalchemy import select

from foundation.access.actions import set_bar
from foundation.access.permissions import Role
from foundation.store import current_actor, session
from foundation.store.clock import academic_year
from foundation.trail.models import TrailEntry
from needs import answering as answering_of_matrix
from needs import writing_core
from needs.dimensions import DIMENSIONS
from needs.gathering import FactValue
from needs.matrix import Ask, forms_behind, matrix, with_flags
from needs.published.sheets import keys
from needs.views import actions, answering, lists
from needs.views.answering import VIEWS
from needs.views.shared import as_shared
from tests.client import CheckingClient
from tests.fap.conftest import make_child, make_setting
from tests.needs.conftest import flag, form, frames
from tests.needs.test_sources import World
from tests.people import make_account

ANALYST, OFFICER = Role.ANALYST, Role.SAFEGUARDING_OFFICER
FLAGS = ("cse", "gangs", "displays_hsb", "harmed_by_hsb", "missing_home")
STATES = ("to_send", "sent", "accepted", "refused", "declined_child", "not_sent")


def fact(rng: random.Random) -> FactValue:
    """Anything that a form may hold."""
    pick = rng.choice
    day = dt.date(2026, 10, 1) + dt.timedelta(rng.randrange(20))
    return pick(
        [
            FactValue(
                "flag", pick(FLAGS), capacity=pick(("alleged", "experiences", "")), source="form",
                responded=pick((True, False)),
            ),
            FactValue("domain", pick(("home", "school")), known=pick(("yes", "not_asked")), responded=False),
            FactValue(
                "place", pick(("bus", "park")), within=pick(("home", "journey")), state=pick(("", "bus")),
                ward=pick(("", "Eldon")), time=pick(("", "evening")),
            ),
            FactValue("where", pick(("in_school", "journey")), source="form"),
            FactValue("agency", pick(("camhs", "hsb_service")), source="case", state=pick(STATES),
                      known=pick(("owned", "unowned")), began=day, ended=pick((None, day + dt.timedelta(9)))),
            FactValue("asked", pick(("mainstream", "pru_respite"))),
            FactValue("provision", pick(("place", "respite"))),
            FactValue("move", "place", capacity=pick(("alleged", "both")), state=pick(("changed", "none"))),
            FactValue("exclusion", pick(("SUSP", "PERM"))),
            FactValue("advice", "school", state=pick(("followed", "", "partly")), source="case"),
            FactValue("plan", pick(("asked", "written")), source="case"),
            FactValue("meeting", "strategy", state=pick(("held", "not_held", "agreed")), source="case"),
            FactValue("enquiry", pick(("single", "joint")), source="case"),
            FactValue("police", "charged", source="case"),
            FactValue("severity", "abusive", source="case"),
            FactValue("factor", "school", within="risk", state=pick(("open", "answered"))),
            FactValue("unflagged", pick(("sexual", "violent"))),
            FactValue("not_safe", "upheld"),
        ]
    )  # fmt: skip


@pytest.fixture
def mixed(db_session):
    """Forms of every kind with random facts, in two schools."""
    rng = random.Random(7)
    schools = [make_setting("Aldermere School"), make_setting("Eldon Park Academy")]
    children = [make_child(schools[0]).id for _ in range(6)]
    forms = []
    for number in range(1, 61):
        kind = rng.choice(("referral", "referral", "plan", "case", "meeting", "alert"))
        facts = tuple({fact(rng) for _ in range(rng.randrange(9))})
        made = form(
            number, rng.choice(children), *facts, kind=kind, setting_id=rng.choice(schools).id,
            reference=f"{kind}-{number % 23}", version=number, sex=rng.choice("MF"),
            day=dt.date(2026, 1, 10) + dt.timedelta(rng.randrange(280)),
        )  # fmt: skip
        forms.append(made)
    writing_core.write(session().connection(), forms)
    session().commit()
    return schools


def asks() -> list[Ask]:
    return [
        Ask(from_=dt.date(2026, 5, 1), to=dt.date(2026, 9, 30), only={"sex": "M"}),
        Ask(flags=("cse", "gangs"), how="all"),
        Ask(rows="place_type"),
    ]


@pytest.mark.parametrize("key", VIEWS)
def test_every_figure_is_the_number_of_what_stands_behind_it(mixed, key) -> None:
    view = VIEWS[key]
    for ask in asks():
        if view.rows and ask.rows not in view.rows:
            continue
        named = answering.answered(view, ask)
        assert named.blocks
        for block in named.blocks:
            lines = block.lines
            places = [(row, column) for row, _words in block.rows for column, _label in block.columns]
            for row, column in random.Random(str(ask)).sample(places, min(2, len(places))):
                own = lines[(lines["row"] == row) & (lines["column"] == column)]
                assert block.figure(row, column) == own["who"].nunique()
                _words, kinds = answering.behind(view, ask, block.key, row, column)
                assert sum(map(len, kinds.values())) == own["id"].nunique()
                assert (block.figure(row, column) > 0) == bool(kinds)


@pytest.mark.parametrize("key", VIEWS)
def test_what_is_drawn_and_what_is_exported_are_the_same_figures(mixed, signed_in, key) -> None:
    client = signed_in(OFFICER)
    page = client.get(f"/needs/views/{key}")
    assert page.h1 == VIEWS[key].title
    text = client.get(f"/needs/views/{key}/export.csv").data.decode("utf-8-sig")
    assert "All figures, not to be shared" in text
    for table in page.root.iter("table"):
        for row in table.iter("tr"):
            cells = [
                "".join(part for part in cell.itertext()).strip()
                for cell in row
                if cell.tag in ("th", "td") and not list(cell.iter("svg"))
            ]
            label = {
                "".join(s.itertext()) for s in row.iter("span") if "app-table__label" in s.get("class", "")
            }
            plain = [next((c[len(w) :] for w in label if c.startswith(w)), c) for c in cells[1:]]
            if plain and all(cell.isdigit() for cell in plain):
                assert ",".join(plain) in text
    found = client.get(f"/needs/views/{key}/export.xlsx")
    assert found.data[:2] == b"PK"


def test_a_figure_opens_the_records_and_it_is_written_down(mixed, signed_in) -> None:
    client = signed_in(OFFICER)
    client.get("/needs/views/review")
    page = client.get("/needs/views/review/records?block=steps&row=cases&column=2025")
    assert page.h1 == "The records behind a figure"
    assert "that you may not read" in page  # the read model of this test has no records behind it
    session().expire_all()
    names = session().scalars(select(TrailEntry.name).where(TrailEntry.kind == "opening")).all()
    assert {"needs_views.view", "needs_views.behind"} <= set(names)


def test_questions_that_make_no_sense_are_answered(mixed, signed_in) -> None:
    client = signed_in(OFFICER)
    assert "Enter the first day" in client.get("/needs/views/gaps?from=yesterday")
    assert "no record behind this figure" in client.get("/needs/views/gaps/records?block=x&row=y&column=z")
    assert client.get("/needs/views/nothing", status=404).status == 404
    assert client.get("/needs/views/terms?rows=nothing").status == 200
    assert client.get("/needs/views/together?flags=cse&flags=gangs&how=all").status == 200
    assert client.get("/needs/views/gaps/export.exe", status=404).status == 404


def test_an_empty_read_model_has_pages_too(db_session, signed_in) -> None:
    client = signed_in(OFFICER)
    for key in VIEWS:
        assert client.get(f"/needs/views/{key}").status == 200
    analyst = signed_in(ANALYST)
    for key in VIEWS:
        assert analyst.get(f"/needs/given-out/{key}").status == 200
    assert analyst.get("/needs/given-out/gaps/export.csv", status=404).status == 404


def test_the_analyst_sees_only_what_was_given_out_and_no_small_number(mixed, signed_in) -> None:
    actions.share(current_actor(), code="2026-3", first=dt.date(2026, 4, 1), last=dt.date(2026, 8, 31))
    actions.share(current_actor(), code="2025", first=dt.date(2025, 9, 1), last=dt.date(2026, 8, 31))
    session().commit()
    client = signed_in(ANALYST)
    for key, view in VIEWS.items():
        for path in (f"/needs/views/{key}", f"/needs/views/{key}/records", f"/needs/views/{key}/export.csv"):
            assert client.get(path, status=403).status == 403
        for code in ("2025", "2026-3"):
            page = client.get(f"/needs/given-out/{key}?period={code}")
            figures = [
                "".join(cell.itertext())
                for table in page.root.iter("table")
                for cell in table.iter("td")
                if "app-number-cell" in cell.get("class", "")
            ]
            told = [text[len(text.rstrip("0123456789")) :] for text in figures]
            assert all(int(text) >= 5 and int(text) % 5 == 0 for text in told if text), figures
            assert "/records" not in page.text
            if view.shared:
                text = client.get(f"/needs/given-out/{key}/export.csv?period={code}").data.decode("utf-8-sig")
                assert "Shared: figures under 5" in text


def test_names_of_places_are_never_given_out(mixed) -> None:
    actions.share(current_actor(), code="2025", first=dt.date(2025, 9, 1), last=dt.date(2026, 8, 31))
    (kept,) = lists.shared("places")
    assert "names" not in {block["key"] for block in kept.content}
    assert "names" in {block.key for block in answering.answered(VIEWS["places"], Ask()).blocks}


def test_what_was_given_out_stays_as_it_was(mixed) -> None:
    first, last = dt.date(2025, 9, 1), dt.date(2026, 8, 31)
    actions.share(current_actor(), code="2025", first=first, last=last)
    before = [kept.content for kept in lists.shared("gaps")]
    writing_core.clear(session().connection())
    actions.share(current_actor(), code="2025", first=first, last=last)
    assert [kept.content for kept in lists.shared("gaps")] == before


def test_a_row_without_its_basis_is_hidden_whole(mixed) -> None:
    (block, _words) = answering.answered(VIEWS["completeness"], Ask()).blocks
    few = block.lines[block.lines["id"].isin(sorted(set(block.lines["id"]))[:3])]
    shared = as_shared(replace(block, lines=pd.DataFrame(few)))
    assert shared["rows"] == shared["columns"] == shared["figures"] == []


def test_no_key_that_tells_of_the_flags_is_published() -> None:
    hidden = {key for key, found in DIMENSIONS.items() if not found.shared}
    assert {"nature", "severity", "outcome", "police"} <= hidden
    assert not hidden & set(keys())


@pytest.mark.parametrize("role", [Role.FAP_COORDINATOR, Role.DSL, Role.MASH_OFFICER, Role.ADMINISTRATOR])
def test_others_have_no_way_in(mixed, signed_in, role) -> None:
    client = signed_in(role, setting=mixed[0]) if role is Role.DSL else signed_in(role)
    for path in ("/needs/views/gaps", "/needs/given-out/gaps", "/needs/views/gaps/records"):
        assert client.get(path, status=403).status == 403


def test_random_questions_to_the_matrix_count_what_stands_in_their_lists(mixed) -> None:
    forms, facts = answering_of_matrix.frames()
    rng = random.Random(11)
    keys = [key for key in DIMENSIONS if key not in ("month",)]
    for _ in range(40):
        row, column = rng.sample(keys, 2)
        ask = Ask(
            rows=row, columns=column, unit=rng.choice(("children", "forms")),
            kind=rng.choice(("", "referral", "case", "every")),
            flags=tuple(rng.sample(FLAGS, rng.randrange(3))), how=rng.choice(("any", "all", "only")),
        )  # fmt: skip
        table = matrix(forms, facts, ask)
        for i, (code, _label) in enumerate(table.rows):
            for j, (other, _words) in enumerate(table.columns):
                own = forms_behind(forms, facts, ask, code, other)
                who = own["child_id"] if ask.unit == "children" else own["kind"] + own["reference"]
                assert table.cells[i][j] == who.nunique()


def test_any_all_and_only_some_flags_are_told_apart() -> None:
    both, one, other = flag("cse"), flag("gangs"), flag("missing_home")
    made = frames(form(1, 11, both), form(2, 11, one), form(3, 12, both), form(4, 13, both, one, other))

    def children(how: str) -> set[int]:
        found = with_flags(made[0], made[1], Ask(flags=("cse", "gangs"), how=how))
        return set(found["child_id"])

    assert children("any") == {11, 12, 13}
    assert children("all") == {11, 13}
    assert children("only") == {11, 12}


def test_a_figure_of_a_case_opens_the_case_and_a_bar_hides_it(app, people, as_, make_referral) -> None:
    world = World(people, make_referral, as_, 5)
    world.case()
    session().commit()
    (case,) = world.cases
    account = make_account(OFFICER)
    client = CheckingClient(app).sign_in(account)
    year = str(academic_year(case.opened_on))
    paths = (
        f"/needs/views/review/records?block=steps&row=cases&column={year}",
        "/needs/forms?kind=case&row=*&column=harmed_by_hsb",
    )
    for path in paths:
        assert case.reference in client.get(path)
    set_bar(current_actor(), account, case.parties[0].child_id, "A relative of the family")
    session().commit()
    for path in paths:
        page = client.get(path)
        assert case.reference not in page.text
