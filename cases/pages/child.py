"""One child of a case: what is missing, and everything recorded about this child alone.

The page shows no other child of the case: what is printed from it may reach this child's family or school.
"""

from __future__ import annotations

from typing import Any

from flask import render_template

from cases import showing, slots
from cases.entry_showing import shown_all
from cases.kinds import CHILD_SECTIONS, KINDS
from cases.models import Case, Party
from cases.pages.blueprint import pages
from cases.pages.entries import party_or_404
from cases.recorded import gaps, recorded_of
from cases.words import ROLES
from foundation.access.permissions import Permission
from foundation.store import current_actor
from roll.models import Child


@pages.page("/cases/<case>/children/<child>", needs=Permission.READ_CASES, opens=(Case, Child))
def child(case: Case, child: Child) -> Any:
    """The child's own page in the case."""
    party_or_404(case, child)
    recorded = recorded_of(case)
    own = recorded.by_child.get(child.id, [])
    by_kind: dict[str, list[Any]] = {}
    for one in shown_all(own):
        by_kind.setdefault(one.kind.key, []).append(one)
    actor = current_actor()
    return render_template(
        "cases/child.html",
        case=case,
        child=child,
        party=_party(case, child),
        here=showing.people([child.id]).now_at(child.id),
        gaps=gaps(recorded).children[child.id],
        sections=[(key, title, [KINDS[kind] for kind in kinds]) for key, title, kinds in CHILD_SECTIONS],
        by_kind=by_kind,
        offered=slots.sections_on_child(case, child.id, actor),
        roles=ROLES,
        may_write=actor.may(Permission.WRITE_CASES),
        may_read_children=actor.may(Permission.READ_CHILDREN),
    )


def _party(case: Case, child: Child) -> Party:
    return next(party for party in case.parties if party.child_id == child.id)
