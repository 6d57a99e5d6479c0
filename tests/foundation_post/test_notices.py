"""No mail says who or what: every notice is rendered with canaries all around it."""

from __future__ import annotations

import ast
import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from foundation.post import NOTICES, Notice, Office, UnknownNotice, register
from foundation.post.notices import notice
from foundation.post.office import compose

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "cases",
    "safetyplans",
    "transitions",
    "fap",
    "needs",
    "audits",
    "records",
    "admin",
    "foundation/access",
)

SERVICE = "Marchland Education Safeguarding Portal"
BASE = "https://portal.example.org"
ABOUT_A_CHILD = re.compile(
    r"\b(child|children|pupil|student|boy|girl|victim|perpetrator|alleged|sexual|abuse|harm|risk|safeguarding|police"
    r"|school|academy|college|name|born|birth|upn|urn|year group|separat\w+|exclu\w+|suspen\w+)\b",
    re.IGNORECASE,
)


class NoCarrier:
    def carry(self, message: EmailMessage) -> None:
        raise AssertionError("nothing is sent here")


OFFICE = Office(NoCarrier(), SERVICE, BASE, "no-reply@portal.example.org", lambda account_id: None)


def the_mail(found: Notice) -> EmailMessage:
    return compose(OFFICE, "canary.person@example.org", found, "/alerts/Zq3_x-9", "a" * 40)


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_a_notice_holds_the_service_what_to_do_and_a_link(name: str) -> None:
    message = the_mail(NOTICES[name])
    body = message.get_content()
    assert message["Subject"] == f"{SERVICE}: {NOTICES[name].subject}"
    assert re.findall(r"https?://\S+", body) == [f"{BASE}/alerts/Zq3_x-9"]
    assert NOTICES[name].what_to_do in body
    assert list(message.iter_attachments()) == []


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_a_notice_says_nothing_about_anybody(name: str) -> None:
    message = the_mail(NOTICES[name])
    del message["To"]
    whole = message.as_string().replace(SERVICE, "")
    assert ABOUT_A_CHILD.findall(whole) == []
    assert "canary" not in whole.lower()


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_a_notice_has_no_place_to_put_anything(name: str) -> None:
    found = NOTICES[name]
    assert not re.search(r"[{}%$<>]", found.subject + found.what_to_do)
    assert found.what_to_do.endswith(".")
    assert len(found.subject) <= 60


def the_notices_that_are_told() -> set[tuple[str, str]]:
    """(file, notice) of every call of tell, tell_role and so on in the rooms whose notice is written out."""
    found: set[tuple[str, str]] = set()
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(call, ast.Call) or not _name(call.func).startswith("tell"):
                    continue
                given = [word.value for word in call.keywords if word.arg == "notice"] or call.args[1:2]
                found |= {
                    (str(path.relative_to(ROOT)), value.value)
                    for value in given
                    if isinstance(value, ast.Constant) and isinstance(value.value, str)
                }
    return found


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_every_notice_that_a_room_tells_exists() -> None:
    told = the_notices_that_are_told()
    assert told
    assert {(file, name) for file, name in told if name not in NOTICES} == set()


def test_two_rooms_cannot_give_one_name_two_texts() -> None:
    same = NOTICES["alert_raised"]
    assert register(same) is same
    with pytest.raises(ValueError, match="another notice"):
        register(Notice("alert_raised", "other", "Other."))


def test_an_unknown_notice_is_an_error() -> None:
    with pytest.raises(UnknownNotice):
        notice("child_named")


def test_a_mail_names_itself_for_those_who_sort_mail() -> None:
    message = the_mail(NOTICES["alert_raised"])
    assert message["Message-ID"] == f"<{'a' * 40}@portal.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == f"{SERVICE} <no-reply@portal.example.org>"
