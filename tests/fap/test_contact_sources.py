"""From a contact of the Education MASH to the form that brought it, for those who may open that form."""

from __future__ import annotations

from cases.models import Contact
from foundation.access.permissions import Role
from foundation.store import session
from tests.client import CheckingClient
from tests.fap.conftest import CSE, INCIDENT
from tests.people import make_account


def test_the_officer_reads_the_referral_behind_a_contact_and_the_mash_does_not(app, make_referral) -> None:
    made = make_referral("submitted", peer_flags=CSE, others_considered="yes")
    session().expire_all()
    contact = session().query(Contact).one()
    words, address = f"Read the referral {made.reference}", f"/mash/{contact.reference}"
    officer = CheckingClient(app).sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = officer.get(address)
    assert page.links[words] == f"/referrals/{made.public_id}"
    assert officer.click(words).h1 == "Fair access referral"
    assert words not in CheckingClient(app).sign_in(make_account(Role.MASH_OFFICER)).get(address)


def test_what_a_contact_says_of_the_incident_has_its_day_in_words(make_referral) -> None:
    make_referral("submitted", peer_flags=CSE, others_considered="yes", **INCIDENT)
    session().expire_all()
    contact = session().query(Contact).one()
    assert "Incident on Mon 2 Nov 2026: Science corridor" in (contact.summary or "")
