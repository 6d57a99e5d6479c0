"""Who is in a plan, for the print check and for what travels: values that are compared and never shown."""

from __future__ import annotations

from collections.abc import Iterator

from cases.names import Person
from cases.names_core import linked_children, people_on_roll
from cases.names_of_parties import as_known
from foundation.answers import answers_of
from foundation.store import session, today
from roll.lists import child_by_id
from safetyplans.form import FORM
from safetyplans.lists import others_of
from safetyplans.models import SafetyPlan


def people_of(plan: SafetyPlan) -> tuple[list[Person], Person]:
    """The other children as the school, the roll and the authority know them, and the plan's own child."""
    own = child_by_id(plan.child_id)
    named = others_of(plan)
    others = [Person((o.forename,), (o.surname,), (o.upn,) if o.upn else ()) for o in named]
    connection = session().connection()
    linked = linked_children(connection, plan.child_id, plan.case_id, today())
    others += people_on_roll(connection, linked | {other.child_id for other in named})
    others += _only_in_the_form(plan)
    if own is None:
        forename, _, surname = (plan.named or "").partition(" ")
        return others, Person((forename,) if forename else (), (surname,) if surname else ())
    return others, as_known(own)


def _only_in_the_form(plan: SafetyPlan) -> Iterator[Person]:
    """Children whose description is not complete yet, and who are therefore no rows of their own."""
    for row in answers_of(plan, FORM).get("other_children") or ():
        parts = [tuple([row[key]] if row.get(key) else []) for key in ("forename", "surname", "upn")]
        yield Person(parts[0], parts[1], parts[2])
