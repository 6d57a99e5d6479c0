"""The information-sharing agreement of the school year: its text, and who has accepted it."""

from __future__ import annotations

from sqlalchemy import select

from fap.models import AgreementAcceptance, PanelAgreement
from foundation.store import Actor, session, today
from foundation.store.clock import academic_year

SUGGESTED = """Panel papers hold personal and sensitive facts about children and families. I receive them for one purpose: to find the right place and support for the children on the agenda.

I will read them only for the work of this panel, on a screen that nobody else can see.

I will not copy, forward, photograph or print them, and I will not keep notes that name a child after the meeting.

I will speak about what I read only with the other members of the panel, and with the safeguarding lead of the school that takes the child where they need it to keep children safe.

I will declare an interest before I open an item about a child or family I know, or in which my school has an interest beyond that of any other school.

If papers are lost, seen by somebody else or sent to the wrong person, I will tell the Fair Access coordinator the same day.

My access ends when the meeting is closed. Every opening of a paper is recorded with my name."""  # noqa: E501


def year_words(year: int) -> str:
    """The school year that begins in `year`: "2026/27"."""
    return f"{year}/{(year + 1) % 100:02d}"


def this_year() -> int:
    """The year in which the present school year began."""
    return academic_year(today())


def agreement_in_force() -> PanelAgreement | None:
    """The text that counts today: the newest of those that are in force."""
    found = select(PanelAgreement).where(PanelAgreement.in_force_from <= today())
    newest = found.order_by(PanelAgreement.in_force_from.desc(), PanelAgreement.id.desc())
    return session().scalars(newest.limit(1)).one_or_none()


def agreements() -> list[PanelAgreement]:
    """Every text there was, the newest first."""
    return list(session().scalars(select(PanelAgreement).order_by(PanelAgreement.version.desc())))


def acceptance_of(actor: Actor) -> AgreementAcceptance | None:
    """The actor's word for the text in force and for this school year."""
    text = agreement_in_force()
    if text is None:
        return None
    given = select(AgreementAcceptance).where(
        AgreementAcceptance.account_id == actor.account_id,
        AgreementAcceptance.agreement_id == text.id,
        AgreementAcceptance.year == this_year(),
    )
    return session().scalars(given).one_or_none()


def papers_locked(actor: Actor) -> bool:
    """Whether the actor sits on a panel and papers stay shut until the agreement is accepted."""
    return bool(actor.panels) and acceptance_of(actor) is None


def accepted_by() -> dict[int, AgreementAcceptance]:
    """Account id -> the word given for the text in force and this school year."""
    text = agreement_in_force()
    if text is None:
        return {}
    given = select(AgreementAcceptance).where(
        AgreementAcceptance.agreement_id == text.id, AgreementAcceptance.year == this_year()
    )
    return {row.account_id: row for row in session().scalars(given)}
