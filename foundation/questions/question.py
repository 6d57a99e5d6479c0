"""What every kind of question has, and what every kind must be able to put out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

from wtforms import Field

from foundation.questions.conditions import Condition, Scope
from foundation.questions.fields import QuestionField
from foundation.questions.values import (
    Answers as Answers,
)
from foundation.questions.values import (
    Block as Block,
)
from foundation.questions.values import (
    Conflict as Conflict,
)
from foundation.questions.values import (
    Drawn as Drawn,
)
from foundation.questions.values import (
    Fact as Fact,
)
from foundation.questions.values import (
    Given as Given,
)
from foundation.questions.values import (
    Item as Item,
)
from foundation.questions.values import (
    Malformed as Malformed,
)
from foundation.questions.values import (
    Parsed as Parsed,
)
from foundation.questions.values import (
    Path as Path,
)
from foundation.questions.values import (
    Posted as Posted,
)
from foundation.questions.values import (
    Problem as Problem,
)
from foundation.questions.values import (
    Reader as Reader,
)
from foundation.questions.values import (
    Said as Said,
)
from foundation.questions.values import (
    Sight as Sight,
)
from foundation.questions.values import (
    Typed as Typed,
)
from foundation.questions.values import (
    brief as brief,
)
from foundation.questions.values import (
    tidy as tidy,
)

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
