"""What a school that is not under consideration reads of a referral: nothing that says who the child is.

The papers of a panel differ by reader: the core panel and the named school read all, the other schools a
summary without the child (safeguarding; docs/decisions/010-summaries.md says what is in it and why). The
summary is made of closed codes alone. No answer that a person typed can reach it, whatever the form grows:
every word in it stands in this module or in a reference set, and an unknown code is left out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from fap.form import FORM
from fap.models import AgendaItem, Referral
from fap.rights import out_of_sight
from foundation.answers.models import AnswerVersion
from foundation.questions import Answers
from foundation.store import Actor, session
from foundation.store.reference_data import choices, label

TOLD_CATEGORIES = ("d", "e", "j", "k", "l")
"""Those about schooling. The others say where a child lives, with whom, or of what descent."""
OTHER_CATEGORY = "One that concerns the home or the family; it is not named here"
YEARS = ("R", *(str(number) for number in range(1, 12)))
SIXTH_FORM = ("12", "13", "14")

HARMS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Exploitation, gangs or serious violence", frozenset({"cse", "gangs", "serious_youth_violence"})),
    (
        "Harm between children",
        frozenset(
            {"relationship_abuse", "displays_hsb", "harmed_by_hsb", "sexual_bullying", "other_physical"}
            | {"other_emotional", "other_financial", "other_controlling", "other_online"}
        ),
    ),
    ("Missing from education or from home", frozenset({"missing_education", "missing_home"})),
)
"""Kinds of flags, never a single one and never in what capacity: a flag that few children have names a child
to whoever has heard of it."""
NO_HARM = "None named"
NOT_GIVEN = "Not given"


@dataclass(frozen=True)
class Summary:
    """A referral without the child, in words: each from a closed list."""

    year: str
    category: str
    asks: str
    needs: str
    harm: str

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """(label, words) in the order in which they are read."""
        return (
            ("Year group", self.year),
            ("Category of the School Admissions Code", self.category),
            ("Asked for", self.asks),
            ("Special educational needs", self.needs),
            ("Kinds of harm named", self.harm),
        )


def summary_of(referral: Referral) -> Summary:
    """The summary of a referral as it was last sent. The caller must be allowed to load the referral."""
    return _frozen_summaries([referral.id]).get(referral.id) or summary_in({}, referral.category)


def summaries_for(actor: Actor, items: Collection[AgendaItem]) -> dict[int, Summary]:
    """Item id -> summary, for readers who may not load the referrals: these are read out of their sight.

    Nothing that was loaded for it stays in the reader's session.
    """
    with out_of_sight(actor):
        found = _frozen_summaries({item.referral_id for item in items})
    nothing = summary_in({}, None)
    return {item.id: found.get(item.referral_id, nothing) for item in items}


def _frozen_summaries(referral_ids: Collection[int]) -> dict[int, Summary]:
    """Referral id -> summary of the version that was sent last: one statement, columns only."""
    sent = (AnswerVersion.record_type == Referral.__tablename__, AnswerVersion.number == Referral.version)
    statement = (
        select(Referral.id, Referral.category, AnswerVersion.answers, AnswerVersion.form_version)
        .join(AnswerVersion, AnswerVersion.record_id == Referral.id)
        .where(Referral.id.in_(sorted(referral_ids)), *sent)
    )
    return {
        row_id: summary_in(FORM.forward(dict(answers), form_version), category)
        for row_id, category, answers, form_version in session().execute(statement)
    }


def summary_in(answers: Answers, category: str | None) -> Summary:
    """The summary of these answers, and of the category under which the referral was accepted."""
    return Summary(
        year=_year(answers.get("year_group")),
        category=_category(category),
        asks=_all_of("fap_provision", answers.get("provision")),
        needs=_one_of("sen_provision", answers.get("sen_provision")),
        harm=_harms(answers),
    )


def _year(code: object) -> str:
    if code in YEARS:
        return label("year_group", str(code))
    return "Sixth form" if code in SIXTH_FORM else NOT_GIVEN


def _category(code: str | None) -> str:
    if not code:
        return NOT_GIVEN
    return label("fap_category", code) if code in TOLD_CATEGORIES else OTHER_CATEGORY


def _known(set_name: str) -> frozenset[str]:
    return frozenset(choice.code for choice in choices(set_name))


def _one_of(set_name: str, code: object) -> str:
    return label(set_name, str(code)) if code in _known(set_name) else NOT_GIVEN


def _all_of(set_name: str, codes: object) -> str:
    known = _known(set_name)
    found = [str(code) for code in codes if code in known] if isinstance(codes, list | tuple) else []
    return "; ".join(label(set_name, code) for code in found) or NOT_GIVEN


def _harms(answers: Answers) -> str:
    ticked = {
        flag
        for key in ("peer_flags", "other_abuse")
        for flag, said in (answers.get(key) or {}).items()
        if isinstance(said, dict) and said.get("ticked")
    }
    return "; ".join(words for words, flags in HARMS if flags & ticked) or NO_HARM
