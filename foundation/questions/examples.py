"""Whole forms filled from their declaration with invented, valid answers: for tests and the demo county."""

from __future__ import annotations

import random

from foundation.questions.asking import filled
from foundation.questions.declaration import Form
from foundation.questions.question import Answers, Given, Making, Texts


def fill(
    form: Form,
    given: Given,
    seed: int = 0,
    *,
    full: float = 0.8,
    texts: Texts = lambda _question, _rng: None,
    known: Answers | None = None,
) -> Answers:
    """Answers to the whole form. The same seed gives the same answers.

    `full` is how likely an optional question is answered (0 to 1); required ones always are. `texts(question,
    rng)` may offer realistic words for a question (by its key), and answers None to leave it to the question.
    Answers that are `known` stand (None: stays unanswered) and the conditions of the others agree with them.
    """
    return filled(form.questions, Making(random.Random(seed), given, texts), {}, full, known)
