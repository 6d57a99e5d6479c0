"""Filling a form that stands on a page, the way a browser sends it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from werkzeug.datastructures import MultiDict

from tests.markup import words

TICKED = ("radio", "checkbox")
PRESSED = ("submit", "button", "reset", "image")


def forms_of(element: Element) -> list[Element]:
    """Every form below an element."""
    return list(element.iter("form"))


def buttons_of(form: Element) -> list[tuple[str, Element]]:
    """The words and element of every button that submits a form."""
    found = [(words(b), b) for b in form.iter("button") if b.get("type", "submit") == "submit"]
    return found + [(i.get("value") or "", i) for i in form.iter("input") if i.get("type") == "submit"]


def fill(form: Element, fields: Mapping[str, Any], pressed: Element | None) -> MultiDict[str, Any]:
    """What a browser sends: what stands in the form, `fields` typed over it, and the button's own value."""
    offered = _controls(form)
    unknown = sorted(set(fields) - set(offered))
    assert not unknown, f"the form has no field {unknown}; it has {sorted(offered)}"
    data: MultiDict[str, Any] = MultiDict()
    for name, controls in offered.items():
        for value in _typed(name, controls, fields[name]) if name in fields else _standing(controls):
            data.add(name, value)
    if pressed is not None and pressed.get("name"):
        data.setlist(pressed.get("name") or "", [pressed.get("value") or ""])
    return data


def _controls(form: Element) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for element in form.iter():
        usable = element.tag in ("input", "select", "textarea") and element.get("disabled") is None
        name = element.get("name")
        if usable and name and (element.get("type") or "text") not in PRESSED:
            found.setdefault(name, []).append(element)
    return found


def _standing(controls: list[Element]) -> list[str]:
    """The values as the page shows them."""
    return [value for control in controls for value in _value(control)]


def _value(control: Element) -> list[str]:
    kind = control.get("type")
    if kind == "file":
        return []
    if kind in TICKED:
        return [control.get("value") or "on"] if control.get("checked") is not None else []
    if control.tag == "textarea":
        return ["".join(control.itertext()).removeprefix("\n")]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        if not chosen and control.get("multiple") is None:
            chosen = options[:1]
        return [_option(option) for option in chosen]
    return [control.get("value") or ""]


def _option(option: Element) -> str:
    value = option.get("value")
    return words(option) if value is None else value


def _typed(name: str, controls: list[Element], given: Any) -> list[Any]:
    """The values a person chose or typed."""
    first = controls[0]
    if first.get("type") == "file":
        return _files(given)
    choices = _choices(controls)
    if given is None or given is False:
        return [] if choices is not None and first.tag != "select" else [""]
    if given is True:
        assert len(choices or ()) == 1, f"{name!r} has {choices}; say which"
        return choices or []
    wanted = [str(value) for value in (given if isinstance(given, list | tuple | set) else [given])]
    if choices is not None:
        strange = [value for value in wanted if value not in choices]
        assert not strange, f"{name!r} does not offer {strange}; it offers {choices}"
    return wanted


def _choices(controls: list[Element]) -> list[str] | None:
    """What can be chosen; None where anything can be typed."""
    if controls[0].get("type") in TICKED:
        return [control.get("value") or "on" for control in controls]
    if controls[0].tag == "select":
        return [_option(option) for control in controls for option in control.iter("option")]
    return None


def _files(given: Any) -> list[Any]:
    if not given:
        return [(io.BytesIO(b""), "")]
    several = given if isinstance(given, list) else [given]
    return [(io.BytesIO(content), name) for content, name in several]
