"""Every kind puts out everything, and what it stores survives drawing and posting."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form as WTForm

from foundation.questions import Making, every_question, fill, is_upn, postcode, upn_letter
from foundation.questions.composites import Composite
from foundation.questions.pages import simple
from foundation.questions.question import Question, Sight
from foundation.questions.ticks import Files
from tests.foundation_questions.specimen import FORM, GIVEN

EVERY = [(path, q) for path, q in every_question(FORM.questions)]
SIMPLE = [(path, q) for path, q in EVERY if not isinstance(q, (Composite, Files))]


def every_kind(cls=Question):
    return {found for sub in cls.__subclasses__() for found in {sub, *every_kind(sub)}}


def names(items):
    return ["/".join(path) for path, _ in items]


def test_the_specimen_holds_every_kind():
    own = [kind for kind in every_kind() if kind.__module__.startswith("foundation.questions.")]
    public = {kind.__name__ for kind in own if not kind.__name__.startswith("_")}
    abstract = {"OneInput", "Composite"}
    assert public - abstract == {q.kind for _, q in EVERY}


@pytest.mark.parametrize(("path", "question"), EVERY, ids=names(EVERY))
def test_every_question_puts_out_everything(path, question):
    value = question.example(Making(random.Random(4), GIVEN)) or question.example(
        Making(random.Random(5), GIVEN)
    )
    assert json.loads(json.dumps(value)) == value
    assert isinstance(question.words(value, GIVEN), str) if value is not None else True
    assert len(question.cells(value, GIVEN)) == len(question.headings()) == len(question.cells(None, GIVEN))
    said = question.say(value, Sight(GIVEN, frozenset({path})), path)
    assert said.label == question.label
    assert said.kind == question.kind
    spec = json.loads(json.dumps(question.spec(GIVEN)))
    assert spec["key"] == question.key
    assert spec["kind"] == type(question).__name__
    assert isinstance(question.facts(value, GIVEN), tuple)
    assert list(question.changes(value, value, GIVEN)) == []
    assert question.draw(question.key, {}, GIVEN).template
    assert question.merge(value, value, value, path) == (value, ())


@pytest.mark.parametrize(("path", "question"), SIMPLE, ids=names(SIMPLE))
@pytest.mark.parametrize("seed", range(5))
def test_what_is_stored_survives_drawing_and_posting(path, question, seed):
    value = question.example(Making(random.Random(seed), GIVEN))
    typed = question.typed(value, "name") if value is not None else {}
    form = type("F", (WTForm,), {"name": question.field(GIVEN, "name")})(formdata=MultiDict(typed))
    assert form.validate(), form.errors
    assert form["name"].data == value


@settings(max_examples=60, deadline=None)
@for_all(data=st.data())
def test_no_post_ever_raises(data):
    _path, question = data.draw(st.sampled_from(SIMPLE))
    texts = st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from(
                [
                    "31",
                    "2",
                    "2026",
                    "😀",
                    "26",
                    "yes",
                    "-1",
                    "1e9",
                    "٣",
                    "NaN",
                    "\x00",
                    "=1+1",
                    "a" * 3000,
                    "‮abc",
                ]
            ),
        ),
        max_size=4,
    )
    fields = data.draw(st.dictionaries(st.sampled_from(question.names("n")), texts))
    posted = MultiDict([(name, text) for name, values in fields.items() for text in values])
    parsed = question.parse(posted, "n", GIVEN)
    assert isinstance(parsed.wrong, str)
    if parsed.wrong:
        assert parsed.value is None
        assert len(parsed.wrong) < 300
    elif parsed.value is not None:
        json.dumps(parsed.value)
        again = question.parse(MultiDict(question.typed(parsed.value, "n")), "n", GIVEN)
        assert again.value == parsed.value, "what was stored reads back as itself"


def question(key):
    return next(q for _, q in EVERY if q.key == key)


@pytest.mark.parametrize(
    ("day", "month", "year", "says"),
    [
        ("31", "2", "2026", "real date"),
        ("1", "1", "26", "four digits"),
        ("😀", "1", "2026", "numbers"),
        ("", "1", "2026", "include a day"),
        ("1", "", "", "include a month and a year"),
        ("1", "1", "0001", "or later"),
        ("٣", "1", "2026", "numbers"),
        ("1", "1", "99999", "numbers"),
    ],
)
def test_a_date_that_is_none_is_refused_with_a_reason(day, month, year, says):
    parsed = question("born").parse(MultiDict({"d-day": day, "d-month": month, "d-year": year}), "d", GIVEN)
    assert says in parsed.wrong


@pytest.mark.parametrize(
    "fields",
    [
        [("d-day", "1"), ("d-day", "2"), ("d-month", "1"), ("d-year", "2026")],
        [("d-year", "2026")],
        [("d", "1"), ("d", "2"), ("d-day", "3")],
    ],
)
def test_a_date_in_other_than_three_parts_is_refused(fields):
    assert question("born").parse(MultiDict(fields), "d", GIVEN).wrong


def test_a_month_may_be_written_out():
    assert (
        question("born")
        .parse(MultiDict({"d-day": "3", "d-month": "November", "d-year": "2011"}), "d", GIVEN)
        .value
        == "2011-11-03"
    )


@pytest.mark.parametrize(
    "upn",
    [
        "B801200005001",
        "P330200115001",
        "V201361419042",
        "K873406421117",
        "D941200024003",
        "A838400023250",
        "N999100118001",
        "R674123101121",
        "H82545002001A",
        "B33020012407Z",
        "M93740012211M",
    ],
)
def test_upns_of_all_authorities_are_known(upn):
    assert is_upn(upn)
    assert upn_letter(upn[1:]) == upn[0]


@pytest.mark.parametrize(
    "upn", ["A801200005001", "X80120000A001", "I801200005001", "B80120000500", "", "B80120000500é"]
)
def test_wrong_upns_are_refused(upn):
    assert not is_upn(upn)
    assert upn == "" or question("upn").parse(MultiDict({"u": upn}), "u", GIVEN).wrong


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("ec1a1bb", "EC1A 1BB"),
        (" m1  1ae ", "M1 1AE"),
        ("B33 8TH", "B33 8TH"),
        ("No fixed address", "no fixed address"),
        ("QX1 1AA", None),
        ("A1 1C1", None),
        ("M1 1AV", None),
        ("Leeds", None),
    ],
)
def test_postcodes(text, stored):
    assert postcode(text) == stored


@pytest.mark.parametrize(
    ("text", "stored"), [("8.40", "08:40"), ("3:15pm", "15:15"), ("12:00am", "00:00"), ("0840", "08:40")]
)
def test_times(text, stored):
    assert question("leaves").parse(MultiDict({"t": text}), "t", GIVEN).value == stored


@pytest.mark.parametrize(("text", "stored"), [("93.5%", "93.5"), ("100", "100"), ("0", "0"), ("090", "90")])
def test_percentages(text, stored):
    assert question("attendance").parse(MultiDict({"p": text}), "p", GIVEN).value == stored


@pytest.mark.parametrize("text", ["101", "-1", "93.55", "ninety", "½", "1e1"])
def test_wrong_percentages_say_so(text):
    assert question("attendance").parse(MultiDict({"p": text}), "p", GIVEN).wrong


def test_a_name_of_two_thousand_characters_is_refused_with_both_lengths():
    wrong = question("surname").parse(MultiDict({"n": "a" * 2000}), "n", GIVEN).wrong
    assert "200 characters" in wrong
    assert "2000" in wrong


def test_right_to_left_text_and_emoji_are_kept():
    text = "محمد 😀 Ż"
    assert question("surname").parse(MultiDict({"n": text}), "n", GIVEN).value == text


def test_a_lookup_offers_the_matches_and_takes_the_picked_one():
    school = question("school")
    many = school.parse(MultiDict({"s": "Saltbeck"}), "s", GIVEN)
    assert "more than one" in many.wrong
    drawn = school.draw("s", {"s": ["Saltbeck"]}, GIVEN, many.wrong)
    assert [i.value for i in drawn.items] == ["100001", "100002", "other"]
    assert school.parse(MultiDict({"s": "Saltbeck", "s-pick": "100002"}), "s", GIVEN).value == {
        "code": "100002"
    }
    assert school.parse(MultiDict({"s": "Saltbeck", "s-pick": "other"}), "s", GIVEN).value == {
        "text": "Saltbeck"
    }
    assert school.parse(MultiDict({"s": "A school in Lagos"}), "s", GIVEN).value == {
        "text": "A school in Lagos"
    }
    assert school.words({"code": "100003"}, GIVEN) == "Corvin Hill Academy (100003)"


def test_an_old_code_keeps_its_label_and_stays_on_the_page():
    ethnicity = question("ethnicity")
    assert ethnicity.words("WOLD", GIVEN) == "An old code's label"
    drawn = ethnicity.draw("e", {"e": ["WOLD"]}, GIVEN)
    assert [(i.value, i.ticked) for i in drawn.items][-1] == ("WOLD", True)
    assert drawn.template == "select"


def test_none_of_these_excludes_the_others():
    agencies = question("agencies")
    assert agencies.parse(MultiDict([("a", "none"), ("a", "police")]), "a", GIVEN).wrong
    assert agencies.parse(MultiDict([("a", "camhs"), ("a", "police")]), "a", GIVEN).value == [
        "police",
        "camhs",
    ]


def test_a_filled_form_is_complete_and_the_same_for_the_same_seed():
    assert fill(FORM, GIVEN, seed=3) == fill(FORM, GIVEN, seed=3)
    assert fill(FORM, GIVEN, seed=3) != fill(FORM, GIVEN, seed=4)


def test_what_is_known_stands_and_the_rest_agrees_with_it():
    for seed in range(5):
        answers = fill(FORM, GIVEN, seed, known={"social_care": "yes", "surname": None, "early_help": "no"})
        assert answers["social_care"] == "yes"
        assert answers["worker"]
        assert answers["why_no_early_help"]
        assert "surname" not in answers


def test_realistic_words_can_be_offered():
    answers = fill(FORM, GIVEN, texts=lambda q, _rng: "Okonkwo" if q.key == "surname" else None)
    assert answers["surname"] == "Okonkwo"


def test_the_inputs_of_a_section_are_those_of_inline_parts_too():
    keys = {"-".join(path) for path, _ in simple(FORM.section("profile").questions)}
    assert {"flags-cse-ticked", "flags-cse-capacity", "flags-none_of_these-ticked", "social_care"} <= keys
    assert not any(
        key.startswith("context")
        for key in ("-".join(path) for path, _ in simple(FORM.section("around").questions))
    )
