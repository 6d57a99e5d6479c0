"""One table of roles: read by the code, by the administrator's page and by the documentation.

Source: safeguarding, "Who they are (assignments)".
"""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What an assignment lets a person do. `ALL_...` widens the scope, it grants no action by itself."""

    HOME = "home"
    FIND_CHILDREN = "find_children"
    READ_CHILDREN = "read_children"
    ALL_CHILDREN = "all_children"
    SET_BARS = "set_bars"
    WRITE_REFERRALS = "write_referrals"
    READ_REFERRALS = "read_referrals"
    ALL_REFERRALS = "all_referrals"
    READ_PEERS = "read_peers"
    NAME_PEERS = "name_peers"
    RUN_FAIR_ACCESS = "run_fair_access"
    READ_PANEL = "read_panel"
    SIGN_DECISIONS = "sign_decisions"
    CHECK_PLACEMENTS = "check_placements"
    COMPARE_PLACEMENTS = "compare_placements"
    ANSWER_OFFERS = "answer_offers"
    PLACEMENT_REASONS = "placement_reasons"
    READ_CASES = "read_cases"
    WRITE_CASES = "write_cases"
    READ_MEETINGS = "read_meetings"
    WRITE_MEETINGS = "write_meetings"
    ANSWER_PEER_REQUESTS = "answer_peer_requests"
    ASK_FOR_PLANS = "ask_for_plans"
    WRITE_PLANS = "write_plans"
    READ_PLANS = "read_plans"
    ALL_PLANS = "all_plans"
    REVIEW_PLANS = "review_plans"
    READ_ALERTS = "read_alerts"
    ACT_ON_ALERTS = "act_on_alerts"
    RELEASE_DISCLOSURES = "release_disclosures"
    READ_DISCLOSURES = "read_disclosures"
    END_SEPARATIONS = "end_separations"
    DECIDE_IDENTITIES = "decide_identities"
    READ_MATRIX = "read_matrix"
    OPEN_FIGURES = "open_figures"
    AUDIT = "audit"
    MANAGE_ACCOUNTS = "manage_accounts"
    IMPORT_SETTINGS = "import_settings"
    IMPORT_ROLLS = "import_rolls"
    READ_REJECTED_ROWS = "read_rejected_rows"
    READ_OUTBOX = "read_outbox"
    READ_DECIDED = "read_decided"
    DECIDE = "decide"
    READ_TRAIL = "read_trail"


class Role(StrEnum):
    """What an assignment says a person is."""

    DSL = "dsl"
    FAP_COORDINATOR = "fap_coordinator"
    PANEL_MEMBER = "panel_member"
    PANEL_CHAIR = "panel_chair"
    MASH_OFFICER = "mash_officer"
    SAFEGUARDING_OFFICER = "safeguarding_officer"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"
    DATA_PROTECTION_OFFICER = "data_protection_officer"


P = Permission

_COORDINATOR = frozenset(
    {P.FIND_CHILDREN, P.READ_CHILDREN, P.ALL_CHILDREN, P.WRITE_REFERRALS, P.READ_REFERRALS, P.ALL_REFERRALS}
    | {P.RUN_FAIR_ACCESS, P.READ_PANEL, P.CHECK_PLACEMENTS, P.COMPARE_PLACEMENTS, P.NAME_PEERS}
    | {P.READ_MEETINGS, P.WRITE_MEETINGS, P.READ_DECIDED}
)
_MASH = frozenset(
    {P.READ_CHILDREN, P.ALL_CHILDREN, P.READ_CASES, P.WRITE_CASES, P.ASK_FOR_PLANS, P.READ_PLANS, P.ALL_PLANS}
    | {P.REVIEW_PLANS, P.CHECK_PLACEMENTS, P.COMPARE_PLACEMENTS, P.PLACEMENT_REASONS}
    | {P.READ_MEETINGS, P.WRITE_MEETINGS}
)

ROLES: dict[Role, frozenset[Permission]] = {
    Role.DSL: frozenset(
        {P.HOME, P.FIND_CHILDREN, P.READ_CHILDREN, P.WRITE_REFERRALS, P.READ_REFERRALS, P.NAME_PEERS}
        | {P.WRITE_PLANS, P.READ_PLANS, P.READ_DISCLOSURES, P.READ_MEETINGS, P.ANSWER_PEER_REQUESTS}
        | {P.ANSWER_OFFERS}
    ),
    Role.FAP_COORDINATOR: frozenset({P.HOME} | _COORDINATOR),
    Role.PANEL_MEMBER: frozenset({P.HOME, P.READ_PANEL}),
    Role.PANEL_CHAIR: frozenset({P.HOME, P.READ_PANEL, P.SIGN_DECISIONS, P.CHECK_PLACEMENTS}),
    Role.MASH_OFFICER: frozenset({P.HOME} | _MASH),
    Role.SAFEGUARDING_OFFICER: frozenset(
        {P.HOME, P.READ_PEERS, P.SET_BARS, P.READ_ALERTS, P.ACT_ON_ALERTS, P.RELEASE_DISCLOSURES}
        | {P.READ_DISCLOSURES, P.END_SEPARATIONS, P.DECIDE_IDENTITIES, P.READ_MATRIX, P.OPEN_FIGURES, P.AUDIT}
        | {P.READ_REJECTED_ROWS}
        | (_COORDINATOR - {P.RUN_FAIR_ACCESS, P.WRITE_REFERRALS})
        | _MASH
    ),
    Role.ANALYST: frozenset({P.HOME, P.READ_MATRIX}),
    Role.ADMINISTRATOR: frozenset(
        {P.HOME, P.MANAGE_ACCOUNTS, P.IMPORT_SETTINGS, P.IMPORT_ROLLS, P.READ_OUTBOX}
        | {P.READ_DECIDED, P.DECIDE}
    ),
    Role.DATA_PROTECTION_OFFICER: frozenset({P.HOME, P.READ_TRAIL}),
}

ROLE_WORDS: dict[str, str] = {
    Role.DSL: "safeguarding lead",
    Role.FAP_COORDINATOR: "fair access coordinator",
    Role.PANEL_MEMBER: "panel member",
    Role.PANEL_CHAIR: "panel chair",
    Role.MASH_OFFICER: "Education MASH officer",
    Role.SAFEGUARDING_OFFICER: "education safeguarding officer",
    Role.ANALYST: "analyst",
    Role.ADMINISTRATOR: "administrator",
    Role.DATA_PROTECTION_OFFICER: "data protection officer",
}

SETTING_ROLES = frozenset({Role.DSL})
PANEL_ROLES = frozenset({Role.PANEL_MEMBER, Role.PANEL_CHAIR})
SCHOOL_SEATS = frozenset({Role.PANEL_MEMBER})  # may sit for a school: then they read in full what concerns it
