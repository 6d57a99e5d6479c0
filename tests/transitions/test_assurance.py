"""The assurance statement: every pair stands somewhere, figures are their lists, past days are told again."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from foundation.access.permissions import Role
from tests.people import between_requests, make_account
from transitions.assurance.figures import FIGURES, SUMS

TODAY = dt.date(2026, 11, 10)


def told(as_of: dt.date = TODAY, since: dt.date | None = None):
    from transitions.assurance import statement

    return statement(as_of, since)


def plan(county, child: str, setting: str, signed: str, ended: dt.date | None = None):
    from foundation.store import current_actor, now
    from safetyplans.models import SafetyPlan
    from tests.transitions.conftest import on

    account = make_account(Role.DSL, setting=county.setting(setting))
    made = SafetyPlan(
        reference=f"SP-2026-{child}-{setting}"[:20],
        child_id=county.child(child).id,
        setting_id=county.setting(setting).id,
        status="ended" if ended else "in_force",
        started_by=account.id,
        started_at=now(),
        signed_on=on(signed),
        ended_on=ended,
    )
    assert current_actor().system
    county.session.add(made)
    county.save()
    return made


@pytest.fixture
def together(county):
    """Leona at Saltbeck since September, Devin since today; both were at Corvin before 24 March."""
    county.put("leona", "corvin", "2025-09-01", "2026-07-20")
    county.put("leona", "saltbeck", "2026-09-07")
    county.put("devin", "corvin", "2025-09-01", "2026-03-23")
    county.put("devin", "kiln", "2026-03-24", "2026-11-09")
    county.put("devin", "saltbeck", "2026-11-10")
    separation = county.separate()
    county.save()
    return separation


def test_two_children_together_are_told_by_the_plans_that_stand_there(county, together) -> None:
    assert told().figures["together_without_plan"] == 1
    [pair] = told().rows("together_without_plan")
    assert pair.note == "No plan there for either"
    plan(county, "leona", "saltbeck", "2026-11-10")
    [pair] = told().rows("together_without_plan")
    assert pair.note == "A plan there for one of the two"
    plan(county, "devin", "kiln", "2026-11-01")
    [pair] = told().rows("together_without_plan")
    assert "a plan of another setting has not been acknowledged" in pair.note
    plan(county, "devin", "saltbeck", "2026-11-10")
    assert told().figures["together_with_plan"] == 1


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2026-03-12", "together_without_plan"),
        ("2026-03-23", "together_without_plan"),
        ("2026-03-24", "apart"),
        ("2026-07-20", "apart"),
        ("2026-09-06", "whereabouts_unknown"),
        ("2026-09-07", "apart"),
        ("2026-11-09", "apart"),
        ("2026-11-10", "together_without_plan"),
    ],
)
def test_a_past_day_is_told_from_what_is_stored(county, together, day, standing) -> None:
    found = told(dt.date.fromisoformat(day))
    assert {code: n for code, n in found.figures.items() if code == standing} == {standing: 1}
    assert found.figures["in_force"] == 1
    assert any("as it is known now" in limit for limit in found.limits) is (day != "2026-11-10")


def test_before_it_began_and_after_it_ended_a_separation_is_not_counted(county, together, clock) -> None:
    from cases.actions import end_separation
    from foundation.store import current_actor

    assert told(dt.date(2026, 3, 11)).figures["in_force"] == 0
    clock.forward(days=1)
    end_separation(current_actor(), together, "Both families moved away, reviewed with care")
    county.save()
    assert told(TODAY).figures["in_force"] == 1
    assert told(dt.date(2026, 11, 11)).figures["in_force"] == 0


def test_a_plan_that_ended_is_live_on_the_days_before(county, together) -> None:
    plan(county, "leona", "corvin", "2026-03-12", dt.date(2026, 3, 20))
    plan(county, "devin", "corvin", "2026-03-12", dt.date(2026, 3, 20))
    assert told(dt.date(2026, 3, 19)).figures["together_with_plan"] == 1
    assert told(dt.date(2026, 3, 20)).figures["together_without_plan"] == 1


def test_an_undecided_identity_is_no_assurance(county) -> None:
    from roll.models import IdentityQuestion

    county.put("leona", "corvin", "2025-09-01")
    county.put("devin", "kiln", "2025-09-01")
    county.put("third", "corvin", "2026-11-01")
    county.separate()
    assert told().figures["apart"] == 1
    question = IdentityQuestion(child_id=county.child("third").id, candidate_id=county.child("devin").id)
    county.session.add(question)
    county.save()
    assert told().figures["identity_undecided"] == 1


def test_moves_are_counted_by_what_the_new_setting_knows(county, together, clock) -> None:
    from foundation.store import acting_as, current_actor
    from transitions import actions

    found = told()
    assert (found.figures["moves"], found.figures["moves_not_passed"]) == (1, 1)
    alert = next(a for a in county.alerts(kind="moved") if a.child_id == county.child("devin").id)
    letters = actions.draft_letters(
        _officer(), alert, mode="separate", purpose="support", legal_basis="public_task"
    )
    actions.release(current_actor(), letters)
    county.save()
    assert told().figures["moves_not_acknowledged"] == 1
    clock.forward(days=1)
    lead = _lead(county)
    with acting_as(lead):
        for letter in letters:
            actions.open_letter(lead, letter)
            actions.acknowledge(lead, letter)
    county.save()
    today = TODAY + dt.timedelta(days=1)
    assert told(today).figures["moves_acknowledged"] == 1
    assert told(TODAY).figures["moves_not_acknowledged"] == 1
    assert told(today, today).figures["moves"] == 0


def test_what_is_overdue_is_told_as_it_was_on_the_day(county, together, clock) -> None:
    from foundation.store import current_actor
    from transitions import actions

    assert told().figures["alerts_overdue"] == 0
    clock.forward(days=10)
    late = told(TODAY + dt.timedelta(days=10)).figures["alerts_overdue"]
    assert late == len(county.alerts(status="raised"))
    for alert in county.alerts(status="raised"):
        actions.take(current_actor(), alert)
    county.save()
    assert told(TODAY + dt.timedelta(days=10)).figures["alerts_overdue"] == 0
    assert told(TODAY + dt.timedelta(days=9)).figures["alerts_overdue"] == late


def test_the_figures_add_up(county, together) -> None:
    county.put("third", "kiln", "2025-09-01")
    county.separate("leona", "third")
    county.separate("devin", "third")
    county.save()
    found = told()
    assert found.figures["in_force"] == 3
    for whole, parts in SUMS.items():
        assert found.figures[whole] == sum(found.figures[part] for part in parts)


def test_each_figure_of_the_page_opens_a_list_of_that_length(client, county, together) -> None:
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get("/assurance?as_of=2026-11-10&since=2026-01-01")
    assert page.h1 == "Assurance statement"
    assert "Incidents that nobody has disclosed" in page
    shown = {row[0]: int(row[1].removeprefix("Number")) for table in range(3) for row in page.rows(table)[1:]}
    assert sum(shown.values()) > 0
    for code, figure in FIGURES.items():
        listed = client.get(f"/assurance/{code}?as_of=2026-11-10&since=2026-01-01")
        rows = len(listed.rows()) - 1 if "Nothing stands behind" not in listed else 0
        if code not in SUMS:
            assert rows == next(n for words, n in shown.items() if words.startswith(figure.words)), code
        assert rows == told(TODAY, dt.date(2026, 1, 1)).figures[code]
    assert client.get("/assurance/nothing", status=404)


def test_a_barred_officer_has_neither_the_pair_nor_its_figure(client, county, together) -> None:
    from foundation.access.actions import set_bar
    from foundation.store import current_actor

    account = make_account(Role.SAFEGUARDING_OFFICER)
    set_bar(current_actor(), account, county.child("devin").id, "family")
    county.save()
    client.sign_in(account)
    page = client.get("/assurance")
    assert "no separation was in force" in page
    assert "barred are left out" in page
    assert "Praed" not in client.get("/assurance/in_force")


def test_a_day_that_cannot_be_told_is_refused_with_words(client, county) -> None:
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get("/assurance?as_of=2027-01-01", status=422)
    assert page.errors == ["The day must be today or earlier"]
    assert client.get("/assurance?as_of=31/02/2026", status=422).errors


def test_the_printed_statement_names_no_child(client, county, together) -> None:
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get("/assurance/paper?as_of=2026-11-10")
    assert page.data.startswith(b"%PDF")
    from io import BytesIO

    from pypdf import PdfReader

    words = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.data)).pages)
    assert "1 pair of children" in " ".join(words.split())
    assert "Praed" not in words
    assert "Marsh " not in words


def test_the_command_says_the_same(app, county, together) -> None:
    with between_requests():
        done = app.test_cli_runner().invoke(
            args=["transitions", "assurance", "--as-of", "2026-11-10", "--format", "json"]
        )
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert document["figures"] == told().figures
    assert document["as_of"] == "2026-11-10"
    assert "cannot be covered" in document["not_covered"]
    with between_requests():
        refused = app.test_cli_runner().invoke(args=["transitions", "assurance", "--as-of", "2027-01-01"])
        plain = app.test_cli_runner().invoke(args=["transitions", "assurance"])
    assert refused.exit_code == 2
    assert "Separations in force: 1" in plain.stdout


def _officer():
    from foundation.access.lists import actor_of

    return actor_of(make_account(Role.SAFEGUARDING_OFFICER))


def _lead(county):
    from foundation.access.lists import actor_of

    return actor_of(make_account(Role.DSL, setting=county.setting("saltbeck")))
