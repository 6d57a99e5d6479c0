"""A backup of either database goes into either, whole or not at all."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from cases.actions import IncidentValues, open_case
from foundation.access.models import Account
from foundation.access.permissions import Role
from foundation.store import Base, current_actor, documents, engine, session
from foundation.store.crypto import new_key
from foundation.trail import seal_core
from portal import backup_core
from portal.backup_core import BackupError
from roll.models import Child
from tests.people import make_account

BORN = dt.date(2012, 4, 5)
WORDS = "Zwentelbrook said that it was at the bus stop."
DOCUMENT = b"%PDF-1.7 what the school sent"


@pytest.fixture(autouse=True)
def own_documents(app):
    """Another application opened here has its own folder of documents: this one's is put back."""
    kept = documents.current()
    yield
    documents.use(kept)


@pytest.fixture
def county(writable) -> str:
    """A case with encrypted words, a child joined to a later record, a document, and a sealed trail."""
    first, second = (Child(forename="Ada", surname=f"Quill{n}", date_of_birth=BORN) for n in (1, 2))
    session().add_all([first, second])
    session().flush()
    first.merged_into_id = second.id
    make_account(Role.MASH_OFFICER)
    parties = [(first.id, "alleged_victim", None), (second.id, "alleged_perpetrator", None)]
    open_case(current_actor(), parties=parties, incident=IncidentValues(natures=("physical",), words=WORDS))
    name = documents.put(DOCUMENT)
    session().commit()
    return name


def counted() -> dict[str, int]:
    with engine().connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def emptied(app, database) -> None:
    """A new, migrated database of the same kind and an empty folder of documents, as after a disaster."""
    session().close()
    app.extensions["store"].dispose()
    database.reset()
    shutil.rmtree(documents.current().root)
    documents.current().root.mkdir()


@pytest.fixture
def backed_up(app, county, tmp_path) -> Path:
    file = tmp_path / "county.backup"
    done = app.test_cli_runner().invoke(args=["backup", str(file)])
    assert done.exit_code == 0, done.output
    return file


def test_everything_comes_back_and_the_trail_holds(app, database, county, backed_up) -> None:
    before = counted()
    assert before["trail_entry"] > 0
    emptied(app, database)
    done = app.test_cli_runner().invoke(args=["restore", str(backed_up)])
    assert done.exit_code == 0, done.output
    assert "the trail holds" in done.stdout
    after = counted()
    # The lines that say that it was backed up and restored are written after what they tell of.
    trail = {"trail_entry", "trail_seal", "trail_sealed"}
    changed = {name for name, number in before.items() if after[name] != number}
    assert changed <= trail, changed
    assert documents.get(county) == DOCUMENT
    from cases.models import Incident

    assert session().scalars(select(Incident)).one().words == WORDS
    joined = session().scalars(select(Child).where(Child.merged_into_id.is_not(None))).one()
    assert joined.merged_into_id > joined.id
    session().add(Child(forename="New", surname="After", date_of_birth=BORN))
    session().commit()


def test_it_goes_from_one_engine_to_the_other(app, database, county, backed_up, tmp_path, settings) -> None:
    from portal import create_app

    url = f"sqlite:///{tmp_path / 'grown.sqlite'}"
    there = create_app({**settings, "DATABASE_URL": url, "DATA_DIR": str(tmp_path / "grown")})
    there.test_cli_runner_class = app.test_cli_runner_class
    run = there.test_cli_runner().invoke
    assert run(args=["db", "upgrade"]).exit_code == 0
    done = run(args=["restore", str(backed_up)])
    there.extensions["store"].dispose()
    assert done.exit_code == 0, done.output
    assert f"({database.engine}, revision" in done.stdout
    assert "the trail holds" in done.stdout


@pytest.mark.postgres
def test_a_county_that_grows_goes_to_postgresql_and_counts_on(app, db_session, tmp_path, settings) -> None:
    from portal import create_app

    url, file = f"sqlite:///{tmp_path / 'small.sqlite'}", str(tmp_path / "small.backup")
    small = create_app({**settings, "DATABASE_URL": url, "DATA_DIR": str(tmp_path / "small")})
    small.test_cli_runner_class = app.test_cli_runner_class
    run = small.test_cli_runner().invoke
    assert run(args=["db", "upgrade"]).exit_code == 0
    invited = run(args=["accounts", "invite", "first@council.example", "--role", "administrator"])
    assert invited.exit_code == 0, invited.output
    assert run(args=["backup", file]).exit_code == 0
    small.extensions["store"].dispose()
    done = app.test_cli_runner().invoke(args=["restore", file])
    assert done.exit_code == 0, done.output
    account = session().scalars(select(Account).where(Account.email == "first@council.example")).one()
    assert make_account(Role.ANALYST).id > account.id


def test_a_database_in_use_is_refused_and_stays_as_it_is(app, county, backed_up) -> None:
    before = counted()
    done = app.test_cli_runner().invoke(args=["restore", str(backed_up)])
    assert done.exit_code == 1
    assert "not empty" in done.output
    assert {name: n for name, n in counted().items() if not name.startswith("trail")} == {
        name: n for name, n in before.items() if not name.startswith("trail")
    }


def test_no_word_of_it_can_be_read_without_the_key(backed_up) -> None:
    data = backed_up.read_bytes()
    assert backed_up.stat().st_mode & 0o777 == 0o600
    with ZipFile(backed_up) as file:
        inside = b"".join(file.read(name) for name in file.namelist())
    for words in (b"Quill1", b"Zwentelbrook", DOCUMENT, b"mash_officer"):
        assert words not in data + inside


@pytest.mark.parametrize("harm", ["left out", "exchanged", "cut", "no zip", "other key"])
def test_a_backup_that_was_touched_is_refused(app, database, backed_up, tmp_path, harm) -> None:
    wrong = tmp_path / "wrong.backup"
    with ZipFile(backed_up) as old, ZipFile(wrong, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()}
        if harm == "left out":
            del parts["child/0"]
        if harm == "exchanged":
            parts["child/0"] = b"x" * len(parts["child/0"])
        for name, data in parts.items():
            new.writestr(name, data)
    if harm == "cut":
        wrong.write_bytes(backed_up.read_bytes()[:-2000])
    if harm == "no zip":
        wrong.write_text("nothing of the kind")
    emptied(app, database)
    if harm == "other key":
        from foundation.store import crypto

        ring = crypto.current()
        crypto.use(crypto.KeyRing.from_setting(new_key("other")))
        with pytest.raises(BackupError, match="DATA_KEYS does not hold"):
            backup_core.restore(backed_up, engine(), documents.current(), lambda _words: None)
        crypto.use(ring)
    else:
        done = app.test_cli_runner().invoke(args=["restore", str(wrong)])
        assert done.exit_code == 1
        assert done.output.startswith("refused:") or "\nrefused:" in done.output
    assert counted()["child"] == 0
    assert not list(documents.current().root.glob("??/*")) or harm == "exchanged"


def test_a_file_that_is_there_is_not_written_over(app, county, backed_up) -> None:
    before = backed_up.read_bytes()
    done = app.test_cli_runner().invoke(args=["backup", str(backed_up)])
    assert done.exit_code == 1
    assert "there already" in done.output
    assert backed_up.read_bytes() == before
    assert not backed_up.with_name("county.backup.part").exists()


def test_the_seals_are_the_same_after_coming_back(app, database, county, backed_up) -> None:
    emptied(app, database)
    app.test_cli_runner().invoke(args=["restore", str(backed_up)])
    with engine().connect() as connection:
        verdict = seal_core.verify(connection, app.config["TRAIL_KEY"].encode(), None)
    assert not verdict.broken
