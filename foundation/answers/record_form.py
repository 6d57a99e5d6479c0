"""What a room says about its form: for which record, who may write it, what it hands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup
from werkzeug.datastructures import FileStorage

from foundation.access.permissions import Permission
from foundation.answers.models import OWNERS
from foundation.questions import Form, Given, Reader
from foundation.questions.question import Path
from foundation.store import Actor

MOUNTED: dict[str, str] = {}
"""Form key -> the blueprint that holds the pages of its form."""

Bar = Callable[[Any], Sequence[tuple[str, Any]]]


def nothing(_record: Any) -> Sequence[tuple[str, Any]]:
    """No facts."""
    return ()


def themselves(actor: Actor, _record: Any) -> Reader:
    """People read with their own permissions."""
    return actor


@dataclass(frozen=True)
class RecordForm:
    """What a room says about its form.

    `write` opens the pages that ask, `read` (or `write`) those that tell. `given(record)` hands in today,
    sets, look-ups and documents; `bar(record)` the facts of the record bar (at most four of (label,
    value)); `may_change(record)` whether the form is still open. `home` is the endpoint the task list leads
    back to, `submit` the one the check page posts to; both get the record's public key. `boxes(record)` are
    further (heading, text) for the margin of the task list. `upload(record, path, file)` stores a document
    and returns its id, or raises ValueError with what to do; `discard(record, id)` forgets one.
    `reader(actor, record)` says with which eyes a person reads (and so writes) this very record.
    `saved(record)` is called after every saving, in its transaction: what drives other rooms becomes rows
    of its own there. `inset(record, section key, path)` is drawn inside a page's form, above its buttons;
    `lead(record, section key, path)` names a template drawn in full width above the page and its values
    (there called `led`), or is None.
    """

    form: Form
    model: type[Any]
    write: Permission
    given: Callable[[Any], Given]
    may_change: Callable[[Any], bool]
    home: str
    home_words: str = "Back"
    submit: str | None = None
    submit_words: str = "Submit"
    submit_hint: str = ""
    bar: Bar = nothing
    boxes: Bar = nothing
    read: Permission | None = None
    upload: Callable[[Any, Path, FileStorage], str] | None = None
    discard: Callable[[Any, str], None] | None = None
    inset: Callable[[Any, str, Path], Markup] | None = None
    lead: Callable[[Any, str, Path], tuple[str, Any] | None] | None = None
    endpoint: str = "form"
    saved: Callable[[Any], Any] = nothing
    reader: Callable[[Actor, Any], Reader] = themselves

    def __post_init__(self) -> None:
        OWNERS[self.model.__tablename__] = self.model

    def address(self, record: Any, what: str = "", **values: Any) -> str:
        """The address of one of the form's pages: "", "section", "part", "remove", "autosave",
        "compare",
        "check", "read", "changes".
        """
        name = f"{self.endpoint}_{what}" if what else self.endpoint
        return url_for(
            f"{MOUNTED.get(self.form.key, '')}.{name}",
            **{self.model.RECORD: record.public_key},
            **values,
        )

    def page_address(self, record: Any, section: str, path: Path = (), **values: Any) -> str:
        """The address of a section's page, or of the page of a row in it."""
        if not path:
            return self.address(record, "section", section=section, **values)
        return self.address(record, "part", section=section, path="/".join(path), **values)

    def outside(self, endpoint: str, record: Any) -> str:
        """The address of one of the room's own pages about the record."""
        return url_for(endpoint, **{self.model.RECORD: record.public_key})
