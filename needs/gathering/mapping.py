"""How the codes of each form and record are brought to one set of codes. The recorded mapping, as data.

Answers of an older version of a form are first brought forward by the form's own steps (`Form.forward`);
what then stands in them is mapped here. Nothing is guessed: what has no row here counts as not recorded.
"""

from __future__ import annotations

SEXUAL = frozenset(
    {"rape", "assault_by_penetration", "sexual_assault", "causing_activity"}
    | {"harassment_words", "harassment_physical", "harassment_online"}
)
"""Natures of a safety plan that count as a flag of the referral form: how the two forms are mapped."""
SEXUAL_IN_CASE = frozenset({"sexual_violence", "sexual_harassment", "sexual_other"})
FLAGS_BY_ROLE = {
    "alleged_victim": ("harmed_by_hsb",),
    "alleged_perpetrator": ("displays_hsb",),
    "both": ("displays_hsb", "harmed_by_hsb"),
}
"""Role of the child -> flags; a witness and a role that is not clear count as none."""
CAPACITY_BY_ROLE = {
    "alleged_victim": "experiences",
    "alleged_perpetrator": "alleged",
    "both": "both",
    "witness": "affected",
}

NATURES: dict[str, str] = {
    "sexual_violence": "Sexual violence",
    "sexual_harassment": "Sexual harassment",
    "sexual_other": "Other harmful sexual behaviour",
    "physical": "Physical",
    "emotional": "Emotional",
    "financial": "Financial",
    "coercive_control": "Coercive control",
    "online": "Online",
    "other": "Other harm between children",
    "not_clear": "Not yet clear",
}
NATURES_OF_PLAN: dict[str, tuple[str, ...]] = {
    "rape": ("sexual_violence",),
    "assault_by_penetration": ("sexual_violence",),
    "sexual_assault": ("sexual_violence",),
    "causing_activity": ("sexual_violence",),
    "harassment_words": ("sexual_harassment",),
    "harassment_physical": ("sexual_harassment",),
    "harassment_online": ("sexual_harassment", "online"),
    "other": ("other",),
    "not_clear": ("not_clear",),
}
NATURES_OF_FLAG: dict[str, tuple[str, ...]] = {
    "displays_hsb": ("sexual_other",),
    "harmed_by_hsb": ("sexual_other",),
    "sexual_bullying": ("sexual_harassment",),
    "serious_youth_violence": ("physical",),
    "relationship_abuse": ("coercive_control",),
    "other_physical": ("physical",),
    "other_emotional": ("emotional",),
    "other_financial": ("financial",),
    "other_controlling": ("coercive_control",),
    "other_online": ("online",),
}
"""Flags of the referral that say by themselves what was done; the others (exploitation, gangs) do not."""

POLICE: dict[str, str] = {
    # a case
    "reported": "reported",
    "investigating": "under_investigation",
    "arrested": "under_investigation",
    "rui": "released_under_investigation",
    "released": "released_under_investigation",
    "bail": "bail",
    "awaited": "reported",
    "charge": "charged",
    "court": "charged",
    "nfa": "no_further_action",
    "words_of_advice": "words_of_advice",
    "not_wished": "child_did_not_wish",
    "convicted": "convicted",
    "acquitted": "not_guilty",
    # a safety plan
    "not_told": "not_reported",
    "under_investigation": "released_under_investigation",
    "charged": "charged",
    "no_further_action": "no_further_action",
    "not_guilty": "not_guilty",
    "unknown": "unknown",
}
"""Codes of a case and of a safety plan -> the reference set `police_outcome`."""
CARE: dict[str, str] = {
    # a case
    "referred": "awaited",
    "nfa": "no_further_action",
    "early_help": "early_help",
    "cin": "child_in_need",
    "strategy": "strategy_discussion",
    "s47_single": "section_47_single",
    "s47_joint": "section_47_joint",
    "cfa": "child_and_family_assessment",
    "cp": "cp_conference",
    "looked_after": "already_open",
    "closed": "no_further_action",
    # a referral (the reference set `social_care_status`)
    "child_in_need": "child_in_need",
    "cp_plan": "cp_conference",
    "care_leaver": "already_open",
    "previously_looked_after": "already_open",
    "assessment": "child_and_family_assessment",
}
"""Codes of a case and of a referral -> the reference set `social_care_outcome`."""
ENQUIRIES = {"s47_single": "single", "s47_joint": "joint"}

PLACE_OF_INCIDENT: dict[str, str] = {
    "in_school": "In school or college",
    "journey": "On the way to or from school",
    "online": "Online",
    "community": "In the community",
    "home": "At home or in a placement",
    "not_known": "Not known",
}
WHERE: dict[str, str] = {
    # the reference set `place_kind`
    "school_site": "in_school",
    "school_grounds": "in_school",
    "stairwell_or_toilets": "in_school",
    "alternative_provision": "in_school",
    "school_gate": "journey",
    "journey": "journey",
    "bus": "journey",
    "station": "journey",
    "park": "community",
    "street": "community",
    "shop": "community",
    "takeaway": "community",
    "leisure": "community",
    "home": "home",
    "placement": "home",
    "online_platform": "online",
    "online_game": "online",
    "other": "not_known",
    # a safety plan and a case
    "in_school": "in_school",
    "online": "online",
    "elsewhere": "community",
    "community": "community",
    "not_known": "not_known",
}
PLACE_OF_MODE: dict[str, str] = {
    "bus": "bus",
    "school_transport": "bus",
    "train": "station",
    "tram": "station",
}
"""How a part of the journey is made -> kind of place; every other way counts as the journey."""

RELATIONS: dict[str, str] = {"unknown": "not_known"}
"""Codes of an incident -> the reference set `children_relationship`, where they differ."""
GROUPED: dict[str, str] = {
    "single": "alone",
    "alone": "alone",
    "group": "group",
    "both": "group",
    "unknown": "not_known",
}

AGENCIES_OF_PLAN: dict[str, str] = {
    "health": "health",
    "chisva": "violence_support",
    "lado": "designated_officer",
}
"""Codes of a safety plan -> the reference set `agency`, where they differ."""
AGENCIES_OF_REFERRAL: dict[str, str] = {"yjs": "youth_justice", "ep": "educational_psychology"}
AGENCIES_OF_CASE: dict[str, str] = {
    "education": "education_service",
    "specialist": "other",
    "parent": "other",
}
MORE_AGENCIES: dict[str, str] = {"health": "Health", "designated_officer": "Designated officer"}
"""What the forms offer and the reference set does not have."""
SERVICE_WORDS: tuple[tuple[str, str], ...] = (
    ("harmful sexual", "hsb_service"),
    ("hsb", "hsb_service"),
    ("sexual assault referral", "sarc"),
    ("sarc", "sarc"),
    ("sexual violence", "violence_support"),
    ("domestic", "violence_support"),
    ("isva", "violence_support"),
    ("exploitation", "exploitation_team"),
    ("missing", "exploitation_team"),
    ("camhs", "camhs"),
    ("mental health", "camhs"),
    ("youth justice", "youth_justice"),
    ("youth offending", "youth_justice"),
    ("police", "police"),
    ("social care", "social_care"),
    ("early help", "early_help"),
    ("psycholog", "educational_psychology"),
    ("nurs", "nursing"),
    ("youth", "youth_service"),
    ("counsel", "voluntary"),
    ("mentor", "voluntary"),
)
"""Words in the freely written name of a service -> the reference set `agency`, the first that fits."""


def agency_named(words: str | None) -> str:
    """The agency of a service whose name was written freely; "other" where no word tells."""
    plain = (words or "").casefold()
    return next((code for part, code in SERVICE_WORDS if part in plain), "other")


def where_of(code: str) -> str:
    """In school, on the journey, online, in the community or at home, for a kind of place."""
    return WHERE.get(code, "not_known")
