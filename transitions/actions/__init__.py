"""The only writers of alerts (the sweep beside them) and of what is told to settings."""

from __future__ import annotations

from transitions.actions.alerts import (
    close,
    contacted,
    give,
    officers,
    record_action,
    reopen,
    take,
    withhold,
)
from transitions.actions.disclosures import (
    NameFound,
    acknowledge,
    draft_letters,
    open_letter,
    release,
    remind,
    rewrite,
    withdraw,
)

__all__ = [
    "NameFound",
    "acknowledge",
    "close",
    "contacted",
    "draft_letters",
    "give",
    "officers",
    "open_letter",
    "record_action",
    "release",
    "remind",
    "reopen",
    "rewrite",
    "take",
    "withdraw",
    "withhold",
]
