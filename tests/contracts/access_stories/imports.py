"""A column profile that is being made from a file, and a file of offers that waits, in each story."""

from __future__ import annotations

from typing import Any

from foundation.access.lists import operator
from roll import import_coming, sample, saved_profiles

FILE = b"UPN,Legal Surname\nP330200115001,Example\n"


OFFERS = b"upn,setting_urn,start_date,certainty\nA801200005001,900001,2027-09-01,accepted\n"


def tell(story: Any) -> None:
    """The sample lines are for the officer; the profile is the administrator's."""
    row = saved_profiles.begin(operator(), f"of-{story.relation}")
    saved_profiles.point_at(row, *sample.take(FILE, "sample.csv"))
    story.put("profile", row.public_id)
    story.put("profile_sample", row.public_id)
    run = import_coming.take_in(operator(), import_coming.OFFERS, OFFERS, f"offers-{story.relation}.csv")
    story.put("run_offers", run.public_id)
    story.put("rejected_offers", run.public_id)
