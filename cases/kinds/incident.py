"""An incident described whole: what, in which relationship, with what power; each judgement with its reason.

Source: safeguarding, "A case"; field-standards 8 (Hackett continuum; names of tools only); KCSIE part five
for the definitions of sexual violence and sexual harassment.
"""

from __future__ import annotations

from cases.kinds.declaration import CHOOSE, DATE, LINE, TICKS, WORDS, YES_NO_UNKNOWN, Field, Kind

KCSIE = {
    "rape": "Rape",
    "penetration": "Assault by penetration",
    "sexual_assault": "Sexual assault",
    "causing": "Causing someone to engage in sexual activity without consent",
    "harassment_words": "Sexual comments, remarks or jokes",
    "harassment_physical": "Physical sexual harassment, displaying images",
    "harassment_online": "Online sexual harassment",
    "images_consensual": "Sharing of nudes and semi-nudes, consensual",
    "images_not": "Sharing of nudes and semi-nudes, not consensual",
    "upskirting": "Upskirting",
    "initiation": "Initiation or hazing",
    "relationship": "Abuse in an intimate relationship",
    "bullying": "Bullying",
    "none": "None of these",
}
HISTORIC = {"recent": "Told soon after", "historic": "Told long after: historic"}
GROUPED = {"single": "One child alone", "group": "A group", "unknown": "Not known"}
RELATIONS = {
    "partner": "Partner",
    "former_partner": "Former partner",
    "friend": "Friend",
    "sibling": "Brother or sister",
    "same_group": "Same group",
    "known": "Known to each other",
    "stranger": "Stranger",
    "unknown": "Not known",
}
EVIDENCED = {"evidence": "There is evidence", "none": "None", "not_known": "Not known"}
CONSENTED = {"given": "Freely given", "not_given": "Not freely given", "not_known": "Not known"}
HACKETT = {
    "normal": "Normal",
    "inappropriate": "Inappropriate",
    "problematic": "Problematic",
    "abusive": "Abusive",
    "violent": "Violent",
    "not_sexual": "Not a sexual behaviour",
    "not_judged": "Not judged yet",
}
BROOK = {"green": "Green", "amber": "Amber", "red": "Red", "not_used": "The tool was not used"}

INCIDENT = Kind(
    "incident",
    "The incident whole",
    "Incidents",
    "case",
    (
        Field("historic", "When was it told?", CHOOSE, HISTORIC, needed=True, column="historic"),
        Field("kcsie", "By the definitions of KCSIE", TICKS, KCSIE, needed=True, column="kcsie"),
        Field("before", "What went before", WORDS),
        Field("during", "What happened during it", WORDS),
        Field("after", "What happened after it", WORDS),
        Field("technology", "Was technology used?", CHOOSE, YES_NO_UNKNOWN, needed=True, column="technology"),
        Field(
            "technology_words",
            "Which, and how",
            LINE,
            hint="Never the images themselves.",
            needed_if=("technology", ("yes",)),
        ),
        Field("grouped", "One child or a group?", CHOOSE, GROUPED, needed=True, column="grouped"),
        Field("weapons", "Was there a weapon?", CHOOSE, YES_NO_UNKNOWN, needed=True, column="weapons"),
        Field("weapons_words", "Which", LINE, needed_if=("weapons", ("yes",))),
        Field(
            "relation",
            "What are the children to each other?",
            CHOOSE,
            RELATIONS,
            needed=True,
            column="relation",
        ),
        Field("consent", "Consent", CHOOSE, CONSENTED, needed=True, column="consent"),
        Field("consent_because", "Consent: what it rests on", WORDS, needed=True, rows=2),
        Field("power", "Imbalance of power", CHOOSE, EVIDENCED, needed=True, column="power"),
        Field("power_because", "Imbalance of power: what it rests on", WORDS, needed=True, rows=2),
        Field("exploitation", "Exploitation", CHOOSE, EVIDENCED, needed=True, column="exploitation"),
        Field("exploitation_because", "Exploitation: what it rests on", WORDS, needed=True, rows=2),
        Field(
            "hackett",
            "Hackett continuum",
            CHOOSE,
            HACKETT,
            hint="Label the behaviour, never the child.",
            needed=True,
            column="hackett",
        ),
        Field(
            "hackett_because",
            "Hackett continuum: the reason",
            WORDS,
            needed_if=("hackett", ("normal", "inappropriate", "problematic", "abusive", "violent")),
            rows=2,
        ),
        Field("brook", "Brook traffic light", CHOOSE, BROOK, needed=True, column="brook"),
        Field("brook_by", "Brook: by whom", LINE, needed_if=("brook", ("green", "amber", "red"))),
        Field("brook_on", "Brook: when", DATE, limit="past"),
    ),
    add="Describe the incident whole",
)
