"""The clocks of safety plans: defaults of ours, as long as the authority decides nothing else.

Source: the safety-plan specification, section 12.
"""

from __future__ import annotations

from foundation.store.decided import Number, Unit, declare

GROUP = "Safety plans"
SOURCE = "Safety and support plan, section 12"


def _days(key: str, words: str, rule: str, first: int, most: int = 40) -> Number:
    return declare(
        Number(
            key=key,
            group=GROUP,
            words=words,
            rule=rule,
            source=SOURCE,
            first=first,
            unit=Unit.SCHOOL_DAYS,
            most=most,
        )
    )


WRITE_WITHIN = _days(
    "plan-write",
    "A plan that is asked for is written within",
    "Proposed when a school is asked for a plan, from the day it is asked. The officer may set another day.",
    10,
)
WRITE_AGAIN_WITHIN = _days(
    "plan-write-again",
    "A plan that is asked for again is written within",
    "Proposed when a school said that no plan was needed and is asked again.",
    2,
)
AFTER_OVERLAP = _days(
    "plan-after-overlap",
    "A plan is due, once both children are or will be at one place, within",
    "School days by the school’s own calendar, where a school had said that a plan was not appropriate then.",
    2,
)
JUDGE_WITHIN = _days(
    "plan-judge",
    "A plan that was sent is quality-assured within",
    "School days of the authority’s calendar from the day the school sent it or answered.",
    10,
)
ANSWER_WITHIN = _days(
    "plan-answer",
    "A school answers the feedback within",
    "School days by the school’s own calendar from the day of the feedback.",
    5,
)
HELP_WITHIN = _days(
    "plan-help",
    "A school that asks for help has an answer within",
    "School days of the authority’s calendar from the day it asked, unless it named a day.",
    2,
)
SECOND_REVIEW = _days(
    "plan-second-review",
    "A plan is reviewed again (is what was planned in place?) after",
    "School days by the school’s own calendar from the day of signing. The first review is on that day.",
    2,
)
FULL_REVIEW = _days(
    "plan-full-review",
    "A plan is reviewed as its full version after",
    "School days by the school’s own calendar from the day the plan is signed.",
    10,
)
TOGETHER_WITHIN = _days(
    "plan-together",
    "A linked plan is reviewed too within",
    "School days by the other school’s calendar from the day on which the first plan was reviewed.",
    5,
)
