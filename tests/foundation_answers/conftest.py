"""The specimen form, mounted for safety plans in an application of its own."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.foundation_questions.specimen import FORM, GIVEN

APPS = {}


def specimen_form(stored=None):
    from foundation.access.permissions import Permission
    from foundation.answers import LongForm
    from safetyplans.models import SafetyPlan

    def upload(_record, _path, file):
        if not file.filename.endswith(".pdf"):
            raise ValueError("Choose a PDF")
        return "doc1"

    return LongForm(
        form=FORM,
        model=SafetyPlan,
        write=Permission.WRITE_PLANS,
        given=lambda _record: GIVEN,
        may_change=lambda record: record.status == "draft",
        home="home.home",
        home_words="Your work",
        submit="specimen.sent",
        submit_words="Send it",
        bar=lambda record: [("Plan", record.reference)],
        boxes=lambda _record: [("What happens next", ["It is read.", "It is answered."])],
        upload=upload,
    )


def make_app(settings, database):
    from foundation.access.pages import Pages
    from foundation.access.permissions import Permission
    from portal import create_app
    from safetyplans.models import SafetyPlan

    app = create_app({**settings, "DATABASE_URL": database.url})
    pages = Pages("specimen", __name__)

    @pages.page("/specimen/<plan>/send", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
    def sent(plan):
        return {"sent": plan.reference}

    long_form = specimen_form()
    long_form.mount(pages, "/specimen/<plan>/form")
    app.register_blueprint(pages)
    app.extensions["specimen"] = long_form
    return app


@pytest.fixture
def app(database, settings):
    from tests.configuration import fresh

    if database.engine not in APPS:
        APPS[database.engine] = make_app(settings, database)
    found = APPS[database.engine]
    fresh(found, database)
    return found


@pytest.fixture
def school(db_session):
    from roll.models import Setting

    found = Setting(urn="100001", name="Saltbeck High School", estab_number="4001", la_code="999")
    db_session.add(found)
    db_session.commit()
    return found


@pytest.fixture
def plan(db_session, school):
    from foundation.store import current_actor, now
    from roll.models import Child
    from safetyplans.models import SafetyPlan

    child = Child(surname="Ademola", forename="Mira", date_of_birth=dt.date(2012, 3, 1), source="form")
    db_session.add(child)
    db_session.flush()
    found = SafetyPlan(
        reference="SP-2026-000001",
        child_id=child.id,
        setting_id=school.id,
        started_by=current_actor().account_id,
        started_at=now(),
    )
    db_session.add(found)
    db_session.commit()
    return found


@pytest.fixture
def of(app):
    return app.extensions["specimen"]


@pytest.fixture
def form_of(plan):
    """The address of a page of the plan's form."""
    return lambda ending="": f"/specimen/{plan.public_id}/form{ending}"
