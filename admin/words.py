"""Permissions and states in the administrator's words."""

from __future__ import annotations

from foundation.access.permissions import Permission
from roll.runs import KIND_WORDS

P = Permission

PERMISSIONS: dict[Permission, str] = {
    P.HOME: "sign in and see their own work list",
    P.FIND_CHILDREN: "look for a child by exact number",
    P.READ_CHILDREN: "read a child's record within their scope",
    P.ALL_CHILDREN: "scope: every child of the authority",
    P.SET_BARS: "bar a colleague from a child",
    P.WRITE_REFERRALS: "write fair access referrals",
    P.READ_REFERRALS: "read fair access referrals within their scope",
    P.ALL_REFERRALS: "scope: every referral",
    P.READ_PEERS: "read what is said about other children",
    P.NAME_PEERS: "write and read the names of other people in a referral",
    P.RUN_FAIR_ACCESS: "run the fair access desk",
    P.READ_PANEL: "read the pack of a panel they sit on",
    P.SIGN_DECISIONS: "sign a panel's decisions",
    P.CHECK_PLACEMENTS: "run a placement check and see its colour",
    P.COMPARE_PLACEMENTS: "check one child against all settings at once",
    P.PLACEMENT_REASONS: "see why a placement check says so",
    P.READ_CASES: "read cases, contacts and separations",
    P.WRITE_CASES: "open cases and answer contacts",
    P.ASK_FOR_PLANS: "ask a school for a safety plan",
    P.WRITE_PLANS: "write safety plans",
    P.READ_PLANS: "read safety plans within their scope",
    P.ALL_PLANS: "scope: every safety plan",
    P.REVIEW_PLANS: "quality-assure safety plans",
    P.READ_ALERTS: "read alerts",
    P.ACT_ON_ALERTS: "act on alerts",
    P.RELEASE_DISCLOSURES: "release a disclosure to a school",
    P.READ_DISCLOSURES: "read what was released to their school",
    P.END_SEPARATIONS: "end a separation",
    P.DECIDE_IDENTITIES: "decide whether two records are one child",
    P.READ_MATRIX: "read the needs matrix, suppressed",
    P.OPEN_FIGURES: "open a figure down to its forms",
    P.AUDIT: "carry out the monthly audit",
    P.MANAGE_ACCOUNTS: "invite people and give them roles",
    P.IMPORT_SETTINGS: "import settings and calendars",
    P.IMPORT_ROLLS: "import roll files",
    P.READ_REJECTED_ROWS: "read the rejected rows of an import",
    P.READ_OUTBOX: "see the state of the outbox",
    P.READ_DECIDED: "read what the council decides",
    P.DECIDE: "enter what the council decides",
    P.READ_TRAIL: "see who looked at what",
}

ACCOUNT_STATES: dict[str, str] = {
    "invited": "Invited, not yet signed in",
    "active": "Active",
    "disabled": "Disabled",
}
IMPORT_KINDS: dict[str, str] = {**KIND_WORDS, "cases": "Known cases"}


def permission_words(permission: str) -> str:
    """A permission in words; its own name where nobody has written any."""
    known = {str(found): words for found, words in PERMISSIONS.items()}
    return known.get(permission, permission.replace("_", " "))
