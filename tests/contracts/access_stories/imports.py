"""A column profile that is being made from a file, in each story."""

from __future__ import annotations

from typing import Any

from foundation.access.lists import operator
from roll import sample, saved_profiles

FILE = b"UPN,Legal Surname\nP330200115001,Example\n"


def tell(story: Any) -> None:
    """The sample lines are for the officer; the profile is the administrator's."""
    row = saved_profiles.begin(operator(), f"of-{story.relation}")
    saved_profiles.point_at(row, *sample.take(FILE, "sample.csv"))
    story.put("profile", row.public_id)
    story.put("profile_sample", row.public_id)
