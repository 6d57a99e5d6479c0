"""The trail: events move statuses, differences write themselves, the chain names what was changed."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from foundation.access import actions
from foundation.access.events import AccountDisabled, AccountInvited
from foundation.access.models import Account, Assignment
from foundation.access.permissions import Role
from foundation.store import current_actor, independent_session, session
from foundation.trail import history, record, subscribe
from foundation.trail.commands import seal_now
from foundation.trail.events import Event
from foundation.trail.models import TrailEntry
from foundation.trail.seal_core import verify
from foundation.trail.triggers import removal, statements
from foundation.trail.writing_core import open_payload, record_key

KEY = b"tests-only-Hq5mWz8KtD2vXs7BpLr4JcFy9Ng3"


@pytest.fixture
def account(db_session) -> Account:
    db_session.rollback()
    found = actions.open_account(current_actor(), email="canary.person@example.org", name="Canary Person")
    actions.assign(current_actor(), found, Role.ANALYST)
    session().commit()
    return found


def test_an_event_is_read_back_in_words_newest_first(account):
    record(AccountInvited(subject=account))
    record(AccountDisabled(subject=account, reason="left the council"))
    session().commit()
    assert [line.words for line in history(account)][:2] == ["was disabled: left the council", "was invited"]


def test_subscribers_hear_in_the_same_transaction(account):
    heard: list[Event] = []
    subscribe(AccountInvited, heard.append)
    record(AccountInvited(subject=account))
    session().rollback()
    assert len(heard) == 1
    assert "was invited" not in [line.words for line in history(account)]


def test_a_change_is_written_without_anybody_remembering_it_and_only_as_ciphertext(account):
    given = session().scalars(select(Assignment).where(Assignment.account_id == account.id)).one()
    given.role = "administrator"
    session().commit()
    lines = session().scalars(
        select(TrailEntry).where(TrailEntry.kind == "difference", TrailEntry.subject_type == "assignment")
    )
    last = list(lines)[-1]
    key = record_key(session().connection(), "assignment", given.id)
    assert key is not None
    assert open_payload(key, last.payload) == {"role": ["analyst", "administrator"]}
    assert b"administrator" not in last.payload


@pytest.mark.parametrize(
    "verb", ["UPDATE trail_entry SET name = 'x'", "DELETE FROM trail_entry", "DELETE FROM trail_child"]
)
def test_the_database_itself_refuses_to_change_the_trail(account, verb):
    if "trail_child" in verb:
        session().execute(text("INSERT INTO trail_child (child_id, entry_id) VALUES (1, 1)"))
    with pytest.raises(DatabaseError, match="append-only"):
        session().execute(text(verb))
    session().rollback()


def _tamper(statement: str) -> None:
    with independent_session() as own:
        dialect = own.connection().dialect.name
        for off in removal(dialect):
            own.execute(text(off))
        own.execute(text(statement))
        for on in statements(dialect):
            own.execute(text(on))


def _verdict() -> str | None:
    with independent_session() as own:
        return verify(own.connection(), KEY).broken


def test_a_clean_chain_over_several_seals_holds(account):
    session().rollback()
    assert seal_now() > 0
    with independent_session() as own:
        record_in(own, account)
    assert seal_now() == 1
    assert _verdict() is None


def record_in(own, account) -> None:
    from foundation.trail.writing_core import write_line

    write_line(
        own.connection(),
        current_actor(),
        kind="event",
        name="AccountInvited",
        subject_type="account",
        subject_id=account.id,
        payload={"a": 1},
    )


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE trail_entry SET name = 'Nothing' WHERE id = 2", "line 2 was changed"),
        ("UPDATE trail_entry SET actor_id = 77 WHERE id = 1", "line 1 was changed"),
        ("DELETE FROM trail_entry WHERE id = 2", "line 2 is missing"),
        ("DELETE FROM trail_sealed WHERE entry_id = 2", "seal 1 has lost lines"),
        (
            "UPDATE trail_seal SET digest = 'ff' WHERE id = 1",
            "seal 1 does not follow from the seal before it",
        ),
    ],
)
def test_the_first_broken_record_is_named(account, statement, found):
    session().rollback()
    seal_now()
    _tamper(statement)
    assert _verdict() == found


def test_a_trail_cut_off_at_its_end_is_seen_by_the_anchor(account, app, tmp_path):
    session().rollback()
    anchor = tmp_path / "anchor"
    app.config["TRAIL_ANCHOR"] = str(anchor)
    seal_now()
    _tamper("DELETE FROM trail_sealed")
    _tamper("DELETE FROM trail_seal")
    _tamper("DELETE FROM trail_entry")
    with independent_session() as own:
        assert (
            verify(own.connection(), KEY, str(anchor)).broken == "seal 1 of the anchor is not in the database"
        )


def test_verify_command_says_how_much_holds(account, app):
    session().rollback()
    done = app.test_cli_runner().invoke(args=["trail", "verify"])
    assert done.exit_code == 0, done.output
    assert "hold" in done.output
    _tamper("UPDATE trail_entry SET name = 'Nothing' WHERE id = 2")
    done = app.test_cli_runner().invoke(args=["trail", "verify"])
    assert done.exit_code == 1
    assert "line 2 was changed" in done.output


def test_no_two_events_have_one_name_or_their_histories_would_be_mixed_up() -> None:
    from safetyplans.events import PlanSigned

    with pytest.raises(TypeError, match="both have an event PlanSigned"):
        type("PlanSigned", (Event,), {"__module__": "another.room"})
    assert Event.kinds["PlanSigned"] is PlanSigned
