"""What every test stands on: a fresh database on each engine, a frozen clock, no network, no real mail.

`app` (and what is built on it: `client`, `db_session`) makes a test run on SQLite and again on PostgreSQL.
Mark a test `@pytest.mark.sqlite` or `@pytest.mark.postgres` to run it on one of them only;
`pytest --database sqlite` leaves the other out for a quick look.
"""

from __future__ import annotations

import contextvars
import datetime as dt
import functools
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
import time_machine

from tests import databases

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskCliRunner
    from sqlalchemy.orm import Session

    from tests.client import CheckingClient

# A Tuesday in the middle of the morning, a school day, in Greenwich Mean Time.
MOMENT = dt.datetime(2026, 11, 10, 10, 30, tzinfo=dt.UTC)
SHARES_A_WORLD = {"test_access.py"}
MARKS = {"sqlite": pytest.mark.sqlite, "postgresql": pytest.mark.postgres}

hypothesis.settings.register_profile("portal", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("portal")

_servers: list[databases.PostgresServer] = []


# The command line, the workers and the last lines -------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    choices = ("both", "sqlite", "postgresql")
    parser.addoption("--database", choices=choices, default="both", help="the engines the tests run on")


def _server_url() -> str:
    """The address of the run's PostgreSQL, started on first use."""
    if not _servers:
        _servers.append(databases.PostgresServer())
    return _servers[0].url


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Before a worker starts: one server and one shared folder for all of them."""
    if node.config.getoption("--database") != "sqlite":
        node.workerinput["postgres"] = _server_url()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a module that shares one world on one worker, each engine on its own.

    pytest-xdist 3.8 does this by `xdist_group`, which pytest 9.2 no longer lets it write into the names.
    """
    from xdist.scheduler import LoadGroupScheduling

    class Together(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module, _, test = nodeid.partition("::")
            return f"{module} {test.partition('[')[2]}" if Path(module).name in SHARES_A_WORLD else nodeid

    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_unconfigure() -> None:
    while _servers:
        _servers.pop().stop()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" not in metafunc.fixturenames:
        return
    wanted = metafunc.config.getoption("--database")
    own = {mark.name for mark in metafunc.definition.iter_markers()} & {"sqlite", "postgres"}
    engines = [
        pytest.param(engine, marks=mark)
        for engine, mark in MARKS.items()
        if wanted in ("both", engine) and (not own or mark.name in own)
    ]
    metafunc.parametrize("database", engines, indirect=True, scope="session")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many tests ran on each database, and what tests say with `record_property("summary", ...)`."""
    done = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if report.when == "call"
    ]
    counts = {"SQLite": "sqlite", "PostgreSQL": "postgres", "browser": "browser"}
    numbers = {name: sum(mark in report.keywords for report in done) for name, mark in counts.items()}
    alone = sum(not set(counts.values()) & set(report.keywords) for report in done)
    words = ", ".join(f"{name} {number}" for name, number in numbers.items())
    terminalreporter.write_line(f"Tests by database: {words}, no database {alone}")
    said = {text for report in done for name, text in report.user_properties if name == "summary"}
    for line in sorted(said):
        terminalreporter.write_line(line)


# No network, no slow hashing, no time passing -----------------------------------------------------


class OutsideContact(RuntimeError):
    """A test tried to reach another machine."""


def _is_near(address: Any) -> bool:
    return not isinstance(address, tuple) or address[0] in ("127.0.0.1", "::1", "localhost", "")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Connections leave for this machine only."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        real = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any, real: Callable[..., Any] = real) -> Any:
            if not _is_near(address):
                raise OutsideContact(f"tests reach no other machine, this one wanted {address!r}")
            return real(self, address)

        patch.setattr(socket.socket, name, guarded)
    yield
    patch.undo()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Argon2id with the least work; how much work it does in earnest has its own test."""
    from argon2 import PasswordHasher

    from foundation.access import passwords

    patch = pytest.MonkeyPatch()
    patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield
    patch.undo()


class Clock:
    """The time of the test. It stands still until it is moved."""

    def __init__(self, traveller: Any) -> None:
        self._traveller = traveller

    def move_to(self, moment: dt.datetime | dt.date) -> None:
        """Go to an instant (aware), or to 10:30 UTC on a date."""
        if not isinstance(moment, dt.datetime):
            moment = dt.datetime.combine(moment, MOMENT.timetz())
        self._traveller.move_to(moment)

    def forward(self, **step: float) -> None:
        """Let time pass: clock.forward(days=3, minutes=5)."""
        self._traveller.shift(dt.timedelta(**step))


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[Clock | None]:
    """Every test happens at MOMENT; a browser test in real time, which the browser keeps too."""
    if request.node.get_closest_marker("browser"):
        yield None
        return
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield Clock(traveller)


# Databases and the application --------------------------------------------------------------------


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def worker_folder() -> Iterator[Path]:
    """A folder of this worker's own, in memory where there is room."""
    folder = databases.scratch("portal-test-")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def settings(worker_folder: Path) -> dict[str, Any]:
    """The configuration of every application in the tests, but for DATABASE_URL."""
    from tests.configuration import configuration

    return configuration(worker_folder)


@pytest.fixture(scope="session")
def databases_made() -> dict[str, databases.Database]:
    """The databases this worker has opened so far, by engine."""
    return {}


@pytest.fixture(scope="session")
def database(
    request: pytest.FixtureRequest,
    databases_made: dict[str, databases.Database],
    settings: dict[str, Any],
    shared_folder: Path,
    worker_folder: Path,
) -> databases.Database:
    """The worker's database on the engine of this test."""
    from tests.configuration import migrate

    engine: str = request.param
    if engine not in databases_made:

        def upgrade(url: str) -> None:
            migrate(settings, url)

        if engine == "sqlite":
            databases_made[engine] = databases.SqliteDatabase(shared_folder, worker_folder, upgrade)
        else:
            given = getattr(request.config, "workerinput", {}).get("postgres")
            worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
            server = given or _server_url()
            databases_made[engine] = databases.PostgresDatabase(server, shared_folder, worker, upgrade)
    return databases_made[engine]


@pytest.fixture(scope="session")
def apps_made() -> dict[str, Flask]:
    """The applications this worker has made so far, by engine: making one takes longer than a test."""
    return {}


@pytest.fixture
def app(
    database: databases.Database, apps_made: dict[str, Flask], settings: dict[str, Any]
) -> Iterator[Flask]:
    """The application on a fresh database. Its configuration is put back after the test."""
    from tests.configuration import fresh

    if database.engine not in apps_made:
        from portal import create_app

        apps_made[database.engine] = create_app({**settings, "DATABASE_URL": database.url})
        apps_made[database.engine].test_cli_runner_class = terminal()
    found = apps_made[database.engine]
    fresh(found, database)
    before = dict(found.config)
    yield found
    found.config.clear()
    found.config.update(before)


@pytest.fixture
def db_session(app: Flask) -> Iterator[Session]:
    """The product's own session inside an application context, acting as the system.

    The checking client commits what a test has prepared before it sends anything.
    """
    from tests.configuration import system_context

    with system_context(app) as opened:
        yield opened


@functools.cache
def terminal() -> type[FlaskCliRunner]:
    """Runs a command as a terminal does: in a context of its own, with no session of the test's."""
    from flask.testing import FlaskCliRunner

    from tests.people import between_requests

    class Terminal(FlaskCliRunner):
        def invoke(self, *args: Any, **more: Any) -> Any:
            with between_requests():
                return contextvars.Context().run(super().invoke, *args, **more)

    return Terminal


@pytest.fixture
def writable(db_session: Session) -> Session:
    """The session of `db_session`, as in a request that may write."""
    from flask import g

    from foundation.store import session

    g.writes = True
    session().rollback()
    return session()


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A browser that nobody has signed in with, and that checks every page."""
    from tests.client import CheckingClient

    return CheckingClient(app)


@pytest.fixture
def signed_in(app: Flask, db_session: Session) -> Callable[..., CheckingClient]:
    """Make an account with a role and scope and sign it in: `signed_in(Role.DSL, setting=school)`."""
    from tests.client import CheckingClient
    from tests.people import make_account

    def enter(role: Any, **scope: Any) -> CheckingClient:
        return CheckingClient(app).sign_in(make_account(role, **scope))

    return enter
