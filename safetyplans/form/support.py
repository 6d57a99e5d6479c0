"""8. Support for this child; discipline stands apart from it."""

from __future__ import annotations

from foundation.questions import Choice, DateKind, Group, In, Is, Line, LongText, Option, Rows, Section

SUPPORT = Section(
    "support",
    "Support",
    contents=(
        Rows(
            "support_lines",
            "Support for this child",
            one="support",
            title_of=("what",),
            least=1,
            required="name at least one support for this child",
            questions=(
                Line("what", "What support?", required="say what support"),
                Line("by", "By whom?", required="say who gives it"),
                Line("often", "How often?", required="say how often"),
                Choice(
                    "state",
                    "How does it stand?",
                    choices=(
                        Option("running", "It runs"),
                        Option("waiting", "Waiting"),
                        Option("declined", "The child or a parent declined"),
                        Option("ended", "It has ended"),
                    ),
                    required="say how it stands",
                ),
                DateKind("from_day", "From", when=In("state", ("running", "ended"))),
                DateKind("until_day", "Until", when=In("state", ("running", "ended"))),
                DateKind(
                    "waiting_since",
                    "Waiting since",
                    past=True,
                    when=Is("state", "waiting"),
                    required="say since when the child waits",
                ),
                LongText(
                    "interim",
                    "What helps until then?",
                    rows=2,
                    when=Is("state", "waiting"),
                    required="say what helps until then",
                ),
                LongText(
                    "declined_why",
                    "Who declined, and who asks again when?",
                    rows=2,
                    when=Is("state", "declined"),
                    required="say who declined and who asks again",
                ),
            ),
        ),
        Group(
            "Learning and therapy",
            (
                LongText(
                    "consent_education",
                    "Teaching on consent and healthy relationships",
                    rows=3,
                    required="say what the child is taught on consent and healthy relationships",
                ),
                LongText("therapy", "Therapeutic work", rows=3),
                LongText("positive", "Something that goes well: interests, clubs, rewards", rows=3),
            ),
        ),
        LongText(
            "parents_support", "Support for the parents", rows=3, required="say what supports the parents"
        ),
        LongText(
            "discipline",
            "Discipline, apart from support",
            rows=3,
            hint="What was decided under the behaviour policy. Support goes on whatever stands here.",
        ),
    ),
    hint="named, from when, and what helps while the child waits",
    part="8",
)
