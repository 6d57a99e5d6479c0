"""The list of meetings, and the page of one."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from cases.meetings import actions, lists, rows, showing, slots
from cases.meetings.long_form import LONG_FORM, may_change
from cases.meetings.models import Meeting
from cases.meetings.pages.blueprint import pages
from cases.meetings.table_form import COLUMNS, TITLES
from cases.meetings.words import ATTENDED, HSB, NOT_HELD, SHARED_KINDS, STATES, agencies, kind_words, kinds
from cases.showing import people, told
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor

LONG_FORM.mount(pages, "/meetings/<child_meeting>/table")


@pages.page("/meetings", needs=Permission.READ_MEETINGS)
def meetings() -> Any:
    """Meetings by kind and state; the filter stands in the address."""
    form = Reading(request.args)
    offered = kinds()
    if not current_actor().may(Permission.READ_CASES):
        offered = {code: words for code, words in offered.items() if code in SHARED_KINDS}
    kind, status = form.known("kind", offered), form.known("status", STATES)
    number = request.args.get("page", "1")
    found = lists.meetings_found(kind, status, int(number) if number.isdecimal() and len(number) < 6 else 1)
    return render_template(
        "cases/meetings/meetings.html",
        found=found,
        rows=rows.meeting_rows(found.meetings),
        kinds=offered,
        states=STATES,
        typed=request.args,
        may_call=current_actor().may(Permission.WRITE_MEETINGS),
        may_trend=current_actor().may(Permission.READ_CASES),
        page_address=lambda page: url_for("meetings.meetings", **{**request.args.to_dict(), "page": page}),
    )


@pages.page("/meetings/<child_meeting>", needs=Permission.READ_MEETINGS, opens=Meeting)
def meeting(child_meeting: Meeting) -> Any:
    """One meeting: people, agenda and minutes, contextual table, actions, what happened."""
    may = current_actor().may
    case = lists.case_of(child_meeting)
    twins = lists.twins_of(child_meeting) if may(Permission.READ_CASES) else ()
    others = [found for found in case.parties if found.child_id != child_meeting.child_id] if case else []
    return render_template(
        "cases/meetings/meeting.html",
        meeting=child_meeting,
        kind=kind_words(child_meeting.kind),
        starts=showing.starts(child_meeting),
        named=people(
            [
                child_meeting.child_id,
                *(party.child_id for party in others),
                *(found.child_id for found in twins),
            ],
            [row.setting_id for row in child_meeting.invitees],
        ),
        case=case,
        others=others,
        twins=twins,
        sources=slots.sources_of(child_meeting, current_actor()),
        clock=showing.meeting_clock(child_meeting),
        places=showing.places(child_meeting),
        quorum=showing.asked_quorum(child_meeting),
        agenda=showing.agenda(child_meeting),
        table=showing.table(child_meeting) if may(Permission.READ_CASES) else None,
        table_open=may_change(child_meeting),
        actions=rows.action_rows(child_meeting.actions),
        late=showing.late(child_meeting.actions),
        from_before=rows.action_rows(lists.open_from_before(child_meeting)),
        history=told([child_meeting, *child_meeting.actions]),
        may_write=may(Permission.WRITE_MEETINGS),
        may_confirm=bool(actions.receipts_open(current_actor(), child_meeting)),
        may_read_children=may(Permission.READ_CHILDREN),
        hsb=child_meeting.kind == HSB,
        states=STATES,
        agencies=agencies(),
        attended=ATTENDED,
        not_held=NOT_HELD,
        columns=COLUMNS,
        titles=TITLES,
    )


@pages.page("/meetings/<child_meeting>/read-table", needs=Permission.READ_CASES, opens=Meeting)
def read_table(child_meeting: Meeting) -> Any:
    """The contextual table on one page: what has no intervention, what shifted since the meeting before."""
    return render_template(
        "cases/meetings/read_table.html",
        meeting=child_meeting,
        table=showing.table(child_meeting),
        starts=showing.starts(child_meeting),
        named=people([child_meeting.child_id]),
        table_open=may_change(child_meeting),
        columns=COLUMNS,
        titles=TITLES,
    )
