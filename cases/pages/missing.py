"""What the open cases lack, and what is due in them: two lists over all cases."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from cases import showing
from cases.completeness import CHILD_CHECKS
from cases.due import KINDS_DUE, due_rows
from cases.pages.blueprint import pages
from cases.recorded import gaps_of_open_cases
from foundation.access.permissions import Permission

CHECKS = {key: words for key, words, _, _, _ in CHILD_CHECKS}
MOST = 100


@pages.page("/cases/incomplete", needs=Permission.READ_CASES)
def incomplete() -> Any:
    """Every open case with what the reviews found missing, child by child; the choice is in the address."""
    wanted = request.args.get("lacks", "")
    wanted = wanted if wanted in CHECKS else ""
    found = gaps_of_open_cases()
    rows = [
        (one.case, child, [gap for gap in missing if not wanted or gap.key == wanted])
        for one in found
        for child, missing in one.children.items()
    ]
    rows = [row for row in rows if row[2]]
    named = showing.people_of_cases([row[0] for row in rows[:MOST]])
    return render_template(
        "cases/incomplete.html",
        rows=rows[:MOST],
        count=len(rows),
        cases=len({row[0].id for row in rows}),
        named=named,
        checks=CHECKS,
        wanted=wanted,
    )


@pages.page("/cases/due", needs=Permission.READ_CASES)
def due() -> Any:
    """Answers that are awaited, referrals nobody owns, conditions and plans that come to their date."""
    wanted = request.args.get("show", "")
    wanted = wanted if wanted in KINDS_DUE else ""
    rows = due_rows(wanted)
    return render_template(
        "cases/due.html", rows=rows, kinds=KINDS_DUE, wanted=wanted, address=url_for("cases.due")
    )
