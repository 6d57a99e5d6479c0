"""Home: a work list, not a menu (experience). Each room offers its lists; here they are put in order."""

from __future__ import annotations

from typing import Any

from flask import render_template

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.access.work import Start, WorkList
from foundation.store import Actor, current_actor, today
from portal.rooms import parts

pages = Pages("home", __name__)


def work_of(actor: Actor) -> tuple[list[WorkList], list[Start]]:
    """Every room's work lists and start buttons for this person, in order."""
    lists: list[WorkList] = []
    starts: list[Start] = []
    for module in parts("cards"):
        lists += module.cards(actor)
        starts += module.starts(actor) if hasattr(module, "starts") else []
    return sorted(lists, key=lambda found: found.order), sorted(starts, key=lambda found: found.order)


@pages.page("/", needs=Permission.HOME)
def home() -> Any:
    """Your work."""
    lists, starts = work_of(current_actor())
    return render_template("home/home.html", lists=lists, starts=starts, day=today())


@pages.page("/help", public=True)
def help_page() -> Any:
    """Who to ask, and what the portal is for."""
    return render_template("home/help.html")


@pages.page("/privacy", public=True)
def privacy() -> Any:
    """What is kept and who sees it."""
    return render_template("home/privacy.html")


@pages.page("/accessibility", public=True)
def accessibility() -> Any:
    """The accessibility statement."""
    return render_template("home/accessibility.html")


@pages.page("/healthz", public=True)
def healthz() -> Any:
    """The process is up."""
    return {"up": True}


@pages.page("/readyz", public=True)
def readyz() -> Any:
    """The database answers and is at the code's revision."""
    from portal.readiness import readiness

    found = readiness()
    return found, 200 if found["ready"] else 503
