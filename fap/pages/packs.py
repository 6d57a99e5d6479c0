"""A reader's own copy of a meeting's papers: ask for it, wait, download it; and the documents beside it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from fap import lists
from fap.models import AgendaItem, PanelMeeting, ReferralDocument
from fap.need_to_know import Version, versions_of
from fap.packs import actions
from fap.packs.contents import contents_of, papers_of
from fap.packs.lists import pack_of
from fap.packs.picture import far, pack_picture
from fap.packs.writing import file_name
from fap.pages.papers import download
from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.paper import file_answer
from foundation.store import current_actor, documents

pages = Pages("fap_pack", __name__, url_prefix="/panels")
READ = Permission.READ_PANEL


@pages.page("/meetings/<meeting>/pack", needs=READ, opens=PanelMeeting)
def pack(meeting: PanelMeeting) -> Any:
    """The reader's own copy: what is in it, how old it is, whether it still holds."""
    return render_template("fap/packs/pack.html", **pack_picture(meeting, current_actor()))


@pages.page("/meetings/<meeting>/pack/ask", needs=READ, opens=PanelMeeting, methods=("POST",), reauth=True)
def ask(meeting: PanelMeeting) -> Any:
    """Have it made, or made anew: of all items, or of one."""
    wanted = request.form.get("item", "")
    item = next((one for one in lists.agenda_of(meeting) if str(one.number) == wanted), None)
    try:
        actions.ask_for_pack(current_actor(), meeting, item)
    except ValueError as refused:
        flash(f"{refused}.", "error")
    return redirect(url_for("fap_pack.pack", meeting=meeting.public_id))


@pages.page("/meetings/<meeting>/pack/stop", needs=READ, opens=PanelMeeting, methods=("POST",))
def stop(meeting: PanelMeeting) -> Any:
    """Not wanted any more."""
    found = pack_of(meeting)
    if found is not None:
        actions.stop_pack(current_actor(), found)
    return redirect(url_for("fap_pack.pack", meeting=meeting.public_id))


@pages.page("/meetings/<meeting>/pack/progress", needs=READ, opens=PanelMeeting, poll=True)
def progress(meeting: PanelMeeting) -> Any:
    """How far it is, for the page that waits."""
    found = pack_of(meeting)
    waits = found is not None and found.status == "waiting"
    return {"state": "reading" if waits else "over", "far": far(found)}


@pages.page("/meetings/<meeting>/pack/file", needs=READ, opens=PanelMeeting, kind="export")
def file(meeting: PanelMeeting) -> Any:
    """The copy itself, to its reader alone, while it holds."""
    found, actor = pack_of(meeting), current_actor()
    try:
        if found is None:
            raise actions.OutOfDate("There is no copy")
        data = actions.hand_out(actor, found)
    except actions.OutOfDate:
        flash("This copy of the papers does not hold any more. Have it made anew.", "error")
        return redirect(url_for("fap_pack.pack", meeting=meeting.public_id))
    return file_answer(data, file_name(contents_of(actor, meeting, found.item_id)))


@pages.page(
    "/items/<item>/documents/<document>", needs=READ, opens=(AgendaItem, ReferralDocument), kind="export"
)
def document(item: AgendaItem, document: ReferralDocument) -> Any:
    """One document of an item that the reader has in full: those that are not bound in among them."""
    own = {paper.row.id: paper for paper in papers_of([item.referral_id]).get(item.referral_id, ())}
    full = versions_of(current_actor(), [item])[item.id] == Version.FULL
    paper = own.get(document.id)
    if paper is None or not full or not (paper.is_bound or paper.kind == "beside"):
        abort(404)
    ending = paper.ending if paper.ending.isalnum() else "bin"
    name = f"item-{item.number}-{document.kind}.{ending}"
    return download(documents.get(document.stored_as), document.media_type, name)
