"""The accounts of the county: one for each role, and a safeguarding lead at several settings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fap.actions.agreements import accept_agreement, write_agreement
from fap.panels.agreement import SUGGESTED
from foundation.access import actions, passwords
from foundation.access.lists import account_by_email, actor_of
from foundation.access.models import Account
from foundation.access.permissions import PANEL_ROLES, ROLE_WORDS, Role
from foundation.store import Actor, acting_as, session, today

IN_POST = dt.timedelta(days=400)
PASSWORD = "walk the salt path home"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who can be signed in as: address, name, role, and the setting or panel they belong to."""

    email: str
    name: str
    kind: Role
    setting: str = ""
    job_title: str = ""

    @property
    def role(self) -> str:
        """The role in words, with its setting."""
        words = ROLE_WORDS[self.kind]
        return words[0].upper() + words[1:] + (f", {self.job_title}" if self.job_title else "")

    @property
    def password(self) -> str:
        """The same for everybody."""
        return PASSWORD


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("dsl@saltbeck.example", "R. Haddow", Role.DSL, "900001", "Saltbeck High School"),
    DemoPerson("deputy@saltbeck.example", "K. Ademola", Role.DSL, "900001", "Saltbeck High School, deputy"),
    DemoPerson("dsl@corvin.example", "P. Lindqvist", Role.DSL, "900002", "Corvin Hill Academy"),
    DemoPerson("dsl@eldon.example", "N. Sharma", Role.DSL, "900003", "Eldon Park Academy"),
    DemoPerson("dsl@fennwick.example", "A. Rowe", Role.DSL, "900004", "Fennwick Park School"),
    DemoPerson("dsl@kilnlane.example", "T. Brannigan", Role.DSL, "900006", "Kiln Lane Centre (PRU)"),
    DemoPerson("dsl@saltbeckprimary.example", "M. Osei", Role.DSL, "900010", "Saltbeck Primary School"),
    DemoPerson("coordinator@marchland.example", "S. Pellow", Role.FAP_COORDINATOR),
    DemoPerson("chair@marchland.example", "D. Imrie", Role.PANEL_CHAIR),
    DemoPerson("deputychair@marchland.example", "O. Bassey", Role.PANEL_CHAIR, "", "deputy"),
    DemoPerson("member@marchland.example", "L. Kovacs", Role.PANEL_MEMBER),
    DemoPerson("head@eldon.example", "E. Fairweather", Role.PANEL_MEMBER, "900003", "for Eldon Park Academy"),
    DemoPerson("mash@marchland.example", "B. Tolland", Role.MASH_OFFICER),
    DemoPerson("safeguarding@marchland.example", "J. Marrable", Role.SAFEGUARDING_OFFICER),
    DemoPerson("analyst@marchland.example", "C. Yeo", Role.ANALYST),
    DemoPerson("admin@marchland.example", "F. Aspinall", Role.ADMINISTRATOR),
    DemoPerson("dpo@marchland.example", "H. Nkemelu", Role.DATA_PROTECTION_OFFICER),
)


def settle(actor: Actor, setting_ids: dict[str, int], panel_id: int) -> dict[str, Account]:
    """Make every account; address to account. One Argon2 hash serves all: the password is public."""
    shared = passwords.hash_password(PASSWORD)
    made: dict[str, Account] = {}
    for person in PEOPLE:
        account = actions.open_account(actor, email=person.email, name=person.name, job_title=_title(person))
        account.password_hash, account.state = shared, "active"
        panels = person.kind in PANEL_ROLES
        actions.assign(
            actor,
            account,
            person.kind,
            setting_id=setting_ids.get(person.setting),
            panel_id=panel_id if panels else None,
            from_date=today() - IN_POST,
            scope_words=f"at {person.job_title}" if person.kind is Role.DSL else person.job_title,
        )
        made[person.email] = account
    session().flush()
    _agree(actor, [made[person.email] for person in PEOPLE if person.kind in PANEL_ROLES])
    return made


def _agree(actor: Actor, members: list[Account]) -> None:
    """The information-sharing agreement of the year, accepted by everybody on the panel."""
    text = write_agreement(actor, text=SUGGESTED, in_force_from=today())
    for account in members:
        with acting_as(actor_of(account)) as member:
            accept_agreement(member, text)
            session().flush()


def _title(person: DemoPerson) -> str:
    return "Designated safeguarding lead" if person.kind is Role.DSL else person.role


def demo_people() -> list[DemoPerson]:
    """Who can be signed in as: those of the list who are there."""
    return [person for person in PEOPLE if account_by_email(person.email) is not None]
