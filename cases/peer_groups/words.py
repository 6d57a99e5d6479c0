"""The vocabularies and the questions of a request for peer group information."""

from __future__ import annotations

ASSESSMENTS: dict[str, str] = {
    "child_family": "Child and family assessment",
    "youth_justice": "Youth justice assessment",
    "exploitation": "Exploitation assessment",
    "hsb": "Harmful sexual behaviour assessment",
    "mash": "Education MASH enquiry",
}
STATES: dict[str, tuple[str, str]] = {
    "asked": ("Asked", "accent"),
    "answered": ("Answered, feedback due", "amber"),
    "closed": ("Answered, feedback given", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
}
AWARE: dict[str, str] = {"yes": "Yes", "no": "No"}
HOW_MANY: dict[str, str] = {
    "many": "Many peer relationships",
    "few": "A small number",
    "isolated": "Socially isolated",
    "not_known": "Not known",
}
INFORMED: dict[str, str] = {
    "yes": "Yes, it informed the assessment",
    "partly": "In part",
    "no": "No",
}
QUESTIONS: dict[str, tuple[str, str]] = {
    "aware": ("Are you aware of any peer relationships of this young person?", ""),
    "how_many": ("Many peer relationships, or a small number? Socially isolated?", ""),
    "names": (
        "Names of the young people with whom this young person spends time",
        "One to a line. They are used for this assessment only.",
    ),
    "protective": ("Has any of them a positive or protective influence?", "Who, and why you think so."),
    "risky": ("Has any of them a negative or risky influence?", "Who, and why you think so."),
    "follows": ("Does this young person follow the influence of any peer?", "Which peer, and how it shows."),
    "leads": ("Does this young person lead or influence any peer?", "Which peer, and how it shows."),
    "more": ("Is there anything else about these associations that should inform the assessment?", ""),
}
"""In the words of Appendix F's form: key -> (question, hint)."""
