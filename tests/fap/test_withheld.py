"""Withheld details of a parent and of the child's home print nowhere, whenever they were written."""

from __future__ import annotations

from typing import Any

from fap.form import FORM
from fap.form.invented import invented
from fap.given import given
from fap.long_form import LONG_FORM
from fap.models import Referral
from foundation.access.permissions import Role
from foundation.answers import answers_of, history_of, reading_of, write_answers
from foundation.answers.models import AnswerConflict
from foundation.answers.showing import compare
from foundation.store import now, session
from tests.fap.conftest import known_answers

SECRET = ("01632 960999", "hidden@refuge.example", "Hidden House", "ZE1 0AA", "ask for Secretia", "LS7 3AB")
PARENT = {
    "withheld": "no",
    "telephone": SECRET[0],
    "email": SECRET[1],
    "address": SECRET[2],
    "postcode": SECRET[3],
    "contact_notes": SECRET[4],
}


def secret_in(text: Any) -> list[str]:
    return [one for one in SECRET if one in str(text)]


def withhold(people: Any, as_: Any, made: Referral) -> None:
    """The same answers, now withheld; the phone number is typed once more."""
    with as_(people.dsl) as actor:
        answers = answers_of(made, FORM)
        parent = {**answers["parents"][0], **PARENT, "withheld": "yes"}
        parents = [parent, *answers["parents"][1:]]
        write_answers(actor, made, FORM, {"parents": parents, "home_withheld": "yes"})
        session().commit()


def written(make_referral: Any, people: Any, as_: Any, state: str = "draft") -> Referral:
    known = known_answers(people.child)
    parents = invented(given(), 3, known=known)["parents"]
    parents[0] |= PARENT
    return make_referral(state, parents=parents, home_postcode=SECRET[5], home_withheld="no", seed=3)


def test_pages_and_print_hold_nothing_withheld(people, make_referral, as_, signed_in) -> None:
    made = written(make_referral, people, as_)
    withhold(people, as_, made)
    client = signed_in(Role.DSL, setting=people.school)
    base = f"/referrals/{made.public_id}"
    assert "Hidden House" in client.get(f"{base}/form/parents/at/parents/{_row(made)}").data.decode()
    for page in ("/form/check", "/form/read", "/form/changes", "/form", "/answers", ""):
        assert secret_in(client.get(base + page).data.decode()) == [], page
    pdf = client.get(f"{base}/pdf").data
    assert secret_in(_pdf_words(pdf)) == []
    assert "Withheld" in _pdf_words(pdf)


def _row(made: Referral) -> str:
    return str(answers_of(made, FORM)["parents"][0]["_id"])


def _pdf_words(data: bytes) -> str:
    import io

    from pypdf import PdfReader

    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_what_was_sent_before_it_was_withheld_is_withheld_now(people, make_referral, as_) -> None:
    made = written(make_referral, people, as_, "submitted")
    with as_(people.coordinator) as actor:
        before = reading_of(made, LONG_FORM, actor, made.version)
        assert secret_in(before.said()), "the test would show nothing"
    withhold(people, as_, made)
    with as_(people.coordinator) as actor:
        after = reading_of(made, LONG_FORM, actor, made.version)
        assert secret_in(after.said()) == []
        assert secret_in(after.cells()) == []
        assert secret_in(list(after.rows(("parents",)))) == []


def test_the_history_tells_nothing_that_is_withheld_now(people, make_referral, as_, clock) -> None:
    made = written(make_referral, people, as_)
    clock.forward(days=1)
    withhold(people, as_, made)
    with as_(people.dsl) as actor:
        told = history_of(made, LONG_FORM, actor)
        assert told
        assert secret_in([one.changes for one in told]) == []


def test_the_comparison_shows_nothing_withheld(people, make_referral, as_, app) -> None:
    made = written(make_referral, people, as_)
    withhold(people, as_, made)
    with as_(people.dsl) as actor, app.test_request_context():
        session().add(
            AnswerConflict(
                record_type="referral",
                record_id=made.id,
                section="parents",
                path=f"parents/{_row(made)}/address",
                texts={"base": None, "mine": SECRET[2], "theirs": SECRET[0], "label": "Address"},
                by_account=actor.account_id,
                against_account=actor.account_id,
                at=now(),
            )
        )
        session().flush()
        waiting = session().query(AnswerConflict).all()
        shown = compare(LONG_FORM, made, FORM.section("parents"), waiting)
        assert secret_in(shown["items"]) == []
