"""Invitations, minutes and the contextual table as PDF. Each is searched for other children's names first."""

from __future__ import annotations

from collections.abc import Iterator

from cases.meetings import showing
from cases.meetings.models import Meeting
from cases.meetings.table_form import COLUMNS, TITLES
from cases.meetings.words import ATTENDED, CONTROLS, RATINGS, agencies, kind_words
from cases.names import Found, refuse_names
from cases.names_of_parties import names_of_others, printed_by
from foundation.paper import render_pdf
from foundation.store import Actor, now
from roll.lists import child_by_id
from roll.models import Child

VERSIONS = {"called": "1, before the meeting", "held": "draft", "agreed": "agreed"}


def _child_of(meeting: Meeting) -> Child:
    child = child_by_id(meeting.child_id)
    if child is None:
        raise LookupError("the child of the meeting is not visible to the reader")
    return child


def invitation_texts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """(place, text) of what people typed into the invitation."""
    yield "Why it is called", meeting.reason or ""
    yield "Place", meeting.place
    yield "Chair", meeting.chair
    for row in meeting.invitees:
        yield "Who is asked", f"{row.name}\n{row.title}"


def minutes_texts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """(place, text) of what people typed into the minutes and the actions."""
    yield from invitation_texts(meeting)
    for point in showing.agenda(meeting):
        yield point.title, point.said
    yield "Decisions", meeting.decisions or ""
    yield "Why it went ahead", meeting.quorum_reason or ""
    for number, action in enumerate(meeting.actions, 1):
        yield f"Action {number}", f"{action.area}\n{action.child_part or ''}\n{action.owner}"
        for said in (action.controls or {}).values():
            yield f"Action {number}", "\n".join(said.values())
    yield from table_texts(meeting)


def table_texts(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """(place, text) of the contextual table."""
    table = showing.table(meeting)
    if table is None:
        return
    for context, row in table.cells.items():
        for column, cell in row.items():
            yield f"Table: {TITLES.get(context, 'Summary')}, {COLUMNS[column].lower()}", cell.text
    for key in ("together_words", "interplay", "severity_because"):
        yield "Table: judgement", str(table.answers.get(key) or "")


def found_in(meeting: Meeting) -> dict[str, list[Found]]:
    """What stands in the way of printing, document by document."""
    child = _child_of(meeting)
    texts = {"invitation": invitation_texts(meeting), "minutes": minutes_texts(meeting)}
    texts["table"] = table_texts(meeting)
    return {name: names_of_others(child, meeting.case_id, said) for name, said in texts.items()}


def invitation(actor: Actor, meeting: Meeting) -> bytes:
    """The invitation as PDF. Raises NamesAnotherChild."""
    refuse_names(names_of_others(_child_of(meeting), meeting.case_id, invitation_texts(meeting)))
    return _pdf(actor, meeting, "paper/meeting_invitation.html")


def minutes(actor: Actor, meeting: Meeting) -> bytes:
    """The minutes with their actions as PDF. Raises NamesAnotherChild."""
    refuse_names(names_of_others(_child_of(meeting), meeting.case_id, minutes_texts(meeting)))
    return _pdf(actor, meeting, "paper/meeting_minutes.html")


def table_sheet(actor: Actor, meeting: Meeting) -> bytes:
    """The contextual table on one broad sheet. Raises NamesAnotherChild."""
    refuse_names(names_of_others(_child_of(meeting), meeting.case_id, table_texts(meeting)))
    return _pdf(actor, meeting, "paper/meeting_table.html")


def _pdf(actor: Actor, meeting: Meeting, template: str) -> bytes:
    context = {
        "meeting": meeting,
        "child": _child_of(meeting),
        "kind": kind_words(meeting.kind),
        "starts": showing.starts(meeting),
        "agenda": showing.agenda(meeting),
        "places": showing.places(meeting),
        "quorum": showing.asked_quorum(meeting),
        "table": showing.table(meeting),
        "columns": COLUMNS,
        "titles": TITLES,
        "agencies": agencies(),
        "attended": ATTENDED,
        "controls": CONTROLS,
        "ratings": RATINGS,
    }
    return render_pdf(
        template,
        context,
        reference=meeting.reference,
        version=VERSIONS.get(meeting.status, "draft"),
        printed_by=printed_by(actor, _child_of(meeting), meeting.case_id, "the Education MASH"),
        printed_at=now(),
    )
