"""What the county has published of its needs: the school years that are over."""

from __future__ import annotations

from foundation.store import acting_as, session
from needs.published import actions, forms_core, lists
from portal.demo.county_file import County


def tell(county: County) -> None:
    """Publish every school year that is over, the earliest first."""
    with acting_as(county.operator) as actor:
        first = forms_core.first_form_on(session().connection())
        for period in reversed(lists.can_be_published(first)):
            if "-" not in period.code:
                actions.publish(actor, period)
        session().commit()
