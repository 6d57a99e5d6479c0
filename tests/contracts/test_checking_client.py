"""The checking client notices what it promises to notice, and fills a form as a browser does."""

from __future__ import annotations

import pytest

from tests import markup
from tests.filling import fill, forms_of

POLICY = "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'self'"
GOOD = """<!doctype html><html lang="en-GB"><head><title>{title}</title></head><body><main>
<h1>Add a child</h1>
{body}</main></body></html>"""


def found(body: str, *, title: str = "Add a child – Portal", policy: str = POLICY) -> list[str]:
    """What is wrong with a page that has this body."""
    tree, malformed = markup.parse(GOOD.format(title=title, body=body))
    return [*malformed, *markup.complaints(tree, policy)]


def test_a_good_page_has_nothing_to_complain_about() -> None:
    body = """<div class="govuk-error-summary"><a href="#sex">Say which</a></div>
    <form method="post"><input type="hidden" name="csrf_token" value="t">
    <label for="n">Name</label><input id="n" name="n">
    <fieldset><legend>Sex</legend><input type="radio" name="sex" id="sex" value="f"><label for="sex">F</label>
    <input type="radio" name="sex" id="sex-2" value="m"><label for="sex-2">M</label></fieldset></form>
    <script src="/a.js" nonce="abc"></script>"""
    assert found(body, title="Error: Add a child – Portal") == []


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<p><div></div></p>", "malformed HTML"),
        ("<h1>Again</h1>", "has one h1"),
        ('<p id="a"></p><p id="a"></p>', "'a' stands 2 times"),
        ('<input name="q">', "no label"),
        ('<label for="q"> </label><input id="q" name="q">', "no label"),
        ('<label for="gone">Q</label>', "points nowhere"),
        ('<p aria-describedby="gone">Q</p>', "points nowhere"),
        ('<label><input type="radio" name="r" value="1">One</label>', "no fieldset with a legend"),
        (
            '<fieldset><legend> </legend><label><input type="radio" name="r">One</label></fieldset>',
            "no fieldset with a legend",
        ),
        ("<fieldset><p>Date</p></fieldset>", "without a legend"),
        ('<div class="govuk-error-summary"><a href="#gone">Enter</a></div>', "not there"),
        (
            '<div class="govuk-error-summary"><a href="#dob">Enter</a></div><div id="dob"></div>',
            "takes no focus",
        ),
        ("<script>1</script>", "not the nonce"),
        ('<script nonce="other">1</script>', "not the nonce"),
        ('<p style="color:red">x</p>', "attribute style"),
        ('<p onclick="x()">x</p>', "attribute onclick"),
        ('<a href="javascript:x()">x</a>', "runs a script"),
        ('<form method="post"></form>', "no CSRF token"),
        ('<img src="/x.png">', "no alt"),
    ],
)
def test_it_notices(body: str, complaint: str) -> None:
    assert any(complaint in line for line in found(body)), found(body)


def test_it_notices_a_title_that_says_something_else() -> None:
    assert any("does not begin with the h1" in line for line in found("", title="Portal"))


@pytest.mark.parametrize("policy", ["", "default-src 'self'", POLICY + "; img-src 'unsafe-inline'"])
def test_it_notices_a_weak_policy(policy: str) -> None:
    assert any("content security policy" in line for line in found("", policy=policy))


FORM = """<form><input type="hidden" name="csrf_token" value="t"><input name="name" value="Before">
<textarea name="why">
Line</textarea>
<input type="radio" name="sex" value="f"><input type="radio" name="sex" value="m" checked>
<input type="checkbox" name="need" value="1" checked><input type="checkbox" name="need" value="2">
<input type="checkbox" name="agree" value="yes"><select name="year"><option value="">-</option>
<option>7</option></select><input name="gone" value="x" disabled>
<button name="do" value="save">Save</button></form>"""


def sent(fields: dict[str, object]) -> dict[str, list[object]]:
    """What the form sends when these fields are typed."""
    tree, _ = markup.parse(FORM)
    form = forms_of(tree)[0]
    return fill(form, fields, next(form.iter("button"))).to_dict(flat=False)


def test_what_stands_in_a_form_is_sent_back() -> None:
    assert sent({}) == {
        "csrf_token": ["t"],
        "name": ["Before"],
        "why": ["Line"],
        "sex": ["m"],
        "need": ["1"],
        "year": [""],
        "do": ["save"],
    }


def test_what_is_typed_replaces_what_stands_there() -> None:
    data = sent({"name": "After", "sex": "f", "need": ["1", "2"], "agree": True, "year": 7})
    assert (data["name"], data["sex"], data["need"]) == (["After"], ["f"], ["1", "2"])
    assert (data["agree"], data["year"]) == (["yes"], ["7"])
    assert "need" not in sent({"need": None})


@pytest.mark.parametrize("fields", [{"unknown": "x"}, {"sex": "other"}, {"gone": "y"}, {"year": "99"}])
def test_what_the_page_does_not_offer_cannot_be_sent(fields: dict[str, object]) -> None:
    with pytest.raises(AssertionError, match=r"the form has no field|does not offer"):
        sent(fields)
