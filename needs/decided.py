"""The number under which figures are hidden: shown with what the council decides, and not for it to lower."""

from __future__ import annotations

from foundation.store.decided import Number, Unit, declare
from needs.suppression import SMALL

SMALLEST_SHOWN = declare(
    Number(
        key="smallest-figure",
        group="Figures that leave the house",
        words="The smallest figure that is shown",
        rule="Figures under this are hidden, and so are those that would give one away.",
        source="Field standards, 11",
        first=SMALL,
        unit=Unit.CHILDREN,
        least=SMALL,
        most=SMALL,
    )
)
