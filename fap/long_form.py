"""The referral form as it is mounted: record bar, margin boxes, documents, and who may change it."""

from __future__ import annotations

from typing import Any

from flask import get_template_attribute
from markupsafe import Markup
from werkzeug.datastructures import FileStorage

from fap.documents import add_document, remove_document
from fap.form import FORM
from fap.given import given
from fap.lists import next_meeting
from fap.models import Referral
from fap.noticing import noticed
from fap.prefill import FROM_ROLL
from fap.reading import ReferralReader, writes
from fap.standing import keep_standing
from fap.wards import follow_wards
from foundation.access.permissions import Permission
from foundation.answers import LongForm, answers_of, problems_of
from foundation.questions import Answers
from foundation.questions.question import Path
from foundation.store import current_actor
from foundation.store.clock import day_words
from roll.lists import setting_by_id


def child_words(referral: Referral) -> str:
    """The child as people say it: name and year group."""
    name = referral.name or "Not named yet"
    if not referral.year_group:
        return name
    year = referral.year_group
    return f"{name}, {'Year ' + year if year.isdigit() else year}"


def bar(referral: Referral) -> list[tuple[str, Any]]:
    """The facts of the record bar."""
    setting = setting_by_id(referral.setting_id)
    return [
        ("Child", child_words(referral)),
        ("Referral", referral.known_as),
        ("School", setting.name if setting else "No school"),
    ]


def boxes(referral: Referral) -> list[tuple[str, str]]:
    """The margin of the task list: what came back, where answers came from, what happens next."""
    out = []
    if referral.returned_reason:
        out.append(("The Fair Access team asks", referral.returned_reason))
    if referral.child_id and not referral.version:
        out.append(("From the roll", FROM_ROLL))
    out.append(
        (
            "What happens when you submit",
            "The Fair Access team checks the form and either accepts it or says what is missing. "
            "The 20 school days start when it is accepted." + _next_panel(),
        )
    )
    return out


def _next_panel() -> str:
    meeting = next_meeting()
    if meeting is None:
        return ""
    return f" Next panel: {day_words(meeting.meets_on)}. Papers close {day_words(meeting.deadline)}."


def may_change(referral: Referral) -> bool:
    """Whether the form is open, to this person."""
    return referral.is_open_to_change and writes(current_actor(), referral)


def _upload(referral: Referral, path: Path, file: FileStorage) -> str:
    return add_document(current_actor(), referral, path[-1] if path else "other", file).public_id


def _discard(referral: Referral, public_id: str) -> None:
    remove_document(current_actor(), referral, public_id)


def _follow(referral: Referral) -> None:
    """Name and year group on lists are those that the form says now; wards follow their postcodes.

    Of a returned referral the desk shows what is still missing, while the school mends it.
    """
    answers = follow_name(referral)
    follow_wards(current_actor(), referral, answers)
    if referral.status == "returned":
        keep_standing(referral, answers, problems_of(referral, LONG_FORM))


def follow_name(referral: Referral) -> Answers:
    """Name and year group on lists are those that the form says now. Returns the answers."""
    answers = answers_of(referral, FORM)
    name = f"{answers.get('forename', '')} {answers.get('surname', '')}".strip()
    referral.name = name or referral.name
    referral.year_group = answers.get("year_group")
    return answers


def inset(referral: Referral, section: str, path: Path) -> Markup:
    """On a page whose words suggest harm between children: which words, and what is missing."""
    drawn: Markup = get_template_attribute("fap/noticed.html", "noticed")(**noticed(referral, section, path))
    return drawn


LONG_FORM = LongForm(
    form=FORM,
    model=Referral,
    write=Permission.WRITE_REFERRALS,
    given=given,
    bar=bar,
    boxes=boxes,
    may_change=may_change,
    home="fap.referral",
    home_words="The referral",
    submit="fap.submit",
    submit_words="Submit the referral",
    submit_hint="The Fair Access team reads it next. You cannot change it unless they return it to you.",
    upload=_upload,
    reader=ReferralReader,
    saved=_follow,
    discard=_discard,
    inset=inset,
)
