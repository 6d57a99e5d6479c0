"""Two children of a separation at one setting, or at two settings of one site group.

Source: transitions, "What an overlap is": the common days of two stays, cut to the days the separation is
in force; one day is enough; one overlap raises only the first of same_setting > same_site >
same_setting_planned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from transitions.rules.findings import AsOf, Finding, Kind, together_key
from transitions.rules.spans import OPEN_END, Span, merged, spans_by_setting

if TYPE_CHECKING:
    from cases.separations_core import Live
    from roll.stays_core import Stay

SiteGroups = Mapping[int, int | None]
SpansAt = Mapping[int, list[Span]]


def in_force(live: Live) -> Span:
    """The days a separation holds."""
    return Span(live.from_date, live.until_date or OPEN_END)


def overlaps(
    live: Live, stays_a: Collection[Stay], stays_b: Collection[Stay], site_groups: SiteGroups, as_of: AsOf
) -> list[Finding]:
    """Every overlap of the pair.

    `site_groups`: setting id to site group id (None or absent: in none).
    """
    if not _near(stays_a, stays_b, site_groups):
        return []
    at_a, at_b = spans_by_setting(stays_a), spans_by_setting(stays_b)
    force = in_force(live)
    found = []
    for settings, days in _common_days(at_a, at_b, site_groups):
        for span in days:
            cut = force.common(span)
            if cut is not None:
                found.append(_finding(live, settings, cut, as_of))
    return found


def _near(stays_a: Collection[Stay], stays_b: Collection[Stay], groups: SiteGroups) -> bool:
    """Whether the two were ever, or will be, at one setting or site: few pairs are, and only they cost."""
    at_a, at_b = ({stay.setting_id for stay in stays} for stays in (stays_a, stays_b))
    if not at_a.isdisjoint(at_b):
        return True
    sites = {groups.get(setting) for setting in at_a} - {None}
    return bool(sites) and not sites.isdisjoint(groups.get(setting) for setting in at_b)


def _common_days(
    at_a: SpansAt, at_b: SpansAt, groups: SiteGroups
) -> Iterator[tuple[tuple[int, ...], list[Span]]]:
    """(setting,) or (setting, setting) of one site group, with the days both children are there."""
    pairs: dict[tuple[int, ...], list[Span]] = {}
    for here, mine in at_a.items():
        for there, others in at_b.items():
            if here != there and not _one_site(here, there, groups):
                continue
            key = tuple(sorted({here, there}))
            shared = (one.common(other) for one in mine for other in others)
            pairs.setdefault(key, []).extend(span for span in shared if span is not None)
    for key, days in sorted(pairs.items()):
        yield key, merged(days)


def _one_site(here: int, there: int, groups: SiteGroups) -> bool:
    group = groups.get(here)
    return group is not None and group == groups.get(there)


def _finding(live: Live, settings: tuple[int, ...], cut: Span, as_of: AsOf) -> Finding:
    if cut.first > as_of.day:
        kind = Kind.SAME_SETTING_PLANNED
    else:
        kind = Kind.SAME_SETTING if len(settings) == 1 else Kind.SAME_SITE
    later = max(cut.stays, key=lambda stay: (stay.start, stay.child_id))
    other = live.child_b if later.child_id == live.child_a else live.child_a
    return Finding(
        kind=kind,
        key=together_key(live.id, settings, cut.first),
        raises=as_of.raises(cut.first, cut.last),
        child_id=later.child_id,
        other_child_id=other,
        setting_id=settings[0],
        other_setting_id=settings[1] if len(settings) > 1 else None,
        separation_id=live.id,
        day=cut.first,
        first=cut.first,
        last=cut.known_end,
        past=as_of.is_past(cut.last),
        stays=cut.stays,
    )
