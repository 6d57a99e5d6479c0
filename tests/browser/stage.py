"""What the journeys of the path share: two schools, two children, the people around them, and how to look.

`Stage` is made fresh for a test on the running server's database. What a test does behind the pages goes
through `stage.behind(account)`: the rooms' own actions, as that person, committed at the end of the block.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foundation.access.permissions import Role
from roll.upn import check_letter
from tests.people import PASSWORD, make_account

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from sqlalchemy.orm import Session

    from foundation.access.models import Account
    from roll.models import Child, Setting
    from tests.browser.conftest import Live

SINCE = dt.date(2025, 9, 1)
NARROW = 390
Look = Callable[..., None]


def upn(number: int) -> str:
    """A valid number of an invented child."""
    digits = f"8237{number:08d}"
    return check_letter(digits) + digits


@cache
def _password_hash() -> str:
    from foundation.access import passwords

    return passwords.hash_password(PASSWORD)


@dataclass
class Stage:
    """A small authority on the running server."""

    live: Live
    settings: dict[str, Setting] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)

    @contextmanager
    def behind(self, account: Account | None = None) -> Iterator[Session]:
        """The product's session as somebody (the system without an account); committed at the end."""
        from foundation.access.lists import actor_of, operator
        from foundation.store import acting_as, session

        with self.live.app.app_context(), acting_as(operator()):
            opened = session()
            with acting_as(actor_of(account) if account else operator()):
                yield opened
                opened.commit()

    def account(self, role: Role, name: str, setting: str = "", panel_id: int | None = None) -> Account:
        """Somebody who can sign in with PASSWORD."""
        with self.behind() as session:
            made = make_account(role, setting=self.settings.get(setting), panel_id=panel_id, name=name)
            made.password_hash = _password_hash()
            session.flush()
        return made

    def setting(self, key: str, urn: str, name: str) -> Setting:
        """A secondary school on the register."""
        from roll.models import Setting

        values = {"phase_code": "4", "low_age": 11, "high_age": 16, "type_name": "Academy converter"}
        with self.behind() as session:
            found = Setting(urn=urn, name=name, la_code="999", **values)
            session.add(found)
        self.settings[key] = found
        return found

    def child(self, key: str, name: str, setting: str, start: dt.date = SINCE) -> Child:
        """A child on the roll of a school."""
        from roll.models import Child, Enrolment

        forename, _, surname = name.partition(" ")
        number = len(self.children) + 1
        with self.behind() as session:
            found = Child(
                upn=upn(number),
                forename=forename,
                surname=surname,
                date_of_birth=dt.date(2012, 3, 10 + number),
                sex="F",
                postcode="EC3A 5DE",
                source="roll",
            )
            session.add(found)
            session.flush()
            session.add(Enrolment(child_id=found.id, setting_id=self.settings[setting].id, start=start))
        self.children[key] = found
        return found

    def separate(self, a: str, b: str) -> None:
        """A case between two children, and the separation that follows from it."""
        from cases.actions import open_case
        from foundation.store import current_actor

        parties = [
            (self.children[a].id, "alleged_victim", None),
            (self.children[b].id, "alleged_perpetrator", None),
        ]
        with self.behind():
            open_case(current_actor(), parties=parties)

    def all_of(self, model: Any) -> list[Any]:
        """Every row of a table as it stands now."""
        from sqlalchemy import inspect, select

        with self.behind() as session:
            return list(session.scalars(select(model).order_by(*inspect(model).primary_key)))

    def one(self, model: Any) -> Any:
        """The only row of a table."""
        [found] = self.all_of(model)
        return found

    @property
    def mail(self) -> Path:
        """Where the file carrier puts mails."""
        return Path(str(self.live.app.config["MAIL_URL"]).removeprefix("file:"))

    def deliver(self) -> list[str]:
        """Let the worker do what is due; every mail that was sent, its headers and its words decoded."""
        done = self.live.app.test_cli_runner().invoke(args=["jobs", "work", "--once"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        mails = [message_from_bytes(path.read_bytes(), policy=default) for path in self.mail.rglob("*.eml")]
        return [f"{mail.items()}\n{mail.get_content()}" for mail in mails]


def two_schools(live: Live) -> Stage:
    """Saltbeck with Mira Castell, Aldermere with Tobias Okonkwo; no mail of an earlier test."""
    made = Stage(live)
    shutil.rmtree(made.mail, ignore_errors=True)
    made.setting("saltbeck", "900001", "Saltbeck High School")
    made.setting("aldermere", "900002", "Aldermere Academy")
    made.child("mira", "Mira Castell", "saltbeck")
    made.child("tobias", "Tobias Okonkwo", "aldermere")
    return made


def press(page: Page, words: str) -> None:
    """Press a button of the page itself, not of its frame."""
    page.locator("main").get_by_role("button", name=words, exact=True).last.click()


def heading(page: Page) -> str:
    """The words of the h1."""
    return page.locator("h1").inner_text()


def says(page: Page, words: str) -> bool:
    """Whether the page's own part says this, wherever its lines break."""
    return words in " ".join(page.locator("main").inner_text().split())


def fill_date(page: Page, name: str, day: dt.date) -> None:
    """Fill the three inputs of a date."""
    for part in ("day", "month", "year"):
        page.locator(f"[name='{name}-{part}']").fill(str(getattr(day, part)))


def looker(accessible: Callable[[Page], None], shot: Callable[..., None]) -> Look:
    """look(page, "b1-name"): axe at both widths, nothing wider than the screen, a picture of the wide one."""

    def look(page: Page, name: str = "", *, narrow_shot: bool = False) -> None:
        accessible(page)
        if name:
            shot(page, name)
        wide = page.viewport_size
        assert wide
        page.set_viewport_size({"width": NARROW, "height": wide["height"]})
        over = page.evaluate("document.documentElement.scrollWidth") - NARROW
        assert over <= 0, f"{page.url} is {over} px wider than a screen of {NARROW}"
        accessible(page)
        if name and narrow_shot:
            shot(page, f"{name}-390")
        page.set_viewport_size(wide)

    return look
