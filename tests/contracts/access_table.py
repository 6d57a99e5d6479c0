"""The access table: every rule of the application, who may call it, and what each relation is answered.

Written by hand from safeguarding, "Who they are (assignments)", and not from the code it judges: a page is
added here by somebody who decides who may see it. The walk sends every cell for real.

The modules in `access_rules` hold the lines (TABLE), the records (SEES), and the few exceptions: BUT, ALSO,
PARAMETER, NAMES. A line: endpoint, method, answer, record, who may. Whoever may not is answered 403 before
any record is looked for; nobody (not signed in) is led to the sign-in page. A record that the person may not
see answers 404, or what stands behind the slash for a search that must not tell (200/200: the same page, with
nobody found).
Opened by a key (who may: key): no role and no cookie opens it, so that everybody is answered the same.
Records (the word in the third column) are seen as `SEES` says, by role: o the own setting's or panel's, f of
another setting or panel, b about a child from whom the person is barred. Nobody is listed for b but for
records that hold nothing about a child.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from foundation.access.permissions import Role

OWN, OTHER, BARRED, ABSENT = "own", "other", "barred", "absent"
RELATIONS = (OWN, OTHER, BARRED, ABSENT)
LETTER = {OWN: "o", OTHER: "f", BARRED: "b", ABSENT: "-"}
NOBODY = "nobody"
SHORT: dict[str, str] = {
    "dsl": Role.DSL,
    "coordinator": Role.FAP_COORDINATOR,
    "member": Role.PANEL_MEMBER,
    "chair": Role.PANEL_CHAIR,
    "mash": Role.MASH_OFFICER,
    "officer": Role.SAFEGUARDING_OFFICER,
    "analyst": Role.ANALYST,
    "admin": Role.ADMINISTRATOR,
    "dpo": Role.DATA_PROTECTION_OFFICER,
}
ROLES = (*SHORT, NOBODY)

ROOMS = [
    import_module(f"tests.contracts.access_rules.{file.stem}")
    for file in sorted((Path(__file__).parent / "access_rules").glob("*.py"))
]


def _all(name: str) -> dict[Any, Any]:
    return {key: value for room in ROOMS for key, value in getattr(room, name, {}).items()}


TABLE = "".join(room.TABLE for room in ROOMS)
# Which role sees which record: o own, f of another setting or panel, b about a barred child.
SEES: dict[str, dict[str, str]] = _all("SEES")
# Cells in which the answer is another one than the line says: the action itself asks once more.
BUT: dict[tuple[str, str, str], int] = _all("BUT")
# What stands in an address besides the record; "@bar" is the key of the bar of the same story.
ALSO: dict[str, dict[str, str]] = _all("ALSO")
# The name of the record's key in the address, where it isn't the record's own; and the record's own name.
PARAMETER: dict[str, str] = _all("PARAMETER")
NAMES: dict[str, str] = _all("NAMES")
