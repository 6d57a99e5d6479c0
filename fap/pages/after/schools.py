"""The steps of the schools: their safeguarding leads record them, or the fair access team for them."""

from __future__ import annotations

from typing import Any

from fap.after import actions, forms
from fap.models import Placement
from fap.pages.after.blueprint import pages
from fap.pages.after.stepping import said, step
from foundation.access.permissions import Permission
from foundation.questions import Answers
from foundation.store import current_actor

SCHOOLS = (Permission.RUN_FAIR_ACCESS, Permission.ANSWER_OFFERS)
BOTH = ("GET", "POST")


@pages.page("/<placement>/answer", needs=SCHOOLS, opens=Placement, methods=BOTH)
def answer(placement: Placement) -> Any:
    """The school admits the child, or refuses with its ground and reasons."""
    team = actions.is_team(current_actor())

    def act(answers: Answers) -> None:
        if answers["answer"] == "yes":
            actions.accept_place(current_actor(), placement, said(answers))
        else:
            actions.refuse_place(current_actor(), placement, said(answers, answers.get("ground") or ""))

    contents = (*forms.ANSWER, forms.TOLD) if team else forms.ANSWER
    return step(placement, contents, act, "The answer is recorded.")


@pages.page("/<placement>/admission", needs=SCHOOLS, opens=Placement, methods=BOTH)
def admission(placement: Placement) -> Any:
    """Arrange the admission meeting."""

    def act(answers: Answers) -> None:
        actions.plan_admission(current_actor(), placement, said(answers))

    known = {"on": placement.admission_on.isoformat()} if placement.admission_on else None
    return step(placement, forms.ADMISSION, act, "The admission meeting is arranged.", known=known)


@pages.page("/<placement>/admission-held", needs=SCHOOLS, opens=Placement, methods=BOTH)
def admission_held(placement: Placement) -> Any:
    """The admission meeting was held."""

    def act(answers: Answers) -> None:
        actions.hold_admission(current_actor(), placement, said(answers))

    return step(placement, forms.ADMISSION_HELD, act, "The admission meeting is recorded.")


@pages.page("/<placement>/start", needs=SCHOOLS, opens=Placement, methods=BOTH)
def start(placement: Placement) -> Any:
    """Another first day is agreed."""

    def act(answers: Answers) -> None:
        actions.change_start(current_actor(), placement, said(answers))

    known = {"on": placement.start_date.isoformat()}
    return step(placement, forms.START, act, "The new first day is recorded.", known=known)


@pages.page("/<placement>/did-not-come", needs=SCHOOLS, opens=Placement, methods=BOTH)
def did_not_come(placement: Placement) -> Any:
    """The agreed day passed without the child."""

    def act(answers: Answers) -> None:
        actions.child_did_not_come(current_actor(), placement, said(answers))

    return step(placement, forms.ABSENT, act, "It is recorded what was done.")


@pages.page("/<placement>/attended", needs=SCHOOLS, opens=Placement, methods=BOTH)
def attended(placement: Placement) -> Any:
    """The first day in school."""

    def act(answers: Answers) -> None:
        actions.attend(current_actor(), placement, said(answers))

    return step(placement, forms.ATTENDED, act, "The first day was recorded.")


@pages.page("/<placement>/handover", needs=SCHOOLS, opens=Placement, methods=BOTH)
def handover(placement: Placement) -> Any:
    """The home school's safeguarding lead hands over to the receiving one."""

    def act(answers: Answers) -> None:
        actions.hand_over(current_actor(), placement, answers["what"], said(answers))

    return step(placement, forms.HANDOVER, act, "The handover is recorded. The school confirms it.")


@pages.page("/<placement>/received", needs=SCHOOLS, opens=Placement, methods=BOTH)
def received(placement: Placement) -> Any:
    """The receiving safeguarding lead confirms the handover."""

    def act(answers: Answers) -> None:
        actions.receive_handover(current_actor(), placement, said(answers))

    return step(placement, forms.RECEIVED, act, "The handover is confirmed.")


@pages.page("/<placement>/agreement", needs=SCHOOLS, opens=Placement, methods=BOTH)
def agreement(placement: Placement) -> Any:
    """One side agrees to a managed move, or does not."""
    actor = current_actor()

    def act(answers: Answers) -> None:
        actions.agree(actor, placement, answers["side"], answers["yes"] == "yes", said(answers))

    sides = sides_of(placement)
    return step(placement, forms.agreement(sides), act, "It is recorded who agrees.")


def sides_of(placement: Placement) -> tuple[str, ...]:
    """For whom the actor may speak."""
    actor = current_actor()
    if actions.is_team(actor):
        return ("home_school", "receiving_school", "parents")
    if actions.is_receiving(actor, placement):
        return ("receiving_school",)
    return ("home_school", "parents")
