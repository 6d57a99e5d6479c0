"""Words that suggest sexual or violent behaviour between children.

The form asks, and never ticks by itself: where these words stand in what a school writes, it names them and
asks for whichever is missing of a flag, the nature of the behaviour, and what the school did about its effect
on others (Appendix H; the pilot found "inappropriate behaviour to female students" and nothing more).

`words/` holds the words, `lexicon` makes patterns of them, `finding` looks for them in a text, `measuring`
counts how well it does on a labelled set of sentences.
"""

from __future__ import annotations

from fap.nudge.finding import Hit, found_in
from fap.nudge.lexicon import SEXUAL, VIOLENT

__all__ = ["SEXUAL", "VIOLENT", "Hit", "found_in"]
