"""Stage two: home, peer group, school and neighbourhood of each young person; safety and harm in each."""

from __future__ import annotations

from cases.review.form.coded import CODE_HINT, Code, CodedText
from foundation.questions import Choice, Group, Is, Option, Question, Rows, Section, YesNoUnknown

KINDS = (
    Option("home", "Home"),
    Option("peer", "Peer group"),
    Option("school", "School"),
    Option("neighbourhood", "Neighbourhood locality"),
)
SEEN: dict[str, str] = {
    "abusive": "Abusive behaviours",
    "crime": "Criminality",
    "norms": "Harmful gender norms",
    "capacity": "Lack of capacity to safeguard",
    "protective": "Protective factors",
}


def _seen() -> tuple[Question, ...]:
    asked: list[Question] = []
    for key, label in SEEN.items():
        asked.append(YesNoUnknown(key, f"{label}: identified?"))
        asked.append(CodedText(f"{key}_account", f"{label}: account", rows=3, when=Is(key, "yes")))
    return tuple(asked)


CONTEXTS = Section(
    "contexts",
    "Contexts of each young person",
    contents=(
        Rows(
            "contexts",
            "Contexts",
            one="context",
            title_of=("person", "kind", "context"),
            least=1,
            required="describe the contexts of each young person",
            questions=(
                Code("person", "Code of the young person", hint=CODE_HINT, required="give the code"),
                Choice("kind", "Context", choices=KINDS, select=True, required="choose the context"),
                Code("context", "Code of the context", hint="Such as PG1 or S2.", required="give a code"),
                *_seen(),
                CodedText("safety", "Evidence of safety", rows=3),
                CodedText("harm", "Evidence of risk", rows=3),
            ),
        ),
        Group(
            "All contexts of a kind together",
            tuple(
                CodedText(f"together_{option.code}", f"Safety and harm: {option.label.lower()}", rows=3)
                for option in KINDS
            ),
        ),
    ),
)
