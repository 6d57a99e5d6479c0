"""A refusal: the talks about it, and the direction route."""

from __future__ import annotations

from typing import Any

from fap.after import actions, forms
from fap.models import Placement
from fap.pages.after.blueprint import pages
from fap.pages.after.stepping import said, step
from foundation.access.permissions import Permission
from foundation.questions import Answers
from foundation.store import current_actor

TEAM = Permission.RUN_FAIR_ACCESS
BOTH = ("GET", "POST")


@pages.page("/<placement>/negotiation", needs=TEAM, opens=Placement, methods=BOTH)
def negotiation(placement: Placement) -> Any:
    """A talk with the school about its refusal."""

    def act(answers: Answers) -> None:
        actions.negotiate(current_actor(), placement, said(answers))

    return step(placement, forms.NEGOTIATION, act, "The talk is recorded.")


@pages.page("/<placement>/direction", needs=TEAM, opens=Placement, methods=BOTH)
def direction(placement: Placement) -> Any:
    """Begin the direction route that is in force for this school."""

    def act(answers: Answers) -> None:
        actions.seek_direction(current_actor(), placement, said(answers))

    return step(placement, forms.DIRECTION, act, "The direction route is begun.")


@pages.page("/<placement>/directed", needs=TEAM, opens=Placement, methods=BOTH)
def directed(placement: Placement) -> Any:
    """The school is directed to admit."""

    def act(answers: Answers) -> None:
        actions.give_direction(current_actor(), placement, said(answers))

    return step(placement, forms.DIRECTED, act, "The direction is recorded, and the school is told.")


@pages.page("/<placement>/adjudicator", needs=TEAM, opens=Placement, methods=BOTH)
def adjudicator(placement: Placement) -> Any:
    """The school turned to the Schools Adjudicator."""

    def act(answers: Answers) -> None:
        actions.turn_to_adjudicator(current_actor(), placement, said(answers))

    return step(placement, forms.ADJUDICATOR, act, "It is recorded.")


@pages.page("/<placement>/no-direction", needs=TEAM, opens=Placement, methods=BOTH)
def no_direction(placement: Placement) -> Any:
    """The route ended without a direction, or the adjudicator decided for the school."""

    def act(answers: Answers) -> None:
        actions.no_direction(current_actor(), placement, said(answers))

    return step(placement, forms.NO_DIRECTION, act, "It is recorded that no direction stands.")
