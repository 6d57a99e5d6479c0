"""A document of an item, as the panel reads it: the one that the school attached."""

from __future__ import annotations

from typing import Any


def tell(story: Any) -> None:
    """The same document, under the panel's own address."""
    story.put("paper", story.world.keys["document"][story.relation])
