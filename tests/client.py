"""The checking client: a browser without a screen that checks every page it is sent.

    page = client.sign_in(account).get("/referrals")
    page = client.submit("Save and continue", surname="Okafor", reasons=["2", "5"])
    assert page.h1 == "Check the answers"

CSRF protection is on: `submit` fills the form that stands on the page, as a person would, so its token and
its hidden fields go with it. `post` sends what no form offers (forged fields, foreign records).
"""

from __future__ import annotations

import contextvars
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from werkzeug.datastructures import MultiDict

from tests import markup
from tests.configuration import BASE_URL
from tests.filling import buttons_of, fill, forms_of

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

REDIRECTS = {301, 302, 303, 307, 308}


class Page:
    """What came back: the answer and, when it is HTML, its tree."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.path = response.request.path
        self.headers = response.headers
        self.data = response.data
        self.is_html = response.mimetype == "text/html" and bool(self.data)
        self.text = response.get_data(as_text=True) if self.is_html else ""
        self.malformed: list[str] = []
        self.tree: Element | None = None
        if self.is_html:
            self.tree, self.malformed = markup.parse(self.text)

    @property
    def root(self) -> Element:
        """The tree; a download has none."""
        assert self.tree is not None, f"{self.path} sent {self.response.mimetype}, not a page"
        return self.tree

    @property
    def h1(self) -> str:
        """The heading."""
        return markup.words(next(self.root.iter("h1"), None))

    @property
    def words(self) -> str:
        """Everything that can be read in <main>, white space made single."""
        return markup.words(next(self.root.iter("main"), self.root))

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        found = (e for e in self.root.iter("div") if markup.has_class(e, "govuk-error-summary"))
        return [markup.words(line) for summary in found for line in summary.iter("li")]

    @property
    def links(self) -> dict[str, str]:
        """The words of every link and where it leads; the last one of the same words counts."""
        return {markup.words(a): a.get("href", "") for a in self.root.iter("a")}

    @property
    def buttons(self) -> list[str]:
        """The words on every button of every form."""
        return [words for form in forms_of(self.root) for words, _ in buttons_of(form)]

    def rows(self, table: int = 0) -> list[list[str]]:
        """The cells of a table, row by row, headings included."""
        found = list(self.root.iter("table"))[table]
        return [[markup.words(c) for c in row if c.tag in ("td", "th")] for row in found.iter("tr")]

    def find(self, css_class: str) -> list[Element]:
        """Every element with a class."""
        return [element for element in self.root.iter() if markup.has_class(element, css_class)]

    def __contains__(self, text: str) -> bool:
        """Whether the words can be read on the page (in a download: stand in its bytes)."""
        return text in self.words if self.is_html else text.encode() in self.data


class CheckingClient:
    """Flask's test client, with a page in view and a list of promises to hold it to."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser = app.test_client()
        self.page: Page | None = None
        self.signed_in = False

    # Going places ---------------------------------------------------------------------------

    def get(self, path: str, *, status: int | None = 200, follow: bool = True) -> Page:
        """Open an address. `status` None takes any answer."""
        return self._send("GET", path, status=status, follow=follow)

    def click(self, words: str, *, status: int | None = 200) -> Page:
        """Follow the link with these words."""
        links = self._in_view().links
        assert words in links, f"no link {words!r} among {sorted(links)}"
        return self.get(links[words], status=status)

    def submit(
        self,
        button: str | Mapping[str, Any] | None = None,
        fields: Mapping[str, Any] | None = None,
        *,
        form: int | str | None = None,
        status: int | None = 200,
        follow: bool = True,
        **more: Any,
    ) -> Page:
        """Fill the form in view and send it.

        `button`: words on the button (it also chooses the form). `form`: number in <main>, or part of its
        action. `fields` and keywords: name to text; a list for several ticks; True ticks, False or None
        empties or unticks; (bytes, file name) uploads. What the page does not offer is an error of the test.
        """
        if isinstance(button, Mapping):
            button, fields = None, {**button, **(fields or {})}
        page = self._in_view()
        found, pressed = _form(page, button, form)
        data = fill(found, {**(fields or {}), **more}, pressed)
        method = (found.get("method") or "get").upper()
        action = found.get("action") or self._address(page)
        return self._send(method, action, data=data, status=status, follow=follow)

    def post(
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        status: int | None = 200,
        follow: bool = True,
    ) -> Page:
        """Post what no form offers, with a good CSRF token: only access and sense are in question."""
        values = MultiDict(data or {})
        values.setdefault("csrf_token", self.token())
        return self._send("POST", path, data=values, status=status, follow=follow)

    def token(self) -> str:
        """A CSRF token of this browser: of the page in view, else of the home or sign-in page."""
        for path in (None, "/", "/sign-in"):
            page = self.page if path is None else self.get(path, status=None)
            if page is not None and page.is_html:
                for field in page.root.iter("input"):
                    if field.get("name") == "csrf_token":
                        return field.get("value") or ""
        raise AssertionError("no page has a CSRF token")

    # Who is asking --------------------------------------------------------------------------

    def sign_in(self, account: Any) -> CheckingClient:
        """Sign an account in by a live session, both factors proved (its own tests use the real form)."""
        from tests.people import start_session

        token = start_session(self.app, account)
        with self.browser.session_transaction(base_url=BASE_URL) as kept:
            kept.clear()
            kept["token"] = token
        self.page, self.signed_in = None, True
        return self

    # Within ---------------------------------------------------------------------------------

    def _in_view(self) -> Page:
        assert self.page is not None, "open a page first"
        return self.page

    def _address(self, page: Page) -> str:
        query = page.response.request.query_string.decode()
        return page.path + (f"?{query}" if query else "")

    def _send(self, method: str, path: str, *, status: int | None, follow: bool, data: Any = None) -> Page:
        from tests.people import between_requests

        headers = {"Referer": BASE_URL + (self._address(self.page) if self.page else "/")}
        if method == "GET" and data is not None:
            path, options = path.split("?")[0], {"query_string": data}
        else:
            options = {"data": data}
        with between_requests():
            # In a context of its own: a request in service shares nothing with what asked for it.
            response = contextvars.Context().run(
                self.browser.open,
                path,
                method=method,
                base_url=BASE_URL,
                headers=headers,
                follow_redirects=follow,
                **options,
            )
        page = Page(response)
        self._check(page)
        if status is not None and page.status != status:
            shown = page.errors or [page.words[:600]] if page.is_html else [page.data[:200]]
            raise AssertionError(
                f"{method} {path} answered {page.status} at {page.path}, not {status}: {shown}"
            )
        if page.is_html and page.status not in REDIRECTS:
            self.page = page
        return page

    def _check(self, page: Page) -> None:
        wrong = list(page.malformed)
        if page.headers.get("X-Content-Type-Options") != "nosniff":
            wrong.append("X-Content-Type-Options is not nosniff")
        if self.signed_in and "no-store" not in page.headers.get("Cache-Control", ""):
            wrong.append("a page for somebody signed in may be stored")
        if page.tree is not None and page.status not in REDIRECTS:
            wrong += markup.complaints(page.tree, page.headers.get("Content-Security-Policy", ""))
        assert not wrong, f"{page.path}:\n  " + "\n  ".join(wrong)


def _form(page: Page, button: str | None, wanted: int | str | None) -> tuple[Element, Element | None]:
    """The form and the button that were meant."""
    main = next(page.root.iter("main"), page.root)
    forms = forms_of(main) if button is None or wanted is not None else forms_of(page.root)
    if isinstance(wanted, int):
        forms = forms[wanted : wanted + 1]
    elif isinstance(wanted, str):
        forms = [form for form in forms if wanted in (form.get("action") or "")]
    if button is not None:
        pressed = [(form, e) for form in forms for words, e in buttons_of(form) if words == button]
        assert pressed, f"no button {button!r} on {page.path} among {page.buttons}"
        return pressed[0]
    assert len(forms) == 1, (
        f"{len(forms)} forms on {page.path}; say which: {[f.get('action') for f in forms]}"
    )
    return forms[0], next((e for _, e in buttons_of(forms[0])), None)
