"""The access table is true: every rule, as every role, in every relation, sent for real on both databases.

What also holds on the way: a foreign record answers exactly as an absent one, reading writes nothing, every
child that stands on a page stands in the trail, and no name leaves by mail, log or another role's page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from foundation.store import acting_as, set_actor
from tests.contracts import access_document, canaries
from tests.contracts.access_cells import ROWS, Cell, Row, cells
from tests.contracts.access_table import ABSENT, BARRED, BUT, NOBODY, OTHER, OWN, SHORT
from tests.contracts.access_walk import Answer, Walk, named_in, walking
from tests.contracts.access_world import CANARIES, PROSE, build

# Pages drawn in a process of their own take a second each: where each once is enough, once it is.
DRAWN = (
    "fap.pdf",
    "fap_letters.pdf",
    "plan_documents.cards_pdf",
    "plan_documents.child_pdf",
    "plan_documents.family_pdf",
    "plan_documents.professionals",
    "plan_documents.review_record",
    "plan_documents.setting_record_print",
    "transitions.assurance_paper",
)
# Lines of a file that fit no child: the trail names the file, for nobody knows yet whom they are about.
OF_NO_KNOWN_CHILD = ("transitions.rejected_rows",)
# Other children are typed into a draft as words; submitting it is what links them to the record of a child.
TYPED_INTO_A_DRAFT = {friend.surname for _child, friend in CANARIES.values()}
WITHOUT_CHILDREN = ("analyst", "admin", "dpo")


@pytest.fixture(scope="module")
def walk(database: Any, settings: dict[str, Any]) -> Iterator[Walk]:
    """The world, told once on each database, and every cell of the table sent once."""
    from foundation.access.lists import operator
    from portal import create_app
    from tests.configuration import BASE_URL, fresh
    from tests.conftest import MOMENT

    app = create_app({**settings, "DATABASE_URL": database.url, "TESTING": False})
    fresh(app, database)
    with time_machine.travel(MOMENT, tick=False):
        with app.test_request_context("/", base_url=BASE_URL), acting_as(operator()):
            world = build(app)
        with walking(world, database) as made:
            made.all(list(cells()))
            yield made
    set_actor(None)
    app.extensions["store"].dispose()


def report(lines: list[str]) -> None:
    """Fail with every finding at once."""
    assert not lines, f"{len(lines)} wrong\n  " + "\n  ".join(lines)


def plain_cells(walk: Walk) -> list[tuple[Cell, Answer]]:
    """What was sent, with what came back."""
    return list(walk.answers.items())


def first_allowed(row: Row) -> Cell | None:
    """One who may, with a record of their own."""
    for role in SHORT:
        cell = Cell(row, role, OWN if row.record else "")
        if cell.expected == row.seen and role in row.who and (cell.visible or not row.record):
            return cell
    return None


def test_the_table_has_every_rule_and_no_other(walk: Walk) -> None:
    rules = walk.world.app.url_map.iter_rules()
    known = {(rule.endpoint, method) for rule in rules for method in rule.methods or () if method in METHODS}
    written = {(row.endpoint, row.method) for row in ROWS}
    assert known - written == set(), "decide who may see it, and write it into the access table"
    assert written - known == set(), "the table speaks of a rule that is gone"
    assert {(endpoint, method) for endpoint, method, _ in BUT} <= written


METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


def test_every_cell_answers_as_the_table_says(
    walk: Walk, record_property: Callable[[str, Any], None]
) -> None:
    wrong = [
        f"{cell}: {answer.status} {answer.location}, the table says {cell.expected}"
        for cell, answer in plain_cells(walk)
        if answer.status != cell.expected
    ]
    report(wrong)
    record_property("summary", f"{access_document.size()}, 0 wrong ({walk.shelf.database.engine})")


def test_a_foreign_record_answers_exactly_as_an_absent_one(walk: Walk) -> None:
    wrong = []
    for cell, answer in plain_cells(walk):
        shut = cell.role not in cell.row.who
        if cell.relation not in ((OWN,) if shut else (OTHER, BARRED)) or (cell.visible and not shut):
            continue
        absent = Cell(cell.row, cell.role, ABSENT, barred=cell.barred)
        there = walk.answers[absent]
        if answer.plain(cell.asked(walk.world)) != there.plain(absent.asked(walk.world)):
            wrong.append(f"{cell}: differs from what is answered for a record that never was")
    report(wrong)


def test_reading_writes_nothing(walk: Walk) -> None:
    report(
        [
            f"{cell}: wrote to {sorted(answer.changed)}"
            for cell, answer in plain_cells(walk)
            if answer.changed and (cell.row.method == "GET" or answer.status in (400, 403, 404))
        ]
    )


def test_every_child_on_a_page_stands_in_the_trail(walk: Walk) -> None:
    wrong, seen = [], 0
    for cell, answer in plain_cells(walk):
        named = named_in(answer.text)
        seen += len(named)
        missing = {name for name in named if walk.world.child_ids[name] not in answer.trail}
        if cell.row.record == "draft":
            missing -= TYPED_INTO_A_DRAFT
        if missing and cell.row.endpoint not in OF_NO_KNOWN_CHILD:
            wrong.append(f"{cell}: names {sorted(missing)} and the trail does not")
    report(wrong)
    assert seen > 200, "the walk met too few names to prove anything"


def test_roles_without_children_are_sent_no_name(walk: Walk) -> None:
    report(
        [
            f"{cell}: names {sorted(named_in(answer.text))}"
            for cell, answer in plain_cells(walk)
            if cell.role in (*WITHOUT_CHILDREN, NOBODY) and (named_in(answer.text) or PROSE in answer.text)
        ]
    )


def test_schools_and_panels_are_sent_no_name_of_others(walk: Walk) -> None:
    child, friend = ({pair[place].surname for pair in CANARIES.values()} for place in (0, 1))
    others = {canary.surname for canary in CANARIES[OTHER]}
    hidden = {"dsl": others, "member": others | friend, "chair": others | friend}
    assert child
    report(
        [
            f"{cell}: names {sorted(named_in(answer.text) & hidden[cell.role])}"
            for cell, answer in plain_cells(walk)
            if named_in(answer.text) & hidden.get(cell.role, set())
            or (cell.role in hidden and f"{PROSE}: {OTHER}-story" in answer.text)
        ]
    )


def test_no_document_gives_a_child_away(walk: Walk, record_property: Callable[[str, Any], None]) -> None:
    """Every document of every room, as every role: whom it must not name stands nowhere in it."""
    looked = canaries.run(walk)
    report([str(hit) for hit in looked.hits])
    known = canaries.documents_of(walk.world.app)
    assert canaries.ONE_CHILD | canaries.NOBODY_AT_ALL | canaries.BOTH_FOR_A_SCHOOL.keys() <= known
    for endpoint in canaries.ONE_CHILD:
        friendly = [a for cell, a in plain_cells(walk) if cell.row.endpoint == endpoint and a.status == 200]
        assert friendly, f"{endpoint} was never handed out: nothing was proved"
    handed = next(c for c, a in plain_cells(walk) if c.row.endpoint in canaries.ONE_CHILD and a.status == 200)
    assert list(canaries.hits_in(handed, f"beside {CANARIES[handed.relation][1].surname}")), "a blind check"
    assert looked.read > 100
    record_property("summary", f"canary run: {looked.words} ({walk.shelf.database.engine})")


def test_a_bar_hides_the_child_everywhere(walk: Walk) -> None:
    """Lists, counts by name, home, exports and records of others: as the account that is barred."""
    barred = CANARIES[BARRED][0]
    wrong, controls = [], 0
    for row in ROWS:
        if row.method != "GET" or row.endpoint in DRAWN:
            continue
        for role in SHORT:
            cell = Cell(row, role, OWN if row.record else "", barred=True)
            if role not in row.who:
                continue
            text = walk.ask(cell).text
            if any(word in text for word in (*barred.names, barred.upn, f"{PROSE}: {BARRED}-story")):
                wrong.append(f"{cell}: shows the child from whom this account is barred")
            controls += barred.surname in walk.answers[Cell(row, role, OWN if row.record else "")].text
    wrong += [
        f"{cell}: shows the child from whom this account is barred"
        for cell, answer in plain_cells(walk)
        if cell.barred and barred.surname in answer.text
    ]
    report(wrong)
    assert controls > 10, "those who are not barred do see the child in their lists"


def test_a_page_is_not_sent_when_the_look_cannot_be_written_down(walk: Walk) -> None:
    wrong, tried = [], 0
    walk.shelf.refuse = "INSERT INTO trail_entry"
    try:
        for row in ROWS:
            cell = first_allowed(row) if row.method == "GET" and row.endpoint not in DRAWN else None
            if cell is None or not named_in(walk.answers[cell].text):
                continue
            answer = walk.ask(cell)
            tried += 1
            if answer.status != 500 or named_in(answer.text):
                wrong.append(f"{cell}: {answer.status} {sorted(named_in(answer.text))}")
    finally:
        walk.shelf.refuse = ""
    report(wrong)
    assert tried > 30


def test_no_form_is_taken_without_its_token(walk: Walk) -> None:
    wrong = []
    for row in ROWS:
        cell = first_allowed(row) if row.method == "POST" else None
        if cell is None:
            continue
        answer = walk.ask(cell, token=False)
        if answer.status != 400 or answer.changed:
            wrong.append(f"{cell}: {answer.status}, wrote to {sorted(answer.changed)}")
    report(wrong)


MORE = {
    "id": "1",
    "setting_id": "2",
    "status": "closed",
    "created_by": "1",
    "child_id": "1",
    "version": "9",
} | {
    "signed_by": "1",
    "released_at": "2026-01-01",
    "public_id": "A" * 22,
    "reference": "CASE-2026-000001",
    "account_id": "1",
    "state": "active",
}


def test_what_no_form_asks_for_changes_nothing(walk: Walk) -> None:
    """Ids, settings, statuses and owners posted beside a form are not taken (security G15)."""
    wrong = []
    for row in ROWS:
        cell = first_allowed(row) if row.method == "POST" else None
        if cell is None:
            continue
        walk.looking = True
        usual, more = walk.ask(cell), walk.ask(cell, more=MORE)
        walk.looking = False
        if (usual.status, usual.changed) != (more.status, more.changed):
            wrong.append(f"{cell}: {usual.status} {usual.changed}, {more.status} {more.changed}")
        elif usual.looked != more.looked:
            tables = [name for name in usual.looked if usual.looked[name] != more.looked[name]]
            wrong.append(f"{cell}: {[(usual.looked[name], more.looked[name]) for name in tables]}")
    report(wrong)


def test_no_mail_names_a_child(walk: Walk) -> None:
    from foundation.post.models import OutboxMessage
    from foundation.post.notices import notice

    with walk.shelf.engine.connect() as connection:
        rows = connection.execute(select(OutboxMessage.__table__)).mappings().all()
    assert len(rows) > 10, "the world tells people that there is something to read"
    texts = [f"{dict(row)} {notice(row['notice'])}" for row in rows]
    words = [word for pair in CANARIES.values() for child in pair for word in child.all_words]
    report([text for text in texts if any(word in text for word in (*words, PROSE))])


def test_no_log_names_a_child(walk: Walk) -> None:
    words = [word for pair in CANARIES.values() for child in pair for word in child.all_words]
    assert len(walk.logs.lines) > len(walk.answers)
    report([line for line in walk.logs.lines if any(word in line for word in (*words, PROSE))][:20])


def test_the_document_is_the_table() -> None:
    written = Path(access_document.PATH).read_text(encoding="utf-8")
    assert written == access_document.document(), "run: python tools/access.py"
