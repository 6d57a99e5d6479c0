"""A real browser on a real server: the app in a thread with a database of its own, Chromium in front of it.

Browser tests are marked `@pytest.mark.browser` and run on SQLite in demo mode (plain http, no second factor).

    def test_x(live, people, page): ...

`live`      a fresh, migrated database; `live.url`, `live.app`
`county`    the same with the invented county loaded (made once for a run)
`page`      a Playwright page: any console error, page error or breach of the policy fails the test
`plain`     the same without JavaScript
`sign_in`   sign_in(page, account): the real form
`accessible` accessible(page): axe finds nothing
`shot`      shot(page, "b1-section"): a screenshot in docs/screenshots/, only with SCREENSHOTS=1
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import databases

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
    from sqlalchemy.orm import Session

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = ROOT / "docs" / "screenshots"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
WIDTH, HEIGHT = 1280, 900
WAIT_MS = 60_000
CHILDREN = "300"
# Upstream markup: aria-expanded on the radios that reveal a question. Everything else counts.
AXE_KNOWN = {
    "aria-allowed-attr": ".govuk-radios__input[aria-expanded], .govuk-checkboxes__input[aria-expanded]"
}


@dataclass
class Live:
    """A running portal."""

    url: str
    app: Flask
    path: Path

    def fill_from(self, template: Path) -> None:
        """Put a fresh copy of a database in place between two tests."""
        self.app.extensions["store"].dispose()
        databases.copy_sqlite(template, self.path)


def _demo(settings: dict[str, Any], path: Path, **more: Any) -> dict[str, Any]:
    url = {"PORTAL_MODE": "demo", "BASE_URL": "http://127.0.0.1", "DATABASE_URL": f"sqlite:///{path}"}
    return {**settings, **url, "TESTING": False, **more}


@pytest.fixture(scope="session")
def browser_folder() -> Iterator[Path]:
    """A folder for this worker's server."""
    folder = databases.scratch("portal-live-")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_template(settings: dict[str, Any], shared_folder: Path) -> Path:
    """A migrated database without anybody in it, made once for a run."""
    return _template(shared_folder / "live.sqlite", settings, [["db", "upgrade"]])


@pytest.fixture(scope="session")
def county_template(settings: dict[str, Any], shared_folder: Path) -> Path:
    """A migrated database with the invented county in it, made once for a run."""
    steps = [["db", "upgrade"], ["demo", "load", "--children", CHILDREN]]
    return _template(shared_folder / "county.sqlite", settings, steps)


def _template(path: Path, settings: dict[str, Any], steps: list[list[str]]) -> Path:
    from portal import create_app

    with databases.only_one(path.parent, path.stem) as first:
        if first:
            app = create_app(_demo(settings, path, DATA_DIR=str(path.with_suffix(".data"))))
            for step in steps:
                done = app.test_cli_runner().invoke(args=step, catch_exceptions=False)
                assert done.exit_code == 0, done.output
            app.extensions["store"].dispose()
            databases.settle_sqlite(path)
    return path


@pytest.fixture(scope="session")
def server(settings: dict[str, Any], browser_folder: Path, empty_template: Path) -> Iterator[Live]:
    """One server for this worker's browser tests, on a port of the system's choice."""
    from waitress.server import create_server

    from portal import create_app

    path = browser_folder / "live.sqlite"
    databases.copy_sqlite(empty_template, path)
    app = create_app(_demo(settings, path, DATA_DIR=str(browser_folder / "data")))
    running = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    yield Live(f"http://127.0.0.1:{running.effective_port}", app, path)
    running.close()
    thread.join(5)


@pytest.fixture
def live(server: Live, empty_template: Path) -> Live:
    """The server on a fresh, empty database."""
    server.fill_from(empty_template)
    return server


@pytest.fixture
def county(server: Live, county_template: Path) -> Live:
    """The server on a fresh copy of the invented county."""
    server.fill_from(county_template)
    documents = county_template.with_suffix(".data")
    target = Path(server.app.config["DATA_DIR"])
    shutil.rmtree(target, ignore_errors=True)
    if documents.exists():
        shutil.copytree(documents, target)
    return server


@pytest.fixture
def live_session(server: Live) -> Iterator[Session]:
    """The product's session on the running server's database, as the system. Commit before you browse."""
    from tests.configuration import system_context

    with system_context(server.app) as opened:
        yield opened


@pytest.fixture(scope="session")
def settled_clicks() -> Iterator[None]:
    """A click or a key is over when the page that it leads to is whole: a slow machine reads no half page."""
    from playwright.sync_api import Locator, expect

    with pytest.MonkeyPatch.context() as patch:
        for name in ("click", "press"):
            patch.setattr(Locator, name, _settled(getattr(Locator, name)))
        expect.set_options(timeout=WAIT_MS)
        yield


def _settled(act: Callable[..., None]) -> Callable[..., None]:
    @wraps(act)
    def done(locator: Any, *args: Any, **more: Any) -> None:
        page = locator.page
        act(locator, *args, **more)
        page.wait_for_load_state()

    return done


@pytest.fixture(scope="session")
def chromium(settled_clicks: None) -> Iterator[Browser]:
    """One Chromium for this worker."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("the browser tests need Chromium: `make browser` installs it or says how")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS, headless=True)
        yield opened
        opened.close()


@pytest.fixture
def new_page(chromium: Browser, server: Live) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own (one for each person): new_page(javascript=True, width=1280)."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(*, javascript: bool = True, width: int = WIDTH, **more: Any) -> Page:
        context = chromium.new_context(
            base_url=server.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": HEIGHT},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.extend(_console(message)))
        page.on("pageerror", lambda error: wrong.append(f"page error: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong, "the browser complained:\n  " + "\n  ".join(wrong)


def _console(message: ConsoleMessage) -> list[str]:
    """Errors and breaches of the policy; an answer of 4xx to a page asked for is no error of the page."""
    asked_for = "Failed to load resource" in message.text and any(
        f" {n} " in message.text for n in (401, 403, 404, 409, 422)
    )
    if message.type == "error" and not asked_for:
        return [f"{message.text} at {message.location}"]
    return []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page with JavaScript."""
    return new_page()


@pytest.fixture
def plain(new_page: Callable[..., Page]) -> Page:
    """A page without JavaScript."""
    return new_page(javascript=False)


@pytest.fixture
def sign_in(server: Live) -> Callable[..., None]:
    """Sign in by the real form: sign_in(page, account or e-mail address, password)."""
    from tests.people import PASSWORD

    def enter(page: Page, who: Any, password: str = PASSWORD) -> None:
        page.goto("/sign-in")
        page.get_by_label("E-mail address").fill(getattr(who, "email", who))
        page.get_by_label("Password", exact=True).fill(password)
        page.locator("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)

    return enter


@pytest.fixture(scope="session")
def axe_script() -> str:
    """axe-core from the npm packages."""
    assert AXE.exists(), "axe-core is missing: run `make assets`"
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def accessible(axe_script: str) -> Callable[[Page], None]:
    """Assert that axe finds nothing on the page as it stands."""

    def look(page: Page) -> None:
        page.evaluate(axe_script)
        found = page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
        )
        wrong = [line for violation in found for line in _violation(page, violation)]
        assert not wrong, f"axe on {page.url}:\n  " + "\n  ".join(wrong)

    return look


def _violation(page: Page, violation: dict[str, Any]) -> list[str]:
    known = AXE_KNOWN.get(violation["id"])
    lines = []
    for node in violation["nodes"]:
        target = node["target"][0]
        if known and page.evaluate("([s, k]) => document.querySelector(s).matches(k)", [target, known]):
            continue
        lines.append(f"{violation['id']} ({violation['impact']}): {violation['help']} at {target}")
    return lines


@pytest.fixture
def shot() -> Callable[..., None]:
    """Take a screenshot for the documentation; does nothing unless SCREENSHOTS=1."""

    def take(page: Page, name: str, *, full_page: bool = True) -> None:
        if os.environ.get("SCREENSHOTS") != "1":
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.evaluate("() => document.fonts.ready")
        time.sleep(0.1)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=full_page, animations="disabled")

    return take
