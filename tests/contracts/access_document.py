"""The access table as a page to read: docs/access.md."""

from __future__ import annotations

from collections import Counter

from foundation.access.permissions import ROLE_WORDS
from tests.contracts.access_cells import ROWS, Row, cells
from tests.contracts.access_table import BUT, LETTER, NOBODY, RELATIONS, ROLES, SEES, SHORT
from tests.contracts.house import ROOT

PATH = ROOT / "docs" / "access.md"
HEAD = """# Who may open what

Every rule of the portal, every role, every relation of the record to the person: each is sent for real in
`tests/contracts/test_access.py`, on SQLite and on PostgreSQL. The table itself is written by hand in
`tests/contracts/access_table.py`; this page is made from it by `python tools/access.py`.

{size}; a cell that answers otherwise fails the tests.

A rule: whoever may not call it is answered 403 before any record is looked for, and whoever is not signed in
is led to the sign-in page. A record that somebody may not see answers exactly as one that never was: the same
status and the same page.

## What each role sees of each kind of record

`own`: of the person's setting, or on the agenda of their own panel. `other`: of another setting or panel.
`bar`: shown although the person is barred from a child, because the record holds nothing about a child.
"""


def size() -> str:
    """Rules, roles, relations and cells."""
    rules = len({row.endpoint for row in ROWS})
    methods = len({(row.endpoint, row.method) for row in ROWS})
    total = sum(1 for _ in cells())
    return (
        f"Access table: {rules} rules ({methods} with their methods, {len(ROWS)} lines) x {len(ROLES)} roles"
        f" x {len(RELATIONS)} relations ({', '.join(RELATIONS)}; 2 at a shut door, 1 of no record)"
        f" = {total} cells"
    )


def _words(letters: str) -> str:
    names = {LETTER["own"]: "own", LETTER["other"]: "other", LETTER["barred"]: "bar"}
    return ", ".join(names[letter] for letter in letters) or "—"


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def _records() -> list[str]:
    rows = [
        [record.replace("_", " "), *(_words(seen.get(role, "")) for role in SHORT)]
        for record, seen in SEES.items()
    ]
    return _table(["record", *SHORT], rows)


def _answer(row: Row, role: str) -> str:
    if row.by_key:
        return "by key"
    if role not in row.who:
        return ""
    status = BUT.get((row.endpoint, row.method, role), row.seen)
    return "yes" if status == row.seen else str(status)


def _rules() -> list[str]:
    rows = [
        [f"`{row.endpoint}`", row.method, row.record.replace("_", " "), str(row.seen)]
        + [_answer(row, role) for role in ROLES]
        for row in ROWS
    ]
    return _table(["rule", "method", "record", "answer", *SHORT, NOBODY], rows)


def document() -> str:
    """The whole page."""
    roles = [[short, ROLE_WORDS[role]] for short, role in SHORT.items()]
    by_role = Counter(role for row in ROWS for role in row.who)
    roles = [[*line, str(by_role[line[0]])] for line in roles]
    parts = [
        HEAD.format(size=size()),
        *_records(),
        "",
        "## Roles",
        "",
        *_table(["in the tables", "role", "lines they may call"], roles),
        "",
        "## Rules",
        "",
        "`answer` is what comes back to a plain request, or to a form that was sent empty; a number instead",
        "of *yes* is what the action itself answers this role. The record's scope comes on top of it.",
        "*By key*: opened by another system's key alone, by no role and no cookie.",
        "",
        *_rules(),
    ]
    return "\n".join(parts) + "\n"
