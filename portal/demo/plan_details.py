"""What makes the invented plans look lived with: cards, reviews, help, the whole setting, a finding."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from foundation.answers import answers_of, write_answers
from foundation.store import Actor, acting_as
from foundation.store.clock import LONDON, at
from portal.demo.county_file import County
from portal.demo.texts import words_for
from safetyplans import actions, lists
from safetyplans.form import FORM, WHOLE_SETTING
from safetyplans.models import SafetyPlan
from safetyplans.reviews import review_lines

WORDS: dict[str, tuple[str, ...]] = {
    "signal": ("I put the blue card on my desk.", "I tell Ms Odell, or I go to the library."),
    "out_of_hours": ("The school’s duty phone until eight. At night Childline, 0800 1111.",),
    "trusted": ("Ms Odell and the librarian", "Mr Imre", "The form tutor and an aunt"),
    "does": ("Walks with the pupil between lessons", "Sits where the whole hall can be seen"),
    "where_when": ("East corridor, every change of lesson", "Dining hall, 12:10 to 12:50"),
    "tell": ("Ms Vance", "The safeguarding lead"),
    "script": (
        "“Everybody is being looked after. I cannot say more, and you can talk to me about yourself.”",
    ),
    "cover_staff": ("The office hands each of them a card in the morning and takes it back at night.",),
    "what": ("Time with the school counsellor", "A mentor", "Reading with the librarian"),
    "by": ("Ms Vance", "Mr Brannigan"),
    "often": ("every Tuesday", "twice a week"),
    "interim": ("The form tutor checks in every morning.",),
    "first_hour": ("The child stays with the key adult; the lead rings the parents and social care.",),
    "decides": ("The safeguarding lead", "The head"),
    "reason": ("It happened twice when no adult was near; with an adult it has not.",),
    "who_how": ("This child, between lessons, where no adult stands.",),
    "author_title": ("Deputy head", "Assistant head, pastoral"),
    "copies": ("The lead, the deputy, the key adult; the social worker.",),
}
BUS = {"where": "Bus 14", "at_time": "08:10"}


def plan_words(question: Any, rng: random.Random) -> str | None:
    """Something plausible for a question of a plan."""
    return rng.choice(WORDS[question.key]) if question.key in WORDS else words_for(question, rng)


def settle_day(answers: dict[str, Any], *, paired: bool) -> dict[str, Any]:
    """No rooms and times by lot; both children of a pair are sent to one bus, which somebody must see."""
    for place, row in (answers.get("school_day") or {}).items():
        for part in ("where", "at_time", "apart"):
            row.pop(part, None)
        if paired and place == "transport" and not row.get("not_relevant"):
            row.update(BUS)
    return answers


def hold_reviews(county: County, dsl: Actor, plan: SafetyPlan, number: int) -> None:
    """What was due is held; every fifth plan has a review that is late."""
    lines = {line["path"]: ("keep", "") for line in review_lines(answers_of(plan, FORM))}
    for review in lists.open_reviews_of(plan):
        late = review.kind == "regular" or (number % 5 == 4 and review.kind == "ten_days")
        if review.due_on > county.day or late:
            continue
        held = actions.Held(review.due_on, "The lead, the key adult, a parent", lines=lines)
        with at(dt.datetime.combine(review.due_on, dt.time(16, 0), tzinfo=LONDON)):
            actions.hold_review(dsl, review, held)


def tell(county: County, mash: Actor, plans: list[tuple[Actor, SafetyPlan]]) -> None:
    """Help that is asked for, a record of the whole setting, a finding that every school reads."""
    for index, (dsl, plan) in enumerate(plans[:3]):
        with acting_as(dsl):
            if index == 0:
                actions.ask_for_help(dsl, plan, "Both take bus 14. Who can speak with the bus company?")
            record = actions.begin_setting_record(dsl, plan)
            lines = {
                "places": {
                    "known": "Nobody sees the back stairs between lessons.",
                    "action": "An adult stands there at each change.",
                    "owner": "The site manager",
                    "review_on": (county.day + dt.timedelta(days=21)).isoformat(),
                }
            }
            write_answers(dsl, record, WHOLE_SETTING, {"setting_lines": lines, "affected": 30})
    with acting_as(mash):
        words = "Many plans name an adult and nobody who covers. Write both: who it is, and who covers."
        made = actions.write_finding(mash, "adults", "Who covers when the adult is away?", words)
        actions.share_finding(mash, made)
