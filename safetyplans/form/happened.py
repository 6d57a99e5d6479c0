"""2. What happened: facts, not conclusions. The school's own account."""

from __future__ import annotations

from foundation.questions import (
    Choice,
    Choices,
    DateKind,
    Group,
    Is,
    Line,
    LongText,
    Option,
    Section,
    SetChoice,
    TimeKind,
    YesNo,
    YesNoUnknown,
)
from safetyplans.form.choices import PLACES

OFFENCES = (
    Option("rape", "Rape"),
    Option("assault_by_penetration", "Assault by penetration"),
    Option("sexual_assault", "Sexual assault"),
    Option("causing_activity", "Causing sexual activity without consent"),
    Option("harassment_words", "Sexual comments, jokes or taunts"),
    Option(
        "harassment_physical", "Physical behaviour: brushing against, interfering with clothes, upskirting"
    ),
    Option("harassment_online", "Online: sharing of images, unwanted messages, threats"),
    Option("other", "Other harm between children"),
    Option("not_clear", "Not yet clear"),
)

HAPPENED = Section(
    "happened",
    "What happened",
    contents=(
        Group(
            "The report",
            (
                DateKind(
                    "reported_on", "When was it reported?", past=True, required="say when it was reported"
                ),
                TimeKind("reported_at", "At what time?"),
                Line("reported_to", "To whom?", required="say to whom it was reported"),
                Line("reported_how", "By whom and how?", hint="For example: a friend told a teacher."),
            ),
        ),
        Group(
            "The incident",
            (
                DateKind(
                    "incident_on", "When did it happen?", past=True, hint="The first day, if it went on."
                ),
                LongText("incident_when", "If there is no single date, when?", rows=2),
                Choice(
                    "place_kind", "Where?", choices=PLACES, required="say where it happened", fact="where"
                ),
                Line("place", "Where exactly?", hint="For example: stairwell B, between lessons 3 and 4."),
                LongText("present", "Who was present?", rows=3, hint="Other children by initials only."),
            ),
        ),
        Group(
            "The accounts",
            (
                LongText(
                    "own_words",
                    "The account in this child's own words",
                    required="give the account in the child's own words, or say that none was given",
                ),
                LongText("others_saw", "What others saw or heard", rows=4),
            ),
        ),
        YesNo(
            "images",
            "Are images or videos involved?",
            required="say whether images are involved",
            hint="Never copy, forward or upload one. Write down where it is and tell the police.",
        ),
        LongText("images_where", "Where are they, and who was told?", rows=3, when=Is("images", "yes")),
        Group(
            "The school's judgement",
            (
                Choices(
                    "possible_offence",
                    "What may it have been?",
                    choices=OFFENCES,
                    required="say what it may have been",
                    fact="nature",
                ),
                SetChoice(
                    "hackett",
                    "Where on the continuum of sexual behaviour?",
                    set="hackett_level",
                    required="give a level on the continuum",
                    hint="Hackett's continuum. Judge the behaviour, not the child.",
                    fact="severity",
                ),
                LongText("hackett_reason", "Why there?", rows=3, required="give the reason for the level"),
                Line("tool", "Which tool was used, if any?"),
                Choice(
                    "pattern",
                    "Once, or a pattern?",
                    choices=(
                        Option("once", "Once"),
                        Option("pattern", "A pattern"),
                        Option("unknown", "Not known"),
                    ),
                    required="say whether it happened once or is a pattern",
                ),
                LongText(
                    "imbalance",
                    "Ages, development, power, disability, relationship",
                    rows=4,
                    hint="What makes one child weaker than the other; whether they are partners or friends.",
                ),
                YesNoUnknown("exploitation", "Are there links to exploitation?"),
                YesNoUnknown("other_victims", "May other children have been harmed?"),
            ),
        ),
        Group(
            "The same day",
            (
                LongText(
                    "same_day", "What was done the same day?", required="say what was done the same day"
                ),
                LongText("medical", "Medical need, and what was done about it", rows=3),
                LongText("told", "Who was told, and when?", rows=3, required="say who was told"),
            ),
        ),
    ),
    hint="the report, the incident, the accounts, the same day",
    part="2",
    advice=(
        (
            "Facts, not conclusions",
            "Write what was seen, heard and said, and by whom. “Alleged” stays until a court says "
            "otherwise, and no further action by the police does not mean that nothing happened.",
        ),
        (
            "Images and videos",
            "Do not look at, copy, print, forward or upload one, and do not ask a child to show or delete "
            "it. Write down where it is and who has seen it, keep the device safe and switched off, and "
            "tell the safeguarding lead and the police. No file can be uploaded to a plan.",
        ),
    ),
)
