"""A long form with its pages: what a room declares and mounts."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.access.pages import Pages
from foundation.answers import views
from foundation.answers.record_form import RecordForm


@dataclass(frozen=True)
class LongForm(RecordForm):
    """A form of a room's record, to be mounted once. See `RecordForm` for what it is made of."""

    def mount(self, pages: Pages, rule: str) -> None:
        """Add the form's pages to a room's blueprint, below `rule` (which holds `<RECORD>`)."""
        views.mount(self, pages, rule)
