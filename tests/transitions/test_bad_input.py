"""Nonsense in every form of this room: a message or a harmless save, never an error of ours, nothing lost."""

from __future__ import annotations

import pytest

from foundation.access.permissions import Role
from tests.people import make_account
from transitions.models import Alert, Disclosure

NONSENSE = {
    "long": "Ā" * 25_000,
    "emoji": "🧒🏽👩‍👧 stays away",
    "right to left": "‫ילד‬ \u202e olleh",
    "markup": "<script>alert(1)</script>{{ 7*7 }}%s",
    "null": "a\x00b",
    "number": "-1",
    "spaces": " \t\r\n ",
}


@pytest.fixture
def alert(county) -> Alert:
    county.put("leona", "saltbeck", "2026-09-07")
    county.put("devin", "saltbeck", "2026-11-10")
    county.separate()
    county.save()
    return county.alert(kind="same_setting")


@pytest.fixture
def officer(client, alert):
    return client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_the_forms_of_an_alert(officer, alert, text: str) -> None:
    for path, fields in (
        ("contacted", {"whom": text, "arranged": text}),
        ("action", {"action": text, "because": text}),
        ("action", {"action": "not_needed", "because": text}),
        ("give", {"colleague": text}),
        ("reopen", {"reopen_reason": text}),
        ("letters", {"mode": text, "purpose": text, "legal_basis": text, "mode_reason": text}),
        ("letters", {"mode": "nothing", "mode_reason": text}),
        (
            "letters",
            {"mode": "both", "purpose": "safety_now", "legal_basis": "public_task", "mode_reason": text},
        ),
    ):
        page = officer.post(f"/alerts/{alert.reference}/{path}", fields, status=None)
        assert page.status in (200, 400, 409, 422), (path, page.status)
        assert "<script>alert" not in page.text
    assert (
        officer.get(f"/alerts?kind={text[:50]}&state={text[:50]}&page={text[:50]}".replace("\x00", "")).status
        == 200
    )


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_the_words_of_a_letter(officer, alert, county, text: str) -> None:
    choice = {"mode": "separate", "purpose": "safety_now", "legal_basis": "public_task"}
    officer.post(f"/alerts/{alert.reference}/letters", choice)
    county.session.expire_all()
    letter = county.session.query(Disclosure).first()
    page = officer.post(f"/letters/{letter.public_id}/words", {"letter": text}, status=None)
    assert page.status in (200, 400, 422)
    assert "<script>alert" not in page.text
    page = officer.post(f"/letters/{letter.public_id}/withdraw", {"reason": text}, status=None)
    assert page.status in (200, 400, 422)


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_the_placement_check_and_the_upload(client, county, text: str) -> None:
    client.sign_in(make_account(Role.FAP_COORDINATOR))
    day = {f"from-{part}": text for part in ("day", "month", "year")}
    refused = client.post("/placement-check", {"upn": text, "setting": text, **day}, status=None)
    assert refused.status == (400 if "\x00" in text else 422)
    client.sign_in(make_account(Role.ADMINISTRATOR))
    when = {f"as_of-{part}": text for part in ("day", "month", "year")}
    refused = client.post("/rolls", {"profile": text, "partial": text, **when}, status=None)
    assert refused.status == (400 if "\x00" in text else 422)


def test_a_record_that_is_not_there(officer) -> None:
    for path in ("/alerts/AL-2026-999999", "/letters/x", "/rolls/x", "/letters/%F0%9F%A7%92"):
        officer.get(path, status=404)
    officer.get("/alerts/%00", status=400)
