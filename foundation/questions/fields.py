"""WTForms as one output of a question: a field that lets its question read, and a form for a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from wtforms import Field
from wtforms import Form as WTForm
from wtforms.validators import StopValidation

from foundation.questions.values import Given, Parsed, Path, Posted, Typed


class Asks(Protocol):
    """What a field needs of its question."""

    @property
    def label(self) -> str: ...

    @property
    def hint(self) -> str: ...

    def field(self, given: Given, name: str = "") -> Field: ...

    def names(self, name: str) -> tuple[str, ...]: ...

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed: ...

    def typed(self, value: Any, name: str) -> Typed: ...


class QuestionField(Field):
    """Parses by its question. `data` is the stored value, `typed` what stood in the inputs."""

    def __init__(self, *, question: Asks, given: Given, **options: Any) -> None:
        super().__init__(label=question.label, description=question.hint, **options)
        self.question = question
        self.given = given
        self.parsed = Parsed()
        self.typed: Typed = {}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the posted form, or take the stored value."""
        self.process_errors = []
        self.data = data
        if formdata is None:
            self.typed = {} if data is None else self.question.typed(data, self.name)
            return
        names = self.question.names(self.name)
        self.typed = {
            name: [str(text) for text in formdata.getlist(name)] for name in names if name in formdata
        }
        self.parsed = self.question.parse(formdata, self.name, self.given)
        self.data = self.parsed.value

    def pre_validate(self, form: Any) -> None:
        """A value that cannot be stored stops validation."""
        if self.parsed.wrong:
            raise StopValidation(self.parsed.wrong)


def form_class(
    questions: Iterable[tuple[Path, Asks]], given: Given, base: type[WTForm] = WTForm
) -> type[WTForm]:
    """A WTForms class for these questions, each at its path inside the page; field names are "a-b-c"."""
    fields = {"-".join(path): question.field(given, "-".join(path)) for path, question in questions}
    return type("PageForm", (base,), fields)
