"""Conditions as data: when a question is asked.

A condition reads a *scope*: the answers of the question's own page first, then those around it, then the
whole form's. Conditions are plain values, so they can be printed (`spec`), compared and followed (`keys`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Scope = Mapping[str, Any]


class Names(Protocol):
    """What questions and their options are called."""

    def question(self, key: str, /) -> str:
        """The label of a question."""

    def option(self, key: str, code: Any, /) -> str:
        """The label of one of its options."""


class Condition:
    """When a question is asked. Subclasses are values: no state, no request, no clock."""

    def holds(self, scope: Scope) -> bool:
        """Is the question asked, given these answers?"""
        raise NotImplementedError

    def keys(self) -> frozenset[str]:
        """The keys of the questions this condition reads."""
        raise NotImplementedError

    def spec(self) -> dict[str, Any]:
        """The condition as JSON."""
        raise NotImplementedError

    def opens_under(self) -> tuple[str, str] | None:
        """(question, option) when the question can be drawn inside that option, else None."""
        return None

    def said(self, names: Names) -> str:
        """The condition in words, "" when it has none."""
        return ""


@dataclass(frozen=True)
class Is(Condition):
    """The question `key` is answered with exactly `value`."""

    key: str
    value: Any

    def holds(self, scope: Scope) -> bool:
        return bool(scope.get(self.key) == self.value)

    def keys(self) -> frozenset[str]:
        return frozenset({self.key})

    def spec(self) -> dict[str, Any]:
        return {"is": [self.key, self.value]}

    def opens_under(self) -> tuple[str, str] | None:
        return self.key, str(self.value)

    def said(self, names: Names) -> str:
        return f"“{names.question(self.key)}” is “{names.option(self.key, self.value)}”"


@dataclass(frozen=True)
class In(Condition):
    """The question `key` is answered with one of `values`."""

    key: str
    values: tuple[Any, ...]

    def holds(self, scope: Scope) -> bool:
        return scope.get(self.key) in self.values

    def keys(self) -> frozenset[str]:
        return frozenset({self.key})

    def spec(self) -> dict[str, Any]:
        return {"in": [self.key, list(self.values)]}

    def said(self, names: Names) -> str:
        options = " or ".join(f"“{names.option(self.key, value)}”" for value in self.values)
        return f"“{names.question(self.key)}” is {options}"


@dataclass(frozen=True)
class Ticked(Condition):
    """`value` is among the ticked options of a `Choices`, `SetChoices` or `Flags` question."""

    key: str
    value: str

    def holds(self, scope: Scope) -> bool:
        answer = scope.get(self.key)
        if isinstance(answer, dict):
            part = answer.get(self.value)
            return isinstance(part, dict) and part.get("ticked") is True
        return isinstance(answer, list) and self.value in answer

    def keys(self) -> frozenset[str]:
        return frozenset({self.key})

    def spec(self) -> dict[str, Any]:
        return {"ticked": [self.key, self.value]}

    def opens_under(self) -> tuple[str, str] | None:
        return self.key, self.value

    def said(self, names: Names) -> str:
        return f"“{names.option(self.key, self.value)}” is ticked under “{names.question(self.key)}”"


@dataclass(frozen=True)
class AnyTicked(Condition):
    """Anything is ticked in a `Flags` or `Choices` question, apart from the options left out."""

    key: str
    leaving_out: tuple[str, ...] = ("none_of_these",)

    def holds(self, scope: Scope) -> bool:
        answer = scope.get(self.key)
        codes = answer if isinstance(answer, (dict, list)) else ()
        return any(Ticked(self.key, code).holds(scope) for code in codes if code not in self.leaving_out)

    def keys(self) -> frozenset[str]:
        return frozenset({self.key})

    def spec(self) -> dict[str, Any]:
        return {"any_ticked": self.key}

    def said(self, names: Names) -> str:
        return f"anything is ticked under “{names.question(self.key)}”"


@dataclass(frozen=True)
class Answered(Condition):
    """The question `key` has any answer."""

    key: str

    def holds(self, scope: Scope) -> bool:
        return scope.get(self.key) not in (None, "", [], {})

    def keys(self) -> frozenset[str]:
        return frozenset({self.key})

    def spec(self) -> dict[str, Any]:
        return {"answered": self.key}

    def said(self, names: Names) -> str:
        return f"“{names.question(self.key)}” is answered"


@dataclass(frozen=True, init=False)
class _Several(Condition):
    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        object.__setattr__(self, "conditions", conditions)

    def keys(self) -> frozenset[str]:
        return frozenset().union(*(c.keys() for c in self.conditions))

    def spec(self) -> dict[str, Any]:
        return {type(self).__name__.lower().rstrip("_"): [c.spec() for c in self.conditions]}


class All(_Several):
    """Every one of the conditions holds. Drawn inside the option of the last that has one."""

    def holds(self, scope: Scope) -> bool:
        return all(c.holds(scope) for c in self.conditions)

    def opens_under(self) -> tuple[str, str] | None:
        return next((c.opens_under() for c in reversed(self.conditions) if c.opens_under()), None)

    def said(self, names: Names) -> str:
        return " and ".join(filter(None, (c.said(names) for c in self.conditions)))


class Any_(_Several):  # noqa: N801 - "Any" is typing's
    """At least one of the conditions holds."""

    def holds(self, scope: Scope) -> bool:
        return any(c.holds(scope) for c in self.conditions)

    def said(self, names: Names) -> str:
        return " or ".join(filter(None, (c.said(names) for c in self.conditions)))


@dataclass(frozen=True)
class Not(Condition):
    """The condition does not hold."""

    condition: Condition

    def holds(self, scope: Scope) -> bool:
        return not self.condition.holds(scope)

    def keys(self) -> frozenset[str]:
        return self.condition.keys()

    def spec(self) -> dict[str, Any]:
        return {"not": self.condition.spec()}
