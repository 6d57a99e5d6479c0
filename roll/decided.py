"""How old what a roll says may be."""

from __future__ import annotations

from foundation.store.decided import Number, Unit, declare

ROLL_OLD_AFTER = declare(
    Number(
        key="roll-old",
        group="Rolls",
        words="A roll is out of date after",
        rule="Days after the day for which the newest roll was drawn. Then the check of the machine says so.",
        source="Transitions: a roll comes every month at least",
        first=35,
        unit=Unit.DAYS,
        most=120,
    )
)
