"""What every kind of question has, and what every kind must be able to put out.

A stored answer is a JSON value; no answer is the absence of its key, never `None` or an empty text.
Paths are tuples of keys from the section's questions inwards: `("parents", "r4kd…", "telephone")`.
Posted names are the part of the path inside the page, joined by "-".
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from typing import Any, ClassVar, Protocol

from wtforms import Field

from foundation.questions.conditions import Condition, Scope

Answers = dict[str, Any]
Path = tuple[str, ...]
Typed = dict[str, list[str]]
"""What stands in the inputs of a question: posted name -> texts."""


class Posted(Protocol):
    """A posted form (werkzeug's MultiDict)."""

    def getlist(self, key: str, /) -> list[Any]: ...

    def __contains__(self, key: object, /) -> bool: ...


class Reader(Protocol):
    """Whoever reads answers."""

    def may(self, permission: Any, /) -> bool: ...


class Finder(Protocol):
    """A look-up handed in for `Lookup` questions."""

    def find(self, text: str, /) -> Sequence[tuple[str, str]]:
        """(code, label) of everything the text may mean; an exact match alone."""

    def label(self, code: str, /) -> str | None:
        """The label of a code, None when unknown."""


@dataclass(frozen=True)
class Given:
    """Everything a declaration needs from outside: today's local date, reference sets, look-ups, documents.

    `sets` holds what can be chosen today; `old_label(set, code)` names codes that no longer can be.
    `files` maps the id of a stored document to (name, address).
    """

    today: date
    sets: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    lookups: Mapping[str, Finder] = field(default_factory=dict)
    old_label: Callable[[str, str], str | None] = lambda _set, _code: None
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def label(self, set_name: str, code: str) -> str:
        """The label of a code of a reference set; the code itself when nobody knows it."""
        known = self.sets.get(set_name, ())
        return dict(known).get(code) or self.old_label(set_name, code) or code


@dataclass(frozen=True)
class Parsed:
    """What was typed: a value that can be stored (None = nothing typed), or why it cannot be."""

    value: Any = None
    wrong: str = ""


@dataclass(frozen=True)
class Malformed:
    """Something typed that cannot be stored; `typed` brings it back to the page."""

    path: Path
    label: str
    words: str
    anchor: str
    typed: Typed


@dataclass(frozen=True)
class Problem:
    """Something missing or contradictory. `page` is the path of the page that holds the input `anchor`.

    `label` is what the question, or the part it is in, is called.
    """

    section: str
    path: Path
    words: str
    page: Path = ()
    anchor: str = ""
    label: str = ""

    @property
    def key(self) -> str:
        """The question of the section that the problem is in."""
        return self.path[0] if self.path else ""


@dataclass(frozen=True)
class Conflict:
    """A question that both sides changed since `base`. None = no answer."""

    path: Path
    label: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Said:
    """One question as it is read: by check page, view, PDF and history."""

    path: Path
    label: str
    words: str
    kind: str
    withheld: bool = False
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Block:
    """One row, grid row, flag or document type of a composite question as it is read."""

    path: Path
    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Sight:
    """What one reader sees of one form's answers: the paths shown, and those withheld but named."""

    given: Given
    shown: frozenset[Path]
    withheld: frozenset[Path] = frozenset()


@dataclass(frozen=True)
class Fact:
    """Something countable. `about` holds the facts inside it (a flag's capacity, a place's kind)."""

    name: str
    value: Any
    about: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Item:
    """An option as drawn; `inner` are the questions that open under it."""

    value: str
    label: str
    hint: str = ""
    ticked: bool = False
    inner: tuple[Drawn, ...] = ()
    details: str = ""


@dataclass(frozen=True)
class Drawn:
    """A question ready for `templates/questions/kinds/<template>.html`."""

    template: str
    name: str
    anchor: str
    label: str
    hint: str = ""
    error: str = ""
    typed: Typed = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """What stands in a question with one input."""
        return next(iter(self.typed.get(self.name, ())), "")

    def asked(self) -> Iterator[str]:
        """The posted names of this question and of those under it: posted along, so that an empty tick
        box counts.
        """
        yield self.name
        for item in self.items:
            for drawn in item.inner:
                yield from drawn.asked()


Texts = Callable[["Question", random.Random], str | None]


@dataclass(frozen=True)
class Making:
    """For `examples.fill`: where invented answers come from. `texts` may offer realistic words for a
    question.
    """

    rng: random.Random
    given: Given
    texts: Texts = lambda _question, _rng: None


KEY = re.compile(r"[a-z][a-z0-9_]*")
RESERVED = frozenset(
    {
        "ticked",
        "not_relevant",
        "data",
        "errors",
        "meta",
        "process",
        "validate",
        "hidden_tag",
        "populate_obj",
        "is_submitted",
        "validate_on_submit",
        "csrf_token",
        "revision",
        "asked",
    }
)


@dataclass(frozen=True)
class Question:
    """A question: `key` is for ever, `label` is what people read.

    `required`: the words of the problem when it is not answered ("" = may stay empty). `when`: asked only
    then. `needs`: the permission without which nobody reads it. `withheld_by`: the key of a yes/no beside
    it; "yes" there prints this answer nowhere. `prefill`: the name of the known value it starts with.
    `fact`: its name in the needs matrix. `since`: the version of the form that brought the question in its
    present meaning.
    """

    key: str
    label: str
    _: KW_ONLY
    hint: str = ""
    required: str = ""
    when: Condition | None = None
    needs: str | None = None
    withheld_by: str | None = None
    prefill: str | None = None
    fact: str | None = None
    since: int = 1

    template: ClassVar[str]

    @property
    def kind(self) -> str:
        """The kind's name, for golden files and exports."""
        return type(self).__name__

    @property
    def set_name(self) -> str:
        """The reference set the question draws on, or ""."""
        return ""

    def field(self, given: Given, name: str = "") -> Field:
        """The WTForms field (unbound) that parses and draws this question."""
        from foundation.questions.fields import QuestionField

        return QuestionField(question=self, given=given, name=name or self.key)

    def names(self, name: str) -> tuple[str, ...]:
        """The posted names that belong to the question."""
        return (name,)

    def anchor(self, name: str) -> str:
        """The id of the first input that can take the focus."""
        return name

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed:
        """Read what was posted. Never raises, whatever was posted."""
        raise NotImplementedError

    def typed(self, value: Any, name: str) -> Typed:
        """What stands in the inputs when the stored value is drawn."""
        raise NotImplementedError

    def draw(self, name: str, typed: Typed, given: Given, error: str = "") -> Drawn:
        """The question ready for its template."""
        return Drawn(
            self.template,
            name,
            self.anchor(name),
            self.label,
            self.hint,
            error,
            typed,
            self.items(name, typed, given),
            self.more(given),
        )

    def items(self, name: str, typed: Typed, given: Given) -> tuple[Item, ...]:
        """The options to choose from, when there are any."""
        return ()

    def more(self, given: Given) -> Mapping[str, Any]:
        """Whatever else the template needs."""
        return {}

    def words(self, value: Any, given: Given) -> str:
        """The stored value as people read it."""
        raise NotImplementedError

    def say(self, value: Any, sight: Sight, path: Path) -> Said:
        """The question and its answer as people read them."""
        hidden = path in sight.withheld
        words = "Withheld" if hidden else "" if value is None else self.words(value, sight.given)
        return Said(path, self.label, words, self.kind, hidden)

    def headings(self) -> tuple[str, ...]:
        """The column headings in exports: from the declaration, never from the data."""
        return (self.label,)

    def cells(self, value: Any, given: Given) -> tuple[Any, ...]:
        """As many cells as `headings`. Text is neutralised by `reading.neutral`."""
        return ("" if value is None else self.words(value, given),)

    def facts(self, value: Any, given: Given) -> tuple[Fact, ...]:
        """What can be counted."""
        return (Fact(self.fact, value),) if self.fact and value is not None else ()

    def spec(self, given: Given) -> dict[str, Any]:
        """The question as JSON, for the published list of questions."""
        out: dict[str, Any] = {"key": self.key, "kind": self.kind, "label": self.label}
        extra = {
            "hint": self.hint,
            "required": self.required,
            "needs": self.needs and str(self.needs),
            "withheld_by": self.withheld_by,
            "prefill": self.prefill,
            "fact": self.fact,
            "set": self.set_name,
            "when": self.when.spec() if self.when else None,
        }
        return out | {name: value for name, value in extra.items() if value}

    def problems(self, value: Any, scope: Scope, given: Given) -> Iterator[tuple[Path, str]]:
        """(path inside the question, words) of what is missing or wrong in its own answer."""
        if value is None:
            if self.required:
                yield (), self.required
        else:
            yield from ((((), words)) for words in self.doubts(value, given))

    def doubts(self, value: Any, given: Given) -> Iterator[str]:
        """What is wrong with a stored value taken by itself."""
        return iter(())

    def merge(self, base: Any, mine: Any, theirs: Any, path: Path) -> tuple[Any, tuple[Conflict, ...]]:
        """What only one side changed is taken; where both did, theirs stands and a conflict keeps mine."""
        if mine in (theirs, base):
            return theirs, ()
        if theirs == base:
            return mine, ()
        return theirs, (Conflict(path, self.label, base, mine, theirs),)

    def changes(self, before: Any, after: Any, given: Given, where: str = "") -> Iterator[str]:
        """What changed, in the form's own words; nobody is named, so that "who" can stand before it."""
        if before == after:
            return
        name = f"“{self.label}”{where}"
        if before is None:
            yield f"answered {name}: {brief(self.words(after, given))}"
        elif after is None:
            yield f"cleared {name}, which said {brief(self.words(before, given))}"
        else:
            old, new = brief(self.words(before, given)), brief(self.words(after, given))
            yield f"changed {name} from {old} to {new}"

    def example(self, making: Making) -> Any:
        """An invented, valid, plausible answer."""
        raise NotImplementedError


def brief(words: str, most: int = 140) -> str:
    """The words on one line, cut with an ellipsis."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def tidy(text: Any, *, one_line: bool = False) -> str:
    """Text as it is stored: unix line ends, no control characters, no spaces around it."""
    plain = UNWRITABLE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))
    return " ".join(plain.split()) if one_line else plain.strip()
