"""Which records stand, or may stand, for one child: joined ones, and those of questions nobody has decided.

A bar on one of them is a bar on all (docs/decisions/008-identity.md): who must not see a child must not see
the record that may be the same child, until somebody has said that it is another.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, or_, select, union_all

from roll.models import Child, IdentityQuestion

C, Q = Child.__table__, IdentityQuestion.__table__


def all_records(connection: Connection, child_ids: Collection[int]) -> frozenset[int]:
    """These children, and every record that stands or may stand for one of them."""
    return _closure(connection, child_ids, undecided=True)


def joined_records(connection: Connection, *child_ids: int) -> frozenset[int]:
    """Every record that a person has said is one of these children, with their own."""
    return _closure(connection, child_ids, undecided=False)


def _closure(connection: Connection, child_ids: Collection[int], *, undecided: bool) -> frozenset[int]:
    found, fresh = set(child_ids), set(child_ids)
    while fresh:
        near = _tied(connection, sorted(fresh), undecided=undecided)
        fresh = near - found
        found |= near
    return frozenset(found)


def _tied(connection: Connection, ids: list[int], *, undecided: bool) -> set[int]:
    """One step: what these are joined to, what is joined to these, and the other end of each question."""
    merged = select(C.c.id, C.c.merged_into_id).where(
        C.c.merged_into_id.is_not(None), or_(C.c.id.in_(ids), C.c.merged_into_id.in_(ids))
    )
    asked = select(Q.c.child_id, Q.c.candidate_id).where(
        Q.c.status == "open", or_(Q.c.child_id.in_(ids), Q.c.candidate_id.in_(ids))
    )
    steps = union_all(merged, asked) if undecided else merged
    return {end for pair in connection.execute(steps) for end in pair}
