"""The vocabularies of a case: code to words, in the order in which they are offered.

The child alleged to have caused harm is never called anything harder than that (experience, "Tone").
"""

from __future__ import annotations

ROLES: dict[str, str] = {
    "alleged_victim": "alleged to have been harmed",
    "alleged_perpetrator": "alleged to have caused harm",
    "both": "both: harmed, and alleged to have caused harm",
    "witness": "witness",
    "not_clear": "not yet clear",
}
ROLES_SHORT: dict[str, str] = {**ROLES, "both": "both"}

PLACES: dict[str, str] = {
    "in_school": "In school or college",
    "journey": "On the way to or from school",
    "online": "Online",
    "community": "In the community",
    "home": "At home or in a placement",
    "not_known": "Not known",
}

NATURES: dict[str, str] = {
    "physical": "Physical",
    "sexual_violence": "Sexual violence",
    "sexual_harassment": "Sexual harassment",
    "sexual_other": "Other harmful sexual behaviour",
    "emotional": "Emotional",
    "financial": "Financial",
    "coercive_control": "Coercive control",
}
# What an authority's own spreadsheet says in one word (interfaces, "flask cases load").
NATURES_AS_WRITTEN: dict[str, str] = {"sexual": "sexual_other", "coercive": "coercive_control"}

SCOPES: dict[str, str] = {
    "setting": "the same setting",
    "site": "the same site",
    "year": "the same year group",
    "class": "the same class",
    "transport": "the same transport",
}

SOURCES: dict[str, str] = {
    "referral": "Fair access referral",
    "plan": "Safety plan started by a school",
    "agency": "Another agency",
}

CONTACT_STATES: dict[str, str] = {
    "waiting": "Waiting",
    "linked": "Linked to a case",
    "no_case_needed": "No case needed",
}

AGENCY_KINDS: dict[str, str] = {
    "police": "Police",
    "health": "Health",
    "social_care": "Children’s social care",
    "school": "School or college",
    "parent": "Parent or carer",
    "other": "Another agency",
}
ASKS_FOR: dict[str, str] = {
    "referral": "A referral: they ask for action",
    "notification": "A notification: they tell us",
    "advice": "They ask for advice",
}
CAME_AS: dict[str, str] = {
    "form": "On a referral form",
    "email": "By secure e-mail",
    "telephone": "By telephone",
    "meeting": "In a meeting",
    "attached": "Attached to another contact’s papers",
    "other": "In another way",
}
REPLIES: dict[str, str] = {
    "email": "By secure e-mail",
    "post": "By post",
    "hand": "Handed over",
    "system": "Through the agency’s own system",
    "telephone": "Read out by telephone, the letter follows",
}
CLOSED_AS: dict[str, str] = {
    "done": "What was to be done is done",
    "not_abuse": "It was not abuse",
    "under_ten": "The child alleged to have caused harm is under ten",
    "elsewhere": "Another authority or agency carries it on",
}
# What became of the allegation behind a separation: words, and where it stays in sight once it has ended.
OUTCOMES: dict[str, tuple[str, str]] = {
    "open": ("Not decided yet", "everywhere"),
    "substantiated": ("Established", "everywhere"),
    "not_established": ("Not established either way", "everywhere"),
    "no_further_action": ("Police or court: no further action", "everywhere"),
    "unfounded": ("Unfounded: evidence shows that it did not happen", "case"),
    "malicious": ("Deliberately untrue", "case"),
    "mistaken": ("A mistake: not this child", "case"),
}
STAYS: dict[str, str] = {
    "everywhere": "It stays in the list of ended separations and on the case. The placement check no longer "
    "counts it: ask before the two are placed together.",
    "case": "It leaves the lists and stays on the case alone, with who ended it and why.",
}

CASE_STATES: dict[str, str] = {"open": "Open", "closed": "Closed"}
CERTAINTIES: dict[str, str] = {"confirmed": "Confirmed", "reported": "Reported, not yet confirmed"}
SEPARATION_STATES: dict[str, str] = {"in_force": "In force", "ended": "Ended"}


def natures_in_words(codes: list[str]) -> str:
    """The natures of an incident as one phrase."""
    return ", ".join(NATURES.get(code, code).lower() for code in codes)
