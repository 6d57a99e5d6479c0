"""What a page of the form says about the words on it: noticed, what is missing, and where to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from fap.form import FORM
from fap.form.nudging import BEHAVIOUR, KINDS, WANTED, asked_of, seen_in
from fap.models import Referral
from foundation.answers import answers_of
from foundation.questions.question import Path

HARM = "harm"


@dataclass(frozen=True)
class Noticed:
    """One kind of behaviour: its words with the sections they stand in, and what is missing."""

    behaviour: str
    words: tuple[tuple[str, str], ...]
    wanted: tuple[str, ...]


def noticed(referral: Referral, section: str, path: Path) -> dict[str, Any]:
    """For the page of a section: everything on the page about harm, elsewhere only what stands in it."""
    if path and section == HARM:
        return {"found": []}
    answers = answers_of(referral, FORM)
    titles = {q.key: one.title for one in FORM.sections for q in one.questions}
    mine = {q.key for one in FORM.sections if one.key == section for q in one.questions}
    found = []
    for kind in KINDS:
        seen = [one for one in seen_in(answers) if one.kind == kind]
        missing = asked_of(kind, answers)
        if missing and (section == HARM or any(one.key in mine for one in seen)):
            here = seen if section == HARM else [one for one in seen if one.key in mine]
            words = tuple((one.words, titles[one.key]) for one in here)
            found.append(Noticed(BEHAVIOUR[kind], words, tuple(WANTED[one] for one in missing)))
    return {
        "found": found,
        "at_harm": section == HARM,
        "contact": str(current_app.config["CONTACT_MASH"]).strip() if section == HARM else "",
        "href": url_for("fap.form_section", referral=referral.public_id, section=HARM),
    }
