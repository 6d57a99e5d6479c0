"""The placement check for other systems: by key alone, as the document says, telling nobody who exists."""

from __future__ import annotations

import contextvars
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import receive_contact
from foundation.access import keys
from foundation.access.models import Account, ApiKey
from foundation.access.permissions import Role
from foundation.store import current_actor, session, today
from foundation.trail.models import TrailChild, TrailEntry
from tests import schema
from tests.configuration import BASE_URL
from tests.people import between_requests, make_account, start_session
from tests.roll.rolls import number

LEONA, SALTBECK, CORVIN, SIXTH = "H801200001001", "900001", "900003", "900002"
ADDRESS = "/api/placement-checks"
QUESTION = {"upn": LEONA, "urn": SALTBECK, "from": "2026-11-16"}


class System:
    """Another system with a key."""

    def __init__(self, app: Any, key: str) -> None:
        self.app, self.key = app, key
        self.browser = app.test_client(use_cookies=False)
        self.document = self.send("GET", "/api/openapi.json").get_json()

    def send(self, method: str, path: str, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        headers |= more.pop("headers", {})
        with between_requests():
            return contextvars.Context().run(
                self.browser.open, path, method=method, base_url=BASE_URL, headers=headers, **more
            )

    def ask(self, status: int = 200, **changes: Any) -> Any:
        """Ask; the answer must be what the document says of that status."""
        body = {name: value for name, value in {**QUESTION, **changes}.items() if value is not None}
        return self.judge(self.send("POST", ADDRESS, json=body), status)

    def judge(self, answer: Any, status: int) -> Any:
        assert answer.status_code == status, answer.text
        told = self.document["paths"][ADDRESS]["post"]["responses"][str(status)]
        [(media_type, shape)] = told["content"].items()
        assert answer.mimetype == media_type
        assert schema.wrong(answer.get_json(), shape["schema"], self.document) == []
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
        return answer.get_json()


@pytest.fixture
def key_for(county: Any) -> Callable[..., tuple[ApiKey, str]]:
    """Make a key of a system account."""
    account = keys.make_system_account(current_actor(), "Admissions")

    def make(*scopes: str, days: int = 90) -> tuple[ApiKey, str]:
        until = today() + dt.timedelta(days=days)
        made = keys.make_key(
            current_actor(), account, label="x", scopes=scopes or [keys.PLACEMENT_CHECKS], expires_on=until
        )
        session().commit()
        return made

    return make


@pytest.fixture
def apart(county: Any) -> Any:
    """Leona and Devin are kept apart; Devin is at Saltbeck."""
    county.put("leona", "corvin", "2025-09-02")
    county.put("devin", "saltbeck", "2025-09-02")
    county.separate()
    county.save()
    return county


@pytest.fixture
def system(app: Any, apart: Any, key_for: Any) -> System:
    return System(app, key_for()[1])


def calls() -> list[tuple[TrailEntry, set[int]]]:
    """Every call in the trail, with its children."""
    found = session().scalars(select(TrailEntry).where(TrailEntry.name == "placement_api.placement_checks"))
    about = session().execute(select(TrailChild.entry_id, TrailChild.child_id)).all()
    return [(entry, {child for line, child in about if line == entry.id}) for entry in found]


def test_it_answers_the_colour_and_no_reason(system: System) -> None:
    speak = ["Speak to the safeguarding officer"]
    assert system.ask() == {"result": "conflict", "colour": "red", "reasons": speak}
    assert system.ask(urn=SIXTH) == {"result": "linked_site", "colour": "red", "reasons": speak}
    assert system.ask(urn=CORVIN) == {"result": "clear", "colour": "green", "reasons": []}


def test_a_key_that_may_is_told_the_reasons_and_they_name_nobody(app: Any, apart: Any, key_for: Any) -> None:
    told = System(app, key_for(keys.PLACEMENT_CHECKS, keys.PLACEMENT_REASONS)[1]).ask()
    assert told["reasons"][0].startswith("A separation is in force with a child who")
    assert "Devin" not in json.dumps(told)


def test_every_call_is_written_down_as_the_systems_account(system: System, apart: Any) -> None:
    system.ask()
    system.ask(upn=number(77))
    system.ask(upn="A", status=422)
    told = calls()
    account = session().scalars(select(Account).where(Account.name == "Admissions")).one()
    assert [entry.actor_id for entry, _ in told] == [account.id] * 3
    assert [children for _, children in told] == [{apart.child("leona").id}, set(), set()]
    assert {entry.kind for entry, _ in told} == {"search"}


def test_a_child_whom_nobody_knows_is_answered_as_one_of_whom_nothing_is_known(system: System) -> None:
    known = system.ask(upn="L801200001003")
    assert system.ask(upn=number(77)) == known == {"result": "clear", "colour": "green", "reasons": []}


def test_where_a_child_without_a_number_must_not_meet_another_an_unknown_number_is_possible(
    system: System, apart: Any
) -> None:
    apart.child("leona").upn = None
    apart.save()
    assert system.ask(upn=number(77))["result"] == "possible"
    assert system.ask(upn=number(78))["result"] == "possible", "whoever it is"
    assert system.ask(upn=number(77), urn=CORVIN)["result"] == "clear"
    assert system.ask(upn="L801200001003")["result"] == "clear", "a number on record is another child"


def test_an_incident_that_is_not_linked_is_possible(system: System, apart: Any) -> None:
    receive_contact(
        current_actor(),
        source_kind="agency",
        source_reference="",
        child_id=apart.child("third").id,
        other_child_ids=[],
        setting_id=apart.setting("corvin").id,
        agency="police",
        summary="Told on the telephone",
    )
    apart.save()
    assert system.ask(upn="L801200001003")["result"] == "possible"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"upn": "A801200001001"}, "upn"),
        ({"upn": None}, "upn"),
        ({"upn": 7}, "upn"),
        ({"upn": "\x00"}, "upn"),
        ({"urn": "999999"}, "urn"),
        ({"urn": ["900001"]}, "urn"),
        ({"from": "16/11/2026"}, "from"),
        ({"from": "1999-12-31"}, "from"),
        ({"from": "2040-01-01"}, "from"),
        ({"name": "Leona"}, "name"),
    ],
)
def test_what_is_wrong_is_said_field_by_field(system: System, changes: Any, field: str) -> None:
    assert [line["field"] for line in system.ask(status=422, **changes)["errors"]] == [field]


def test_what_is_no_json_is_refused(system: System) -> None:
    system.judge(system.send("POST", ADDRESS, data="upn=1"), 415)
    for text in ("[]", "{", "null", '"x"'):
        system.judge(system.send("POST", ADDRESS, data=text, content_type="application/json"), 400)
    assert system.send("GET", ADDRESS).status_code == 405
    assert system.send("GET", "/api/children").mimetype == "application/problem+json"


def test_without_a_good_key_nothing_is_answered(app: Any, apart: Any, key_for: Any) -> None:
    key, text = key_for()
    for wrong in ("", "x", text[:-1], text + "x", keys.BEGINS):
        System(app, wrong).ask(status=401)
    keys.revoke(current_actor(), session().get_one(ApiKey, key.id), "It stood in a mail")
    session().commit()
    System(app, text).ask(status=401)
    assert calls() == []


def test_a_key_ends_with_its_last_day(app: Any, apart: Any, key_for: Any, clock: Any) -> None:
    system = System(app, key_for(days=3)[1])
    clock.forward(days=3)
    system.ask()
    clock.forward(days=1)
    system.ask(status=401)


def test_a_key_with_another_purpose_is_refused(app: Any, apart: Any, key_for: Any) -> None:
    key, text = key_for()
    session().get_one(ApiKey, key.id).scopes = [keys.PLACEMENT_REASONS]
    session().commit()
    System(app, text).ask(status=403)


def test_a_signed_in_person_opens_nothing_by_a_cookie(app: Any, apart: Any) -> None:
    account = make_account(Role.SAFEGUARDING_OFFICER)
    signer = app.session_interface.get_signing_serializer(app)
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'token': start_session(app, account)})}"
    answer = System(app, "").send("POST", ADDRESS, json=QUESTION, headers={"Cookie": cookie})
    assert answer.status_code == 401


def test_a_key_opens_no_page_and_too_many_calls_are_refused(system: System, key_for: Any) -> None:
    assert system.send("GET", "/alerts").status_code == 302
    system.app.config["API_LIMIT"] = "3 per minute"
    answers = [system.send("POST", ADDRESS, json=QUESTION) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert system.judge(answers[-1], 429)["status"] == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    System(system.app, key_for()[1]).ask()


def test_a_key_is_kept_as_a_keyed_hash_and_remembers_when_it_was_used(system: System) -> None:
    system.ask()
    [kept] = session().scalars(select(ApiKey))
    assert system.key not in json.dumps([str(value) for value in vars(kept).values()])
    assert kept.used_at is not None


def test_the_document_says_what_is_sent(system: System) -> None:
    assert system.document["openapi"] == "3.1.0"
    shape = system.document["components"]["schemas"]["Question"]
    assert schema.wrong(QUESTION, shape, system.document) == []
    assert schema.wrong({"upn": LEONA}, shape, system.document) == ["$: urn is missing", "$: from is missing"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"upn":"H801200001001","urn":"\\ud800","from":"2026-11-16"}', 422),
        (b'{"upn":"\\ud800","urn":"900001","from":"2026-11-16"}', 422),
        (b'{"upn":"H801200001001","urn":"900001\\u0007","from":"2026-11-16"}', 422),
        (b"[" * 100_000, 400),
        (b'{"upn":' * 5_000, 400),
        (b'{"upn":' + b"9" * 6_000 + b"}", 400),
    ],
)
def test_what_no_database_keeps_and_no_reader_follows_is_a_problem_and_no_accident(
    system: System, body: bytes, status: int
) -> None:
    answer = system.send("POST", ADDRESS, data=body, headers={"Content-Type": "application/json"})
    system.judge(answer, status)
