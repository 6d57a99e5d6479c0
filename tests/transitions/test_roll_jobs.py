"""Large roll files in the background: compared, applied, cancelled, broken off; told of while it lasts."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from foundation.access.permissions import Role
from foundation.jobs.worker import Worker
from foundation.store import documents, session
from roll import progress, roll_plan_core
from roll.models import Enrolment, ImportRun
from tests.people import make_account
from tests.transitions.test_roll_pages import APART, READ, file_of
from transitions import roll_jobs


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch):
    monkeypatch.setattr(roll_jobs, "AT_ONCE", 0)


@pytest.fixture
def admin(client, county):
    return client.sign_in(make_account(Role.ADMINISTRATOR))


@pytest.fixture
def work(app):
    """Do the background work that waits; the nightly list is not asked for."""

    def work() -> None:
        session().commit()
        worker = Worker(app)
        while worker.work_one():
            continue
        session().expire_all()

    return work


def run_of() -> ImportRun:
    session().expire_all()
    return session().scalars(select(ImportRun).order_by(ImportRun.id.desc())).first()


def take_in(admin, county):
    admin.get("/rolls")
    return admin.submit(READ, {"file": (file_of(county, *APART), "roll.csv")})


def test_a_large_file_is_compared_and_applied_in_the_background(admin, county, work) -> None:
    page = take_in(admin, county)
    assert "The file is being read and compared" in page
    assert "Waiting for its turn" in page
    assert "roll.csv" in admin.get("/rolls")
    assert admin.get(f"{page.path}/progress").status == 200
    work()
    page = admin.get(page.path)
    assert "Nothing has been applied yet" in page
    page = admin.submit("Apply the file")
    assert "The file is being applied" in page
    assert run_of().status == "applying"
    admin.post(f"{page.path}/apply", status=409)
    work()
    assert "Applied" in admin.get(page.path)
    assert run_of().document is None
    assert len(session().scalars(select(Enrolment)).all()) == 2


def test_what_is_told_of_the_work_stands_beside_the_database(admin, county, app) -> None:
    take_in(admin, county)
    run = run_of()
    telling = progress.Telling(run.id, run.public_id, "reading", ("Reading the lines", "Comparing"))
    telling(1, 2, "Reading the lines")
    assert progress.far(run) == progress.Far(50, 200, "Reading the lines")
    page = admin.get(f"/rolls/{run.public_id}")
    assert "Reading the lines" in page
    telling.next()
    assert progress.far(run).done == 100
    session().rollback()
    telling.no_way_back()
    telling(1, 1, "Writing")
    assert "Stop, and do not apply" not in admin.get(page.path)
    admin.post(f"{page.path}/cancel", status=409)
    progress.forget(run.public_id)
    assert progress.far(run) is None


def test_who_cancels_stops_the_comparing(admin, county, work, monkeypatch) -> None:
    page = take_in(admin, county)
    page = admin.submit("Stop, and do not apply this file")
    assert page.h1 == "Roll files"
    work()
    assert run_of().status == "cancelled"
    assert run_of().document is None


def test_who_cancels_while_it_is_compared_stops_it_at_the_next_step(admin, county, work, monkeypatch) -> None:
    page = take_in(admin, county)
    steps: list[str] = []
    whole = roll_plan_core._who

    def cancelled_meanwhile(*args) -> None:
        admin.post(f"{page.path}/cancel", status=None)
        steps.append("cancelled")
        whole(*args)

    monkeypatch.setattr(roll_plan_core, "_who", cancelled_meanwhile)
    work()
    assert steps == ["cancelled"]
    assert run_of().status == "cancelled"
    assert session().scalars(select(Enrolment)).all() == []


def test_work_that_breaks_off_says_so_and_changes_nothing(admin, county, work, monkeypatch) -> None:
    page = take_in(admin, county)
    work()
    admin.get(page.path)
    admin.submit("Apply the file")

    def breaks(*_args, **_more) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("roll.roll_apply_core._questions", breaks)
    work()
    assert run_of().status == "failed"
    assert "The work broke off: nothing was applied" in admin.get(page.path)
    assert session().scalars(select(Enrolment)).all() == []


def test_a_file_nobody_can_use_is_refused_and_not_kept(admin, county, work) -> None:
    admin.get("/rolls")
    page = admin.submit(READ, {"file": (b"not a roll at all", "roll.csv")})
    kept = run_of().document
    work()
    assert "This file cannot be used" in admin.get(page.path)
    with pytest.raises(documents.DocumentMissingError):
        documents.get(kept)
