"""A view of the matrix that somebody saved for everybody, in each relation: it is about no child."""

from __future__ import annotations

from typing import Any

from foundation.store import acting_as
from needs.saved import actions


def tell(story: Any) -> None:
    """Somebody else's view of the published figures."""
    with acting_as(story.officer):
        view = actions.save_view(
            story.officer, name="Wards", place="shared", asked={"rows": "ward"}, everybody=True
        )
    story.put("needs_view", view.public_id)
