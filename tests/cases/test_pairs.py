"""Who is kept apart from whom, as a rule and for any mixture of parties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.pairs import kept_apart, ordered, pairs_to_separate
from cases.words import ROLES

parties = st.dictionaries(st.integers(1, 40), st.sampled_from(sorted(ROLES)), max_size=9)


@pytest.mark.parametrize(
    ("role", "other", "apart"),
    [
        ("alleged_victim", "alleged_perpetrator", True),
        ("alleged_victim", "alleged_victim", False),
        ("alleged_perpetrator", "alleged_perpetrator", False),
        ("both", "both", True),
        ("both", "alleged_victim", True),
        ("both", "alleged_perpetrator", True),
        ("not_clear", "alleged_victim", True),
        ("not_clear", "alleged_perpetrator", True),
        ("not_clear", "not_clear", True),
        ("witness", "alleged_perpetrator", False),
        ("witness", "both", False),
        ("witness", "not_clear", False),
        ("witness", "witness", False),
    ],
)
def test_each_two_roles(role: str, other: str, apart: bool) -> None:
    assert kept_apart(role, other) is apart
    assert kept_apart(other, role) is apart


@given(parties)
def test_pairs_are_unordered_and_complete(found: dict[int, str]) -> None:
    pairs = pairs_to_separate(found.items())
    assert all(lower < higher for lower, higher in pairs)
    for child, role in found.items():
        for other, others_role in found.items():
            if child < other:
                assert ((child, other) in pairs) is kept_apart(role, others_role)


@given(parties)
def test_the_order_of_the_parties_does_not_matter(found: dict[int, str]) -> None:
    assert pairs_to_separate(found.items()) == pairs_to_separate(list(reversed(list(found.items()))))


@given(parties)
def test_no_witness_is_ever_kept_apart(found: dict[int, str]) -> None:
    kept = {child for pair in pairs_to_separate(found.items()) for child in pair}
    assert not kept & {child for child, role in found.items() if role == "witness"}


@given(st.integers(), st.integers())
def test_a_pair_is_the_same_either_way(child: int, other: int) -> None:
    assert ordered(child, other) == ordered(other, child)
