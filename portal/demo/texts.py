"""Plain sentences for the long answers of the invented county."""

from __future__ import annotations

import random
from typing import Any

KNOWN = (
    "Works well in small groups and with younger pupils. Loses heart when corrected in front of others.",
    "Since half term arrives late twice a week. Says the bus is too full and waits for the next one.",
    "Two friends moved away in the summer. Has spent lunch with an older group since then.",
    "Mum comes when asked and wants the school to ring before a letter is sent. Dad lives elsewhere.",
    "Third report of this kind since June. Each began as teasing and went further when no adult was near.",
    "An older group waits at the shelter after school. Several pupils said so independently of each other.",
    "Reads for pleasure, plays in the band, is proud of the science project.",
)
DONE = (
    "Staff stand at the gate until half past four. The form tutor rings home every Friday.",
    "Seat moved in two subjects. A referral to early help was sent and accepted within the week.",
    "The head of year spoke with both families separately. A mentor meets the child on Tuesdays.",
    "The stairwell is supervised at change of lessons. The assembly on consent was brought forward.",
    "A quiet place at lunch was offered and is used on most days.",
)
WISHES = (
    "“I want to stay in my band and not be asked about it in the corridor.”",
    "“I would like somebody to walk with me to the bus, but not so that everyone sees.”",
    "“I did not think it was serious then. I do now.”",
)
RISKS = ("Meeting without an adult near", "Being followed or talked about", "Messages during the day")
CONTROLS = (
    "Leaves the room two minutes early with a pass",
    "A member of staff stands at the door",
    "Uses the east stairs only",
    "Sits at the front, nearest to the teacher",
    "Phones are handed in at registration",
)
ADULTS = ("Ms Odell", "Mr Brannigan", "Mrs Castellan", "the duty manager", "Mr Imre", "Ms Vance")
FIRST = ("Ngozi", "Pauline", "Graham", "Samina", "Piotr", "Delia", "Kwabena", "Ruth")
LAST = ("Odell", "Imre", "Castellan", "Bright", "Sowande", "Harker", "Pereira", "Lodge")

PLACES = (
    "Bus stop at the old mill",
    "Behind the sports hall",
    "The underpass at Ford Road",
    "Group chat of the year",
    "Corridor by the art rooms",
    "Steps of the library",
)
BY_KEY: dict[str, tuple[str, ...]] = {
    "place": PLACES,
    "incident_place": PLACES,
    "address": ("4 Larch Row", "19 Weir Street", "2 Old Maltings", "31 Tanner Street"),
    "journey_from": ("Home", "The station", "Grandmother’s"),
    "journey_to": ("School", "The bus stop", "The tram stop"),
    "information": KNOWN,
    "response": DONE,
    "words": WISHES,
    "own_words": WISHES,
    "risk": RISKS,
    "control": CONTROLS,
    "adult": ADULTS,
    "key_adult": ADULTS,
    "key_adult_cover": ADULTS,
    "deputy": ADULTS,
    "dsl": ADULTS,
    "child_does": ("Shows the pass and goes to the library", "Walks with the key adult", "Tells Ms Odell"),
    "same_day": ("Both children were seen on their own. Social care and both families were told by four.",),
    "what_is_known": KNOWN,
    "school_did": DONE,
}


def words_for(question: Any, rng: random.Random) -> str | None:
    """Something plausible for a question, by its key; names for names, sentences for long answers."""
    key, kind = question.key, type(question).__name__
    if key in BY_KEY:
        return rng.choice(BY_KEY[key])
    if "surname" in key:
        return rng.choice(LAST)
    if "forename" in key:
        return rng.choice(FIRST)
    if key.endswith("name") or key in {"worker", "who", "asked_by", "reported_to", "review_by", "author"}:
        return f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    if kind == "LongText":
        return rng.choice(KNOWN if rng.random() < 0.5 else DONE)
    return None
