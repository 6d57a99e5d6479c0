"""Which link of the bar is marked as the present one."""

from __future__ import annotations

import pytest

from foundation.access.permissions import Role
from tests.people import make_account


@pytest.mark.parametrize(
    ("role", "address", "marked"),
    [
        (Role.ADMINISTRATOR, "/rolls", "Roll files"),
        (Role.ADMINISTRATOR, "/rolls/profiles", "Roll files"),
        (Role.ADMINISTRATOR, "/rolls/coming", "Roll files"),
        (Role.ADMINISTRATOR, "/settings/imports", "Settings"),
        (Role.ADMINISTRATOR, "/site-groups", "Settings"),
        (Role.SAFEGUARDING_OFFICER, "/alerts/figures", "Alerts"),
        (Role.SAFEGUARDING_OFFICER, "/county", "Alerts"),
        (Role.SAFEGUARDING_OFFICER, "/assurance", "Alerts"),
        (Role.SAFEGUARDING_OFFICER, "/placement-check/settings", "Placement check"),
        (Role.SAFEGUARDING_OFFICER, "/identities", "Children"),
        (Role.SAFEGUARDING_OFFICER, "/", "Your work"),
    ],
)
def test_a_page_marks_the_link_it_belongs_to(client, db_session, role, address, marked) -> None:
    page = client.sign_in(make_account(role)).get(address)
    found = [link.text for link in page.root.findall(".//a[@aria-current='page']")]
    assert [words.strip() for words in found] == [marked]
