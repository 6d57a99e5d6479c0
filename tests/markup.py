"""What every page must keep to, whoever asked for it: one list of complaints for a parsed page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

FIELDS = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
_NONCE = re.compile(r"'nonce-([^']+)'")


def parse(text: str) -> tuple[Element, list[str]]:
    """The tree of a page and what was malformed in it, with line and column."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Element = parser.parse(text)
    lines = text.splitlines()
    wrong = []
    for (line, column), code, values in parser.errors:
        near = lines[line - 1][max(0, column - 60) : column + 20] if 0 < line <= len(lines) else ""
        wrong.append(f"malformed HTML at {line}:{column}: {code} {values or ''} near {near!r}")
    return tree, wrong


def words(element: Element | None) -> str:
    """All text below an element, white space made single."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def has_class(element: Element, name: str) -> bool:
    """Whether an element has a class."""
    return name in (element.get("class") or "").split()


def complaints(tree: Element, policy: str) -> list[str]:
    """Everything on a page that breaks a promise; `policy` is its Content-Security-Policy."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    return [
        *_headings(tree),
        *_identities(tree),
        *_labels(tree, parents),
        *_groups(tree, parents),
        *_summary_links(tree),
        *_policy(tree, policy),
        *_forms(tree),
    ]


def _headings(tree: Element) -> Iterator[str]:
    headings = [words(h) for h in tree.iter("h1")]
    title = words(tree.find("head/title")).removeprefix("Error: ")
    if len(headings) != 1:
        yield f"a page has one h1, this one has {headings}"
    elif not headings[0] or not title.startswith(headings[0]):
        yield f"the title {title!r} does not begin with the h1 {headings[0]!r}"
    if not tree.get("lang"):
        yield "html has no lang"


def _identities(tree: Element) -> Iterator[str]:
    counts = Counter(found for e in tree.iter() if (found := e.get("id")) is not None)
    yield from (f"the id {name!r} stands {n} times" for name, n in counts.items() if n > 1)
    for element in tree.iter():
        for attribute in REFERENCES:
            for name in (element.get(attribute) or "").split():
                if name not in counts:
                    yield f"{attribute}={name!r} of {_describe(element)} points nowhere"


def _labels(tree: Element, parents: dict[Element, Element]) -> Iterator[str]:
    labelled = {label.get("for") for label in tree.iter("label") if words(label)}
    by_id = {e.get("id"): e for e in tree.iter() if e.get("id")}
    for field in _fields(tree):
        named = (field.get("aria-labelledby") or "").split()
        spoken = (field.get("aria-label") or "").strip() or any(words(by_id.get(name)) for name in named)
        inside = any(above.tag == "label" and words(above) for above in _above(field, parents))
        if field.get("id") not in labelled and not spoken and not inside:
            yield f"no label for {_describe(field)}"
    for image in tree.iter("img"):
        if image.get("alt") is None:
            yield f"no alt for {_describe(image)}"


def _groups(tree: Element, parents: dict[Element, Element]) -> Iterator[str]:
    choices = [f for f in _fields(tree) if f.get("type") in ("radio", "checkbox")]
    times = Counter(f.get("name") for f in choices)
    for name in dict.fromkeys(f.get("name") for f in choices):
        first = next(f for f in choices if f.get("name") == name)
        if first.get("type") == "checkbox" and times[name] == 1:
            continue
        if not any(_is_named_group(above) for above in _above(first, parents)):
            yield f"the choices {name!r} stand in no fieldset with a legend"
    for fieldset in tree.iter("fieldset"):
        if not _is_named_group(fieldset):
            yield f"fieldset without a legend: {_describe(fieldset)} {words(fieldset)[:60]!r}"


def _is_named_group(element: Element) -> bool:
    if element.tag == "fieldset":
        named = element.get("aria-label") or element.get("aria-labelledby")
        return bool(words(element.find("legend")) or named)
    group = element.get("role") in ("group", "radiogroup")
    return group and bool(element.get("aria-label") or element.get("aria-labelledby"))


def _summary_links(tree: Element) -> Iterator[str]:
    by_id = {e.get("id"): e for e in tree.iter() if e.get("id")}
    for summary in (e for e in tree.iter("div") if has_class(e, "govuk-error-summary")):
        for link in summary.iter("a"):
            target = by_id.get((link.get("href") or "").removeprefix("#"))
            if target is None:
                yield f"the summary's link {words(link)!r} leads to {link.get('href')!r}, which is not there"
            elif not _takes_focus(target):
                yield f"the summary's link {words(link)!r} leads to {_describe(target)}, which takes no focus"


def _takes_focus(element: Element) -> bool:
    if element.tag in FIELDS | {"button"}:
        return element.get("type") != "hidden" and element.get("disabled") is None
    return element.get("tabindex") is not None or (element.tag == "a" and element.get("href") is not None)


def _policy(tree: Element, policy: str) -> Iterator[str]:
    if not policy.startswith("default-src 'none'") or "unsafe" in policy:
        yield f"the content security policy is {policy!r}"
    nonces = set(_NONCE.findall(policy))
    for element in tree.iter():
        if element.tag in ("script", "style") and element.get("nonce") not in nonces:
            yield f"{_describe(element)} has not the nonce of the policy"
        for attribute, value in element.attrib.items():
            name = str(attribute)
            if name == "style" or re.fullmatch(r"on[a-z]+", name):
                yield f"{_describe(element)} has the attribute {name}"
            if name in ("href", "action", "src") and value.strip().casefold().startswith("javascript:"):
                yield f"{_describe(element)} runs a script by its address"


def _forms(tree: Element) -> Iterator[str]:
    for form in tree.iter("form"):
        token = any(field.get("name") == "csrf_token" and field.get("value") for field in form.iter("input"))
        if (form.get("method") or "get").lower() == "post" and not token:
            yield f"the form to {form.get('action')!r} has no CSRF token"


def _fields(tree: Element) -> Iterator[Element]:
    for element in tree.iter():
        if element.tag in FIELDS and element.get("type") not in UNLABELLED_TYPES:
            yield element


def _above(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    while element in parents:
        element = parents[element]
        yield element


def _describe(element: Any) -> str:
    shown = [f'{n}="{element.get(n)}"' for n in ("type", "name", "id", "class") if element.get(n)]
    return f"<{' '.join([str(element.tag), *shown])}>"
