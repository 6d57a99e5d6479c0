"""Writing and accepting the information-sharing agreement. Without it no paper opens (`reach.agreed`)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from fap.models import AgreementAcceptance, PanelAgreement
from fap.panel_events import AgreementAccepted, AgreementWritten
from fap.panels.agreement import acceptance_of, agreement_in_force, this_year, year_words
from fap.rights import NotAllowed, demand
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.trail import record

SHORTEST = 100


def write_agreement(actor: Actor, *, text: str, in_force_from: dt.date) -> PanelAgreement:
    """A new text from a day on; the earlier ones stay as they were. Members accept it again.

    Raises ValueError for a text that says too little, or for a day in the past.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    text = text.strip()
    if len(text) < SHORTEST:
        raise ValueError(f"Write the agreement in at least {SHORTEST} characters")
    if in_force_from < today():
        raise ValueError("It can be in force from today at the earliest")
    last = session().scalar(select(func.max(PanelAgreement.version))) or 0
    made = PanelAgreement(
        version=last + 1,
        text=text,
        in_force_from=in_force_from,
        written_by=actor.account_id,
        written_at=now(),
    )
    session().add(made)
    session().flush()
    record(AgreementWritten(subject=made, version=made.version, in_force_from=in_force_from.isoformat()))
    return made


def accept_agreement(actor: Actor, agreement: PanelAgreement) -> AgreementAcceptance:
    """Accept the text that was read, for this school year. A second click changes nothing.

    Raises ValueError when another text has come into force meanwhile, NotAllowed for who sits on no panel.
    """
    if not actor.panels:
        raise NotAllowed("only members of a panel accept the agreement")
    text = agreement_in_force()
    if text is None or text.id != agreement.id:
        raise ValueError("Another text is in force now. Read it before you accept it")
    known = acceptance_of(actor)
    if known is not None:
        return known
    made = AgreementAcceptance(
        agreement_id=text.id, account_id=actor.account_id, year=this_year(), accepted_at=now()
    )
    session().add(made)
    session().flush()
    record(AgreementAccepted(subject=made, version=text.version, year=year_words(made.year)))
    return made
