"""A small world, told three times through the rooms' actions: one record of every class that a page opens.

Told for `own` (the setting and the panel of the people who ask), for `other` (another setting, another panel)
and for `barred` (their own setting and panel, but a child from whom the second account of each role is
barred). `absent` keys have the same shape and belong to nothing. Every child has names that stand nowhere
else, so that finding one in an answer, a mail or a log says whom it gave away. What a module of
`access_stories` adds (`tell(story)`) is told at the end of each story.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from cases import actions as cases
from cases.models import Case, Contact, Separation
from fap import actions as fap
from fap.documents import add_document
from fap.form import FORM as REFERRAL
from fap.form.invented import invented
from fap.given import given as referral_given
from fap.models import PanelMeeting, Referral
from foundation.access import actions as access
from foundation.access.lists import actor_of, operator
from foundation.access.permissions import PANEL_ROLES, Role
from foundation.answers import write_answers
from foundation.store import acting_as, session, today
from foundation.store.calendar import calendar_for
from foundation.store.reference_data import choices
from portal.demo import children as rolls
from portal.demo.children import Pupil
from portal.demo.county import register_file
from portal.demo.county_file import terms_file
from roll import import_calendar, import_settings, roll_file
from roll.actions import make_site_group
from roll.models import Child, IdentityQuestion, Setting
from roll.upn import check_letter
from safetyplans import actions as plans
from safetyplans.form import FORM as PLAN
from safetyplans.form.invented import invented as invented_plan
from safetyplans.long_form import given as plan_given
from safetyplans.rubric import CRITERIA
from tests.fap.conftest import CSE, INCIDENT, known_answers, linked
from tests.people import PASSWORD, make_account, start_session
from tests.tried import refused
from transitions.actions import alerts, disclosures
from transitions.models import Alert
from transitions.words import BASIS_SET, PURPOSE_SET

OWN, OTHER, BARRED, ABSENT = "own", "other", "barred", "absent"
TOLD = (OWN, OTHER, BARRED)
RELATIONS = (*TOLD, ABSENT)
URNS = {OWN: "900001", OTHER: "900002", BARRED: "900001"}
PROSE = "Told in the greenhouse"  # stands in the free text of each story, with the story's own word
OTHER_ROW = "r0000000001"
MORE = [
    import_module(f"tests.contracts.access_stories.{file.stem}")
    for file in sorted((Path(__file__).parent / "access_stories").glob("*.py"))
]


def upn_of(serial: int) -> str:
    """A valid number of an invented child."""
    rest = f"9994001{serial:05d}"
    return check_letter(rest) + rest


@dataclass(frozen=True)
class Canary:
    """A child of the world, by what gives it away: names, number and birth date, each its own."""

    forename: str
    surname: str
    upn: str
    born: dt.date

    @property
    def names(self) -> tuple[str, str]:
        """What must not stand where the child must not be."""
        return (self.forename, self.surname)

    @property
    def all_words(self) -> tuple[str, ...]:
        """Names, number, and the birth date as people and machines write it."""
        spoken = f"{self.born.day} {self.born:%B %Y}"
        return (*self.names, self.upn, self.born.isoformat(), spoken, f"{self.born:%d/%m/%Y}")


CANARIES: dict[str, tuple[Canary, Canary]] = {
    OWN: (
        Canary("Oswynqa", "Quillerby", upn_of(101), dt.date(2012, 1, 17)),
        Canary("Peregrisa", "Quennerley", upn_of(102), dt.date(2012, 2, 18)),
    ),
    OTHER: (
        Canary("Thaddeqa", "Vossarby", upn_of(201), dt.date(2012, 3, 19)),
        Canary("Ulrikesa", "Vyntherley", upn_of(202), dt.date(2012, 4, 20)),
    ),
    BARRED: (
        Canary("Wilfrynqa", "Zedderby", upn_of(301), dt.date(2012, 5, 21)),
        Canary("Xanthisa", "Zommerley", upn_of(302), dt.date(2012, 6, 22)),
    ),
}


def pupil(canary: Canary, urn: str, *, upn: str | None = None, start: dt.date | None = None) -> Pupil:
    """The child as a line of a roll file."""
    return Pupil(
        canary.upn if upn is None else upn,
        canary.surname,
        canary.forename,
        canary.born,
        "F",
        "ZE1 1AB",
        urn,
        start or dt.date(2024, 9, 3),
    )


@dataclass
class World:
    """What the walk asks for: addresses by record and relation, accounts by role, row ids of children."""

    app: Flask
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    accounts: dict[tuple[str, bool], int] = field(default_factory=dict)
    tokens: dict[tuple[str, bool], str] = field(default_factory=dict)
    child_ids: dict[str, int] = field(default_factory=dict)
    invitation: str = ""

    def put(self, record: str, relation: str, key: str | None) -> None:
        """Remember what stands for a record in an address."""
        self.keys.setdefault(record, {})[relation] = str(key)


def build(app: Flask) -> World:
    """Tell everything. Needs an application context that acts as the system and may write."""
    world = World(app)
    _county(world)
    panels = {OWN: fap.make_panel(operator(), name="Panel of the north")}
    panels |= {OTHER: fap.make_panel(operator(), name="Panel of the south"), BARRED: panels[OWN]}
    settings = {s.urn: s for s in session().scalars(select(Setting))}
    for relation in TOLD:
        world.put("panel", relation, panels[relation].public_id)
        setting = settings[URNS[relation]]
        Story(world, relation, setting, panels[relation]).tell()
    for meeting in session().scalars(select(PanelMeeting).where(PanelMeeting.status == "planned")):
        fap.publish_meeting(operator(), meeting)
    _people(world, settings[URNS[OWN]].id, panels[OWN].id)
    _absent(world)
    session().commit()
    return world


def _county(world: World) -> None:
    """Settings, school days and children from files, and what waits of each kind of file."""
    system = operator()
    register = register_file("Marchland")
    assert (
        import_settings.apply(system, import_settings.read(register, "s.csv", every=True)).status == "applied"
    )
    import_calendar.apply(system, terms_file(today()), "days.csv")
    world.put("group", OWN, make_site_group(system, name="A shared yard").public_id)
    pupils = [pupil(canary, URNS[r]) for r in TOLD for canary in CANARIES[r]]
    pupils.append(
        Pupil(upn_of(900), "Nobodysby", "Nohra", dt.date(2012, 7, 1), "F", "ZE1 1AB", "900003", today())
    )
    # The same child, it seems, without a number at another setting: an identity that a person decides.
    later = [*pupils, *(pupil(CANARIES[r][0], "900004", upn="", start=today()) for r in TOLD)]
    wrong = pupil(CANARIES[OWN][1], URNS[OWN], upn="not-a-number")
    for made in (pupils, later):
        read = roll_file.read(rolls.roll_file(made), "roll.csv", roll_file.DEFAULT)
        assert roll_file.apply(system, read, as_of=today(), confirm=True).status == "applied"
    data = rolls.roll_file([*later, wrong])
    waiting = roll_file.take_in(system, data, "roll-2.csv", roll_file.DEFAULT, as_of=today(), partial=False)
    world.put("run_roll", OWN, waiting.public_id)
    world.put("run_settings", OWN, import_settings.take_in(system, register, "s2.csv", every=True).public_id)
    world.put("run_roll", OTHER, world.keys["run_settings"][OWN])
    world.put("run_settings", OTHER, world.keys["run_roll"][OWN])
    world.put("rejected", OWN, world.keys["run_roll"][OWN])
    world.put("rejected", OTHER, world.keys["run_settings"][OWN])
    world.put("import", OWN, world.keys["run_roll"][OWN])
    world.put("import", OTHER, world.keys["run_settings"][OWN])


@dataclass
class Story:
    """A case, letters, a plan that was assured, a referral on an agenda: about one pair of children."""

    world: World
    relation: str
    setting: Setting
    panel: Any

    def tell(self) -> None:
        """Everything, in the order in which it happens."""
        self.child, self.friend = (self._child(canary) for canary in CANARIES[self.relation])
        self.prose = f"{PROSE}: {self.relation}-story"
        self.dsl = actor_of(make_account(Role.DSL, setting=self.setting))
        self.officer = actor_of(make_account(Role.SAFEGUARDING_OFFICER))
        self.coordinator = actor_of(make_account(Role.FAP_COORDINATOR))
        self.put("child", self.child.public_id)
        self.put("upn", self.child.upn)
        self.put("urn", self.setting.urn)
        with acting_as(self.officer):
            self._case_and_letters()
        self._plan()
        referral = self._referral()
        self._documents_and_draft(referral)
        with acting_as(self.coordinator):
            self._agenda(referral)
        self.referral = referral
        for more in MORE:
            more.tell(self)
        session().commit()

    def put(self, record: str, key: str | None) -> None:
        """Remember the key of a record of this story."""
        self.world.put(record, self.relation, key)

    def _child(self, canary: Canary) -> Child:
        found = session().scalars(select(Child).where(Child.upn == canary.upn)).one()
        self.world.child_ids[canary.surname] = found.id
        return found

    def _case_and_letters(self) -> None:
        parties = [(self.child.id, "alleged_victim", self.setting.id)]
        parties.append((self.friend.id, "alleged_perpetrator", self.setting.id))
        incident = cases.IncidentValues(
            happened_from=dt.date(2026, 10, 5),
            place="in_school",
            setting_id=self.setting.id,
            natures=("physical",),
            words=self.prose,
        )
        case = cases.open_case(self.officer, parties=parties, incident=incident, how_known=self.prose)
        self.case: Case = case
        self.put("case", case.reference)
        pair = sorted((self.child.id, self.friend.id))
        apart = select(Separation).where(Separation.child_a_id == pair[0], Separation.child_b_id == pair[1])
        self.put("separation", session().scalars(apart).one().public_id)
        about = Alert.child_id.in_(pair) & (Alert.kind == "same_setting")
        alert = session().scalars(select(Alert).where(about)).one()
        self.put("alert", alert.reference)
        purpose, basis = (choices(name)[0].code for name in (PURPOSE_SET, BASIS_SET))
        for letter in disclosures.draft_letters(
            self.officer, alert, mode="separate", purpose=purpose, legal_basis=basis
        ):
            mine = letter.child_id == self.child.id
            self.put("disclosure" if mine else "draft_letter", letter.public_id)
            if mine:
                disclosures.release(self.officer, [letter])
        alerts.take(self.officer, alert)
        identity = select(IdentityQuestion).where(IdentityQuestion.candidate_id == self.child.id)
        for question in session().scalars(identity):
            self.put("identity", question.public_id)

    def _plan(self) -> None:
        with acting_as(self.officer):
            due = calendar_for(None).add(today(), 5)
            about = {"child_id": self.child.id, "setting_id": self.setting.id, "case_id": self.case.id}
            asked = plans.ask_for_plan(
                self.officer, **about, child_role="alleged_victim", due_on=due, note=self.prose
            )
            self.put("asked", asked.public_id)
        with acting_as(self.dsl):
            plan = plans.start_plan(self.dsl, child_id=self.child.id, setting_id=self.setting.id, prefill={})
            answers = invented_plan(plan_given(plan), 7, full=0.6, texts=lambda *_: self.prose)
            answers |= {"child_role": "alleged_victim", "other_children": [self._friend_in_plan()]}
            answers["review_on"] = (today() + dt.timedelta(days=20)).isoformat()
            answers |= {"incident_on": "2026-10-05", "reported_on": "2026-10-06"}
            write_answers(self.dsl, plan, PLAN, answers)
            session().flush()
            plans.keep_others_in_view(self.dsl, plan)
            plans.sign_plan(self.dsl, plan)
            version = plans.submit_plan(self.dsl, plan)
        self.put("plan", plan.public_id)
        self.put("version", version.public_id)
        with acting_as(self.officer):
            levels = {key: "good" for key, _ in CRITERIA}
            plans.save_points(self.officer, version, levels, dict.fromkeys(levels, self.prose), self.prose)

    def _friend_in_plan(self) -> dict[str, str]:
        canary = CANARIES[self.relation][1]
        return {
            "_id": OTHER_ROW,
            "role": "alleged_perpetrator",
            "forename": canary.forename,
            "surname": canary.surname,
            "date_of_birth": canary.born.isoformat(),
            "upn": canary.upn,
            "at_this_setting": "yes",
        }

    def _referral(self) -> Referral:
        with acting_as(self.dsl):
            made = fap.start_referral(self.dsl, setting_id=self.setting.id, child=self.child)
            more = {**CSE, **INCIDENT, "linked_children": linked(self.friend)}
            known = known_answers(self.child, **more)
            told = invented(referral_given(made), 3, texts=lambda *_: self.prose, known=known)
            write_answers(self.dsl, made, REFERRAL, told)
            file = FileStorage(io.BytesIO(self.prose.encode()), filename="report.txt")
            self.put("document", add_document(self.dsl, made, "school_report", file).public_id)
            fap.submit_referral(self.dsl, made)
        with acting_as(self.officer):
            waiting = select(Contact).where(Contact.child_id == self.child.id, Contact.status == "waiting")
            self.put("contact", session().scalars(waiting.order_by(Contact.id.desc())).first().reference)
        self.put("referral", made.public_id)
        return made

    def _documents_and_draft(self, referral: Referral) -> None:
        with acting_as(self.dsl):
            draft = fap.start_referral(self.dsl, setting_id=self.setting.id, child=self.child)
            told = known_answers(self.child, **INCIDENT, linked_children=linked(self.friend))
            write_answers(self.dsl, draft, REFERRAL, told)
        self.put("draft", draft.public_id)

    def _agenda(self, referral: Referral) -> None:
        fap.accept(self.coordinator, referral, "f", self.prose, refused(school=self.prose))
        held = select(PanelMeeting).where(PanelMeeting.panel_id == self.panel.id).order_by(PanelMeeting.id)
        meeting = session().scalars(held).first() or fap.plan_meeting(
            self.coordinator, self.panel, meets_on=dt.date(2026, 11, 17), deadline=dt.date(2026, 11, 13)
        )
        item = fap.put_on_agenda(self.coordinator, referral, meeting)
        there = session().scalars(select(Setting.id).where(Setting.urn == "900005")).one()
        about = {"setting_id": there, "start_date": dt.date(2026, 11, 24)}
        asked = fap.ask_advice(self.coordinator, referral, asked=self.prose, **about)
        with acting_as(self.officer):
            fap.give_advice(self.officer, asked, referral, answer="no_objection", note=self.prose)
        values = fap.DecisionValues(
            kind="place",
            reasons=self.prose,
            **about,
            support_stay=self.prose,
            responsible="The deputy head",
            override_reason=self.prose,
        )
        decision = fap.draft_decision(self.coordinator, item, referral, values)
        self.put("meeting", meeting.public_id)
        self.put("item", item.public_id)
        self.put("decision", decision.public_id)
        self.put("advice", asked.public_id)


def _people(world: World, setting_id: int, panel_id: int) -> None:
    """Two accounts of each role, the second barred from the child of the barred story."""
    barred_from = world.child_ids[CANARIES[BARRED][0].surname]
    for role in Role:
        scope: dict[str, Any] = {"setting": setting_id} if role is Role.DSL else {}
        scope |= {"panel_id": panel_id} if role in PANEL_ROLES else {}
        for barred in (False, True):
            name = f"{role} {'barred' if barred else 'plain'}"
            account = make_account(role, name=name, password=PASSWORD, **scope)
            if barred:
                access.set_bar(operator(), account, barred_from, "A relative of the child")
            session().commit()
            world.accounts[role, barred] = account.id
            world.tokens[role, barred] = start_session(world.app, account)
    bystander = make_account(Role.ANALYST, name="Bystander")
    world.put("account", OWN, bystander.public_id)
    for relation in TOLD:
        about = world.child_ids[CANARIES[relation][0].surname]
        world.put("bar", relation, access.set_bar(operator(), bystander, about, "A neighbour").id)
    world.invitation = access.invite(
        operator(), access.open_account(operator(), email="new@x.org", name="New")
    )


def _absent(world: World) -> None:
    """Keys of the same shape that belong to nothing; what is about no child has no barred record."""
    for record, known in world.keys.items():
        shape = known[OWN]
        absent = f"{shape[:-6]}999999" if record in {"case", "contact", "alert"} else shape[:-4] + "zzzz"
        known[ABSENT] = upn_of(999) if record == "upn" else absent
        known.setdefault(OTHER, known[OWN])
        known.setdefault(BARRED, known[OWN])
