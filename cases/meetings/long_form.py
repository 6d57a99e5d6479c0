"""The contextual table as the shared engine mounts it on a meeting."""

from __future__ import annotations

from cases.meetings.models import Meeting
from cases.meetings.table_form import FACTORS, TABLE, TITLES, set_of
from cases.meetings.words import FACTOR_SET, HSB, kind_words
from foundation.access.permissions import Permission
from foundation.answers import LongForm
from foundation.questions import Given
from foundation.store import current_actor, today
from foundation.store.clock import local
from foundation.store.reference_data import choices, label, mapped
from roll.lists import child_by_id

SEVERITY_SET = "hackett_level"


def factor_label(code: str) -> str:
    """The words of a factor of Appendix 4's lists."""
    return label(FACTOR_SET, code)


def given(meeting: Meeting | None = None) -> Given:
    """Today, and the factors that could be chosen on the day of the meeting, by cell."""
    day = local(meeting.starts_at).date() if meeting else today()
    known = [(one.code, one.label, set(mapped(FACTOR_SET, one.code))) for one in choices(FACTOR_SET, day)]
    names = [set_of(column, context) for column in FACTORS for context in TITLES]
    sets = {name: [(code, words) for code, words, cells in known if name in cells] for name in names}
    sets[SEVERITY_SET] = [(one.code, one.label) for one in choices(SEVERITY_SET, day)]
    return Given(today=today(), sets=sets, old_label=_old_label)


def _old_label(name: str, code: str) -> str:
    return label(SEVERITY_SET if name == SEVERITY_SET else FACTOR_SET, code)


def bar(meeting: Meeting) -> list[tuple[str, str]]:
    """The record bar: child, meeting, date."""
    child, day = child_by_id(meeting.child_id), local(meeting.starts_at)
    return [
        ("Child", child.name if child else "A child whose record cannot be read"),
        ("Meeting", f"{meeting.reference}, {kind_words(meeting.kind)}"),
        ("Date", f"{day:%a} {day.day} {day:%b %Y, %H:%M}"),
    ]


def may_change(meeting: Meeting) -> bool:
    """Until the minutes are agreed; before the meeting too, for what is known already."""
    open_still = meeting.kind == HSB and meeting.status in {"called", "held"}
    return open_still and current_actor().may(Permission.WRITE_CASES)


LONG_FORM = LongForm(
    form=TABLE,
    model=Meeting,
    read=Permission.READ_CASES,
    write=Permission.WRITE_CASES,
    given=given,
    bar=bar,
    may_change=may_change,
    home="meetings.meeting",
    home_words="The meeting",
    endpoint="table",
)
