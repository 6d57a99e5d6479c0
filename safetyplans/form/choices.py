"""Choices that several sections of the plan share."""

from __future__ import annotations

from foundation.questions import Option

ROLES = (
    Option("alleged_victim", "Alleged to have been harmed"),
    Option("alleged_perpetrator", "Alleged to have caused harm"),
    Option("both", "Both: a child can be both"),
    Option("witness", "Saw or heard what happened"),
    Option("not_clear", "Not yet clear"),
)

PLACES = (
    Option("in_school", "In school"),
    Option("journey", "On the way to or from school"),
    Option("online", "Online"),
    Option("elsewhere", "Elsewhere"),
)
