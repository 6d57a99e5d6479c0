"""Invitation, minutes and contextual table as PDF, and what stands in the way of printing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for

from cases.meetings import printing
from cases.meetings.models import Meeting
from cases.meetings.pages.blueprint import pages
from cases.meetings.words import HSB
from cases.names import NamesAnotherChild
from cases.showing import people
from foundation.access.permissions import Permission
from foundation.paper import PaperError, file_answer
from foundation.store import Actor, current_actor


@pages.page("/meetings/<child_meeting>/papers", needs=Permission.WRITE_MEETINGS, opens=Meeting)
def papers(child_meeting: Meeting) -> Any:
    """Each document, and the places in it that would give another child away."""
    return render_template(
        "cases/meetings/papers.html",
        meeting=child_meeting,
        named=people([child_meeting.child_id]),
        found=printing.found_in(child_meeting),
        hsb=child_meeting.kind == HSB,
    )


@pages.page(
    "/meetings/<child_meeting>/invitation.pdf", needs=Permission.WRITE_MEETINGS, opens=Meeting, kind="print"
)
def invitation(child_meeting: Meeting) -> Any:
    """The invitation."""
    return _printed(printing.invitation, child_meeting, "invitation")


@pages.page(
    "/meetings/<child_meeting>/minutes.pdf", needs=Permission.WRITE_MEETINGS, opens=Meeting, kind="print"
)
def minutes_pdf(child_meeting: Meeting) -> Any:
    """The minutes."""
    return _printed(printing.minutes, child_meeting, "minutes")


@pages.page("/meetings/<child_meeting>/table.pdf", needs=Permission.WRITE_CASES, opens=Meeting, kind="print")
def table_pdf(child_meeting: Meeting) -> Any:
    """The contextual table."""
    return _printed(printing.table_sheet, child_meeting, "table")


def _printed(draw: Callable[[Actor, Meeting], bytes], meeting: Meeting, name: str) -> Any:
    try:
        data = draw(current_actor(), meeting)
    except NamesAnotherChild:
        flash("Not printed: it would give another child away. The places are listed below.", "error")
        return redirect(url_for("meetings.papers", child_meeting=meeting.reference))
    except PaperError as failed:
        flash(failed.words, "error")
        return redirect(url_for("meetings.papers", child_meeting=meeting.reference))
    return file_answer(data, f"{meeting.reference}-{name}.pdf", inline=True)
