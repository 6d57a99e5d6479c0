"""Drafts that expire, forms from paper, and referrals loaded from and written to files."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from fap.actions import typed_from_paper
from fap.actions.drafts import expire_untouched
from fap.actions.loading import exported, load_referrals
from fap.form import FORM
from fap.form.invented import invented
from fap.given import given
from fap.loading import as_json_lines, as_workbook, checked_answers
from fap.models import Referral, ReferralFlag
from foundation.access.lists import operator
from foundation.access.permissions import Role
from foundation.answers import answers_of, write_answers
from foundation.questions import reading
from foundation.store import acting_as, session
from foundation.trail import history
from tests.fap.conftest import CSE, known_answers, make_child


def test_only_a_draft_that_nobody_touched_expires(people, make_referral, as_, clock) -> None:
    from fap import actions

    with as_(people.dsl) as actor:
        empty = actions.start_referral(actor, setting_id=people.school.id, child=people.child)
        session().commit()
    clock.forward(minutes=5)
    typed = make_referral(child=make_child(people.school))
    with as_(people.dsl) as actor:
        clock.forward(minutes=5)
        write_answers(actor, typed, FORM, {"reason_text": "One word."})
        session().commit()
    clock.forward(days=89)
    with acting_as(operator()) as system:
        assert expire_untouched(system) == 0
        clock.forward(days=2)
        assert expire_untouched(system) == 1
        session().commit()
        assert (empty.status, typed.status) == ("withdrawn", "draft")
        assert "expired by itself" in (empty.ended_reason or "")
        assert any("expired" in line.words for line in history(empty))


def test_a_colleague_of_the_same_school_goes_on_with_a_draft(people, make_referral, signed_in) -> None:
    made = make_referral()
    colleague = signed_in(Role.DSL, setting=people.school, name="A. Colleague")
    colleague.get(f"/referrals/{made.public_id}/form/reason")
    colleague.submit("Save and continue", {"reason_text": "Written by two."})
    session().expire_all()
    assert answers_of(made, FORM)["reason_text"] == "Written by two."


def test_a_form_from_paper_keeps_its_date(people, make_referral, as_, signed_in) -> None:
    made = make_referral()
    with as_(people.dsl) as actor, pytest.raises(ValueError, match="past"):
        typed_from_paper(actor, made, dt.date(2027, 1, 1))
    client = signed_in(Role.DSL, setting=people.school)
    client.get(f"/referrals/{made.public_id}")
    client.click("It was filled in on paper before")
    client.submit("Keep the date", {"dated-day": "3", "dated-month": "9", "dated-year": "2026"})
    page = client.get(f"/referrals/{made.public_id}")
    assert "Filled in on paper on Thu 3 Sep 2026" in page
    session().expire_all()
    assert answers_of(made, FORM)["completed_on"] == "2026-09-03"
    assert made.origin == "paper"


def a_record(people: Any, **more: Any) -> dict[str, Any]:
    known = known_answers(None, peer_flags=CSE, others_considered="yes")
    answers = reading(FORM, invented(given(), 7, known=known), operator(), given()).answers
    return {
        "reference": "FAP-2019-000017",
        "status": "closed",
        "setting_urn": people.school.urn,
        "started_on": "2019-03-01",
        "submitted_on": "2019-03-04",
        "paper_on": None,
        "answers": answers,
    } | more


def load(*records: dict[str, Any], name: str = "past.jsonl") -> Any:
    data = as_workbook(records) if name.endswith("xlsx") else as_json_lines(records)
    with acting_as(operator()) as system:
        outcome = load_referrals(system, data, name)
        session().rollback() if outcome.rejects else session().commit()
    return outcome


def out() -> list[dict[str, Any]]:
    with acting_as(operator()) as system:
        return list(exported(system))


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_ids(inner) for key, inner in value.items()}
    return [without_ids(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["past.jsonl", "past.xlsx"])
def test_what_is_written_out_can_be_read_in_again(people, name) -> None:
    first = a_record(people)
    outcome = load(first, name=name)
    assert (outcome.rejects, outcome.loaded) == ([], 1)
    [again] = out()
    kept, said = again.pop("answers"), dict(first["answers"])
    assert {key: kept.get(key) for key in said} == said
    assert set(kept) - set(said) <= {"referrer_phone", "referrer_email"}, "what was known of who loaded it"
    assert again == {key: value for key, value in first.items() if key != "answers"}
    made = session().query(Referral).one()
    assert (made.status, made.origin, made.reference) == ("closed", "file", "FAP-2019-000017")
    assert session().query(ReferralFlag).one().flag == "cse"
    assert load(first, name=name).known == 1
    assert session().query(Referral).count() == 1


def test_a_referral_of_the_past_calls_nobody(people) -> None:
    from cases.models import Contact

    load(a_record(people))
    assert session().query(Contact).count() == 0


def test_a_draft_and_a_whole_referral_are_loaded_as_what_they_are(people) -> None:
    whole = a_record(people, status="submitted", reference=None)
    draft = a_record(people, status="draft", reference=None, answers={"reason_text": "Half."})
    assert load(whole, draft).rejects == []
    assert sorted(row.status for row in session().query(Referral)) == ["draft", "submitted"]
    assert whole["answers"]["surname"] in str([row.name for row in session().query(Referral)])


def test_one_bad_line_and_nothing_is_loaded_with_a_reason_for_each(people) -> None:
    good = a_record(people)
    bad = a_record(people, reference=None, status="gone", setting_urn="000000", submitted_on="3/4/19")
    worse = a_record(people, reference=None, extra="x")
    worse["answers"] = {
        "surname": "Secret-Canary",
        "sex": "Z",
        "nickname": "x",
        "parents": "none",
        "context": {"moon": {}},
        "date_of_birth": "soon",
    }
    outcome = load(good, bad, worse)
    told = {(one.line, one.column) for one in outcome.rejects}
    assert {(2, "status"), (2, "setting_urn"), (2, "submitted_on")} <= told
    assert {(3, "extra"), (3, "sex"), (3, "nickname"), (3, "parents"), (3, "context/moon")} <= told
    assert {(3, "date_of_birth"), (3, "answers/forename")} <= told
    assert "Secret-Canary" not in str(outcome.rejects)
    assert session().query(Referral).count() == 0


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\xff\xfe\x00", "not UTF-8"),
        ("a.jsonl", b"{nothing\n", "no JSON"),
        ("a.jsonl", b"[1]\n", "no JSON object"),
        ("a.xlsx", b"plain", "spreadsheet"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(db_session, name, data, words) -> None:
    with acting_as(operator()) as system:
        [reject] = load_referrals(system, data, name).rejects
    assert words in reject.reason


def test_nothing_withheld_is_written_out(people) -> None:
    record = a_record(people)
    record["answers"]["parents"][0] |= {"withheld": "yes", "telephone": "01632 960999"}
    record["answers"] |= {"home_withheld": "yes", "home_postcode": "LS7 3AB", "home_ward": "Canary Ward"}
    load(record)
    text = json.dumps(out())
    assert [one for one in ("960999", "LS7 3AB", "Canary Ward") if one in text] == []


def test_a_text_like_a_formula_comes_back_as_it_was(people) -> None:
    record = a_record(people)
    record["answers"]["reason_text"] = "=1+1 and @home"
    load(record, name="a.xlsx")
    assert out()[0]["answers"]["reason_text"] == "=1+1 and @home"


def test_answers_are_checked_by_typing_them_in(db_session) -> None:
    kept, wrong = checked_answers(
        FORM, {"documents": {"iep": {"files": ["x"]}}, "attendance": "900"}, given()
    )
    assert kept == {}
    assert [path for path, _why in wrong] == ["attendance", "documents/iep/files"]
    assert checked_answers(FORM, [], given())[1]


def test_the_commands_say_what_they_did(app, people, tmp_path) -> None:
    file = tmp_path / "past.jsonl"
    file.write_bytes(as_json_lines([a_record(people)]))
    run = app.test_cli_runner().invoke
    done = run(args=["fap", "load", str(file)])
    assert (done.exit_code, "1 referrals loaded" in done.output) == (0, True), done.output
    target = tmp_path / "out.xlsx"
    assert run(args=["fap", "export", str(target)]).exit_code == 0
    assert target.stat().st_mode & 0o777 == 0o600
    file.write_text('{"status": "closed", "answers": {"colour": "x"}}\n')
    done = run(args=["fap", "load", str(file), "--format", "json"])
    assert done.exit_code == 1
    assert {one["column"] for one in json.loads(done.output)["rejects"]} >= {"colour", "submitted_on"}
    done = run(args=["fap", "load", str(file)])
    assert (done.exit_code, "line 1, colour" in done.output) == (1, True)


def test_documents_are_not_written_out(app, people, make_referral, as_, tmp_path) -> None:
    import io

    from werkzeug.datastructures import FileStorage

    from fap.documents import add_document

    made = make_referral()
    with as_(people.dsl) as actor:
        file = FileStorage(io.BytesIO(b"plain"), filename="notes.txt")
        kept = add_document(actor, made, "school_report", file).public_id
        papers = {**answers_of(made, FORM)["documents"], "school_report": {"files": [kept]}}
        write_answers(actor, made, FORM, {"documents": papers})
        session().commit()
    target = tmp_path / "out.jsonl"
    done = app.test_cli_runner().invoke(args=["fap", "export", str(target)])
    assert done.exit_code == 0, done.output
    assert kept not in target.read_text(encoding="utf-8")
