"""Kinds answered by choosing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.questions.question import Fact, Given, Item, Making, Parsed, Posted, Question, Typed, tidy


@dataclass(frozen=True)
class Option:
    """An option. `counts_as_missing`: the words of the problem when it is chosen ("We have not asked
    yet").
    """

    code: str
    label: str
    hint: str = ""
    counts_as_missing: str = ""


Options = Sequence["Option | tuple[str, str]"]
REFUSED = "Choose one of the options on the page"


@dataclass(frozen=True)
class _Choosing(Question):
    """What all kinds with options share."""

    template = "radios"

    def options(self, given: Given) -> tuple[Option, ...]:
        """What can be chosen today."""
        raise NotImplementedError

    def label_of(self, code: str, given: Given) -> str:
        """The label of a stored code."""
        return next((option.label for option in self.options(given) if option.code == code), code)

    def items(self, name: str, typed: Typed, given: Given) -> tuple[Item, ...]:
        chosen = typed.get(name, [])
        options = [*self.options(given)]
        known = {option.code for option in options}
        options += [Option(code, self.label_of(code, given)) for code in chosen if code and code not in known]
        return tuple(Item(o.code, o.label, o.hint, o.code in chosen) for o in options)

    def spec(self, given: Given) -> dict[str, Any]:
        return super().spec(given) | {"choices": [[o.code, o.label] for o in self.options(given)]}


@dataclass(frozen=True)
class _One(_Choosing):
    """Exactly one option, stored as its code. `select` draws a drop-down list instead of radios."""

    select: bool = False
    inline: bool = False

    def draw(self, name: str, typed: Typed, given: Given, error: str = "") -> Any:
        drawn = super().draw(name, typed, given, error)
        if not self.select:
            return drawn
        return type(drawn)(**{**vars(drawn), "template": "select"})

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"inline": self.inline}

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed:
        """The one posted code; none is no answer; two, or one that is not offered, cannot be stored."""
        codes = [tidy(text, one_line=True) for text in posted.getlist(name)]
        codes = [code for code in codes if code]
        if not codes:
            return Parsed()
        if len(set(codes)) > 1 or codes[0] not in {o.code for o in self.options(given)}:
            return Parsed(wrong=f"{self.label}: {REFUSED.lower()}")
        return Parsed(codes[0])

    def typed(self, value: Any, name: str) -> Typed:
        return {name: [str(value)]}

    def words(self, value: Any, given: Given) -> str:
        return self.label_of(str(value), given)

    def doubts(self, value: Any, given: Given) -> Iterator[str]:
        for option in self.options(given):
            if option.code == value and option.counts_as_missing:
                yield option.counts_as_missing

    def example(self, making: Making) -> Any:
        options = [o.code for o in self.options(making.given) if not o.counts_as_missing]
        return making.rng.choice(options) if options else None


@dataclass(frozen=True)
class _Many(_Choosing):
    """Any number of options, stored as a list of codes in the order of the options. `none_of` excludes
    the rest.
    """

    template = "checkboxes"
    none_of: str = ""

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed:
        """The posted codes; one that is not offered, or "none of these" with another, cannot be stored."""
        codes = {tidy(text, one_line=True) for text in posted.getlist(name)} - {""}
        offered = [o.code for o in self.options(given)]
        if codes - set(offered):
            return Parsed(wrong=f"{self.label}: choose only from the options on the page")
        if self.none_of in codes and len(codes) > 1:
            return Parsed(
                wrong=f"{self.label}: choose either “{self.label_of(self.none_of, given)}” or the others"
            )
        return Parsed([code for code in offered if code in codes] or None)

    def typed(self, value: Any, name: str) -> Typed:
        return {name: [str(code) for code in value]}

    def words(self, value: Any, given: Given) -> str:
        return "; ".join(self.label_of(code, given) for code in value)

    def facts(self, value: Any, given: Given) -> tuple[Fact, ...]:
        return tuple(Fact(self.fact, code) for code in value or ()) if self.fact else ()

    def example(self, making: Making) -> Any:
        codes = [o.code for o in self.options(making.given) if o.code != self.none_of]
        chosen = making.rng.sample(codes, k=making.rng.randint(1, min(3, len(codes)))) if codes else []
        return [code for code in codes if code in chosen] or None


@dataclass(frozen=True)
class _Declared(_Choosing):
    """The options stand in the declaration."""

    choices: Options = ()

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(o if isinstance(o, Option) else Option(*o) for o in self.choices)


@dataclass(frozen=True)
class _OfSet(_Choosing):
    """The options are a dated reference set, handed in when drawn; old codes keep their labels."""

    set: str = ""

    @property
    def set_name(self) -> str:
        return self.set

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(*row) for row in (given.sets.get(self.set, ())))

    def label_of(self, code: str, given: Given) -> str:
        return given.label(self.set, code)


@dataclass(frozen=True)
class Choice(_Declared, _One):
    """One of the options of the declaration."""


@dataclass(frozen=True)
class Choices(_Declared, _Many):
    """Any of the options of the declaration."""


@dataclass(frozen=True)
class SetChoice(_OfSet, _One):
    """One of a reference set."""


@dataclass(frozen=True)
class SetChoices(_OfSet, _Many):
    """Any of a reference set."""


@dataclass(frozen=True)
class YesNo(Choice):
    """Yes or no, stored as "yes" or "no"."""

    choices: Options = (("yes", "Yes"), ("no", "No"))
    inline: bool = True


@dataclass(frozen=True)
class YesNoUnknown(Choice):
    """Yes, no or "not known", stored as "yes", "no" or "unknown"."""

    choices: Options = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))
    inline: bool = True


@dataclass(frozen=True)
class Tick(Question):
    """One tick box, stored as true: "is this row relevant", "is this flag ticked"."""

    template = "tick"

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed:
        return Parsed(True if any(tidy(text) for text in posted.getlist(name)) else None)

    def typed(self, value: Any, name: str) -> Typed:
        return {name: ["yes"]} if value is True else {}

    def words(self, value: Any, given: Given) -> str:
        return "Yes" if value is True else "No"

    def example(self, making: Making) -> Any:
        return making.rng.random() < 0.5 or None


@dataclass(frozen=True)
class Lookup(Question):
    """Something chosen by a number or a name through a look-up handed in (`Given.lookups[lookup]`).

    Stored as {"code": …}, or as {"text": …} when `free` lets people name what the look-up does not hold.
    Several matches are offered as radios named "<name>-pick"; nothing typed is lost.
    """

    lookup: str = "settings"
    free: bool = False
    template = "lookup"

    def names(self, name: str) -> tuple[str, ...]:
        return (name, f"{name}-pick")

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed:
        """A picked match that still fits the text, else an exact match, else the text itself when `free`."""
        text = " ".join(tidy(part, one_line=True) for part in posted.getlist(name)).strip()[:500]
        finder = given.lookups.get(self.lookup)
        if not text:
            return Parsed()
        found = list(finder.find(text)) if finder else []
        picked = {tidy(part, one_line=True) for part in posted.getlist(f"{name}-pick")} - {""}
        fitting = [code for code, _label in found if code in picked]
        if len(fitting) == 1 or len(found) == 1:
            return Parsed({"code": (fitting or [found[0][0]])[0]})
        if self.free and ("other" in picked or not found):
            return Parsed({"text": text[:200]})
        if found:
            return Parsed(
                wrong=f"{self.label}: more than one matches “{text[:60]}”. Choose which one you mean"
            )
        return Parsed(
            wrong=f"{self.label}: nothing matches “{text[:60]}”. Type part of the name, or the number"
        )

    def typed(self, value: Any, name: str) -> Typed:
        return {name: [value.get("code") or value.get("text", "")]}

    def draw(self, name: str, typed: Typed, given: Given, error: str = "") -> Any:
        """Draw a stored code by its label, so that people see what they chose."""
        finder = given.lookups.get(self.lookup)
        label = finder.label(next(iter(typed.get(name, [""])), "")) if finder and not error else None
        return super().draw(name, {**typed, name: [label]} if label else typed, given, error)

    def items(self, name: str, typed: Typed, given: Given) -> tuple[Item, ...]:
        finder = given.lookups.get(self.lookup)
        text = tidy(next(iter(typed.get(name, ())), ""), one_line=True)
        found = list(finder.find(text))[:20] if finder and text else []
        if len(found) < 2:
            return ()
        other = [Item("other", f"None of these: keep “{text[:60]}”")] if self.free else []
        return (*(Item(code, label) for code, label in found), *other)

    def words(self, value: Any, given: Given) -> str:
        finder = given.lookups.get(self.lookup)
        code = value.get("code", "")
        return (finder.label(code) if finder and code else None) or code or value.get("text", "")

    def facts(self, value: Any, given: Given) -> tuple[Fact, ...]:
        return (Fact(self.fact, value["code"]),) if self.fact and value and value.get("code") else ()

    def example(self, making: Making) -> Any:
        finder = making.given.lookups.get(self.lookup)
        found = list(finder.find("")) if finder else []
        if found:
            return {"code": making.rng.choice(found)[0]}
        return {"text": making.texts(self, making.rng) or "Saltbeck High School"} if self.free else None
