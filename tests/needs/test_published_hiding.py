"""Nobody who has everything that is published can work out a figure under 5: two attackers, written apart."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs.published.sheets import bundles, keys, made
from tests.needs.conftest import flag, form, frames

FLAGS = ("cse", "gangs", "missing_home", "sexual_bullying")
SMALL = 5
Child = dict[str, object]
"""A child of an invented county: `flags`, and one code for each key."""


@pytest.fixture(autouse=True, scope="module")
def without_words() -> Iterator[None]:
    """Codes stand for themselves: the words of the reference data are in the database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("needs.dimensions.codes", lambda _name: {})
        yield


def county(seed: int, size: int, schools: int, *, names: int = 4) -> list[Child]:
    """Children with one form each, in schools and wards of different sizes."""
    rng = random.Random(seed)
    weights = [rng.choice((1, 2, 6, 12)) for _ in range(schools)]
    return [
        {
            "flags": frozenset(rng.sample(FLAGS[:names], rng.choice((1, 1, 2, 2, 3)[: names + 1]))),
            "setting": f"School {rng.choices(range(schools), weights)[0]}",
            "ward": f"Ward {rng.randrange(3)}",
            "sex": rng.choice("MMF"),
        }
        for _ in range(size)
    ]


def published(children: list[Child]) -> dict[str, object]:
    """What is given out about them."""
    names = sorted({str(child["setting"]) for child in children})
    forms = [
        form(
            n,
            n,
            *[flag(code) for code in sorted(child["flags"])],
            setting_id=names.index(str(child["setting"])) + 1,
            ward=child["ward"],
            sex=child["sex"],
        )
        for n, child in enumerate(children, 1)
    ]
    model = frames(*forms, settings=dict(enumerate(names, 1)))
    return made(*model)


def shown_as(sheet: dict[str, object], axis: str, code: str) -> str:
    """The row or column of a sheet in which a code stands: its own, or the one of the others."""
    codes = [label[0] for label in sheet[axis]]
    return code if code in codes else "~"


def figures(children: list[Child], content: dict[str, object]) -> dict[tuple[str, ...], int]:
    """Every figure of everything published, counted again from the children, without the product's code."""
    found: dict[tuple[str, ...], int] = {}
    for key in ("setting", "ward", "sex"):
        sheet = content["sheets"][key]
        for row, _label in sheet["rows"]:
            for column, _words in sheet["columns"]:
                found[(key, row, column)] = 0
        for child in children:
            row = shown_as(sheet, "rows", str(child[key]))
            columns = {shown_as(sheet, "columns", code) for code in child["flags"]}
            for name in ((key, row, column) for column in columns):
                found[name] = found.get(name, 0) + 1
            found[(key, row, "any")] = found.get((key, row, "any"), 0) + 1
            for column in columns:
                found[(key, "any", column)] = found.get((key, "any", column), 0) + 1
    sheet = content["sheets"]["sex"]
    for one, other in combinations([label[0] for label in sheet["columns"]], 2):
        both = [{shown_as(sheet, "columns", code) for code in child["flags"]} for child in children]
        found[("pair", one, other)] = sum({one, other} <= flags for flags in both)
    return found


def given_out(content: dict[str, object]) -> Iterator[tuple[tuple[str, ...], int | None, int]]:
    """(figure, what is shown or None, how many figures it stands for: pairs stand in fives)."""
    for key in ("setting", "ward", "sex"):
        sheet = content["sheets"][key]
        for (row, _label), line, total in zip(
            sheet["rows"], sheet["cells"], sheet["row_totals"], strict=True
        ):
            for (column, _words), figure in zip(sheet["columns"], line, strict=True):
                yield (key, row, column), figure, 1
            yield (key, row, "any"), total, 1
        for (column, _words), total in zip(sheet["columns"], sheet["column_totals"], strict=True):
            yield (key, "any", column), total, 1
    codes = [label[0] for label in content["pairs"]["names"]]
    for i, line in enumerate(content["pairs"]["figures"]):
        for j, figure in enumerate(line):
            yield ("pair", codes[j], codes[i]), figure, 5


def looks_the_same(counted: dict[tuple[str, ...], int], content: dict[str, object]) -> bool:
    """Whether another county gives the same publication."""
    for name, figure, step in given_out(content):
        if figure is None:
            if name[0] == "pair" and counted[name] >= SMALL:
                return False
        elif not figure <= counted[name] < figure + step:
            return False
    return True


def other_counties(children: list[Child], key: str) -> Iterator[list[Child]]:
    """Counties in which two children, or twice two, have changed their places in one key."""
    for a, b in combinations(range(len(children)), 2):
        if children[a][key] != children[b][key]:
            changed = list(children)
            changed[a] = children[a] | {key: children[b][key]}
            changed[b] = children[b] | {key: children[a][key]}
            yield changed


@pytest.mark.parametrize("seed", range(4))
def test_for_every_hidden_figure_there_are_counties_that_look_the_same(seed) -> None:
    """Each hidden figure under 5 can be three figures from 0 to 4, each larger one at least two."""
    children = county(seed, 28, 4)
    content = published(children)
    truth = figures(children, content)
    assert looks_the_same(truth, content)
    hidden = [name for name, figure, _step in given_out(content) if figure is None and name[0] != "pair"]
    assert hidden
    could_be = {name: {truth[name]} for name in hidden}
    for key in ("setting", "ward", "sex"):
        for once in other_counties(children, key):
            if not looks_the_same(figures(once, content), content):
                continue
            note(could_be, figures(once, content))
            if all(enough(name, truth, could_be) for name in hidden if name[0] == key):
                break
            for twice in list(other_counties(once, key))[:400]:
                counted = figures(twice, content)
                if looks_the_same(counted, content):
                    note(could_be, counted)
    for name in hidden:
        assert enough(name, truth, could_be), (name, truth[name], could_be[name])


def note(could_be: dict[tuple[str, ...], set[int]], counted: dict[tuple[str, ...], int]) -> None:
    """Remember what each hidden figure is in a county that looks the same."""
    for name in could_be:
        could_be[name].add(counted[name])


def enough(name: tuple[str, ...], truth: dict[tuple[str, ...], int], could_be: dict) -> bool:
    """Whether the doubt about a figure is as large as promised."""
    if truth[name] < SMALL:
        return len({n for n in could_be[name] if n < SMALL}) >= 3
    return len(could_be[name]) >= 2


class Attacker:
    """Has every published sheet and the pairs, and calculates: which hidden figures follow from the others?

    The unknowns are how many children there are of each kind (a school, a sex, a set of flags). Every figure
    is a sum of them; a hidden one is recovered where it is a combination of shown ones, however many.
    """

    def __init__(self, content: dict[str, object]) -> None:
        sheets = content["sheets"]
        rows = [[label[0] for label in sheets[key]["rows"]] for key in ("setting", "sex")]
        columns = [label[0] for label in sheets["sex"]["columns"]]
        sets = [frozenset(s) for n in range(1, len(columns) + 1) for s in combinations(columns, n)]
        self.kinds = [(school, sex, own) for school in rows[0] for sex in rows[1] for own in sets]
        out = [(name, figure) for name, figure, _step in given_out(content) if name[0] != "ward"]
        shown = [name for name, figure in out if figure is not None]
        self.shown = np.array([self._sum(name) for name in shown])
        self.values = np.array([figure for _name, figure in out if figure is not None])

    def _sum(self, name: tuple[str, ...]) -> list[float]:
        return [float(self._counts(kind, name)) for kind in self.kinds]

    def _counts(self, kind: tuple[str, str, frozenset[str]], name: tuple[str, ...]) -> bool:
        school, sex, own = kind
        if name[0] == "pair":
            return set(name[1:]) <= own
        row = school if name[0] == "setting" else sex
        return name[1] in {"any", row} and (name[2] == "any" or name[2] in own)

    def recovers(self, name: tuple[str, ...]) -> int | None:
        """The figure, where it can be calculated; None where it cannot."""
        wanted = np.array(self._sum(name))
        parts, *_rest = np.linalg.lstsq(self.shown.T, wanted, rcond=None)
        if not np.allclose(self.shown.T @ parts, wanted, atol=1e-7):
            return None
        return round(float(parts @ self.values))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(16, 60), st.integers(2, 5))
def test_an_attacker_with_every_sheet_and_the_pairs_recovers_nothing(seed, size, schools) -> None:
    """The pairs are handed to this attacker to the child, although they are published in fives."""
    children = county(seed, size, schools)
    content = published(children)
    truth = figures(children, content)
    for i, line in enumerate(content["pairs"]["figures"]):
        codes = [label[0] for label in content["pairs"]["names"]]
        line[:] = [truth[("pair", codes[j], codes[i])] for j in range(len(line))]
    attacker = Attacker(content)
    hidden = [name for name, figure, _step in given_out(content) if figure is None]
    found = [name for name in hidden if name[0] != "ward" and attacker.recovers(name) is not None]
    assert found == []


def test_the_attacker_is_able_to_attack() -> None:
    """Where only the small figures themselves are hidden, the same attacker recovers some."""
    children = [{"flags": frozenset({"cse"}), "setting": "School 0", "ward": "Ward 0", "sex": "F"}] * 12
    children += [child | {"setting": "School 1", "flags": frozenset({"gangs"})} for child in children]
    children += [child | {"flags": frozenset({"missing_home"})} for child in children]
    children.append(children[0] | {"flags": frozenset({"gangs"})})
    content = published(children)
    sheet = content["sheets"]["setting"]
    truth = figures(children, content)
    for i, (row, _label) in enumerate(sheet["rows"]):
        for j, (column, _words) in enumerate(sheet["columns"]):
            value = truth[("setting", row, column)]
            sheet["cells"][i][j] = None if 0 < value < SMALL else value
    hidden = [name for name, figure, _s in given_out(content) if figure is None and name[0] == "setting"]
    assert [Attacker(content).recovers(name) for name in hidden] == [truth[name] for name in hidden] != []


@pytest.mark.parametrize("seed", range(4))
def test_no_total_is_under_five_and_totals_are_the_same_in_every_sheet(seed) -> None:
    content = published(county(seed, 60, 9))
    assert set(content["sheets"]) == set(keys())
    for sheet in content["sheets"].values():
        assert min(*sheet["row_totals"], *sheet["column_totals"], sheet["grand"]) >= SMALL
        assert (sheet["columns"], sheet["column_totals"]) == (
            content["sheets"]["sex"]["columns"],
            content["sheets"]["sex"]["column_totals"],
        )
        assert not [figure for line in sheet["cells"] for figure in line if figure in range(SMALL)]


def test_fewer_than_five_children_give_nothing_at_all() -> None:
    content = published(county(1, 4, 2))
    assert content == {"sheets": {}, "pairs": {"names": [], "figures": []}, "children": None}


def test_two_flags_stand_as_one_because_their_overlap_would_be_a_subtraction() -> None:
    content = published(
        [child | {"flags": frozenset({"cse"})} for child in county(2, 9, 1)]
        + [
            child | {"flags": own}
            for child, own in zip(county(3, 8, 1), [{"cse", "gangs"}] + [{"gangs"}] * 7, strict=True)
        ]
    )
    assert [label[1] for label in content["sheets"]["sex"]["columns"]] == ["Others by flag (2)"]


def test_keys_that_say_something_about_each_other_are_protected_together() -> None:
    assert ("setting", "setting_type") in bundles()
    assert sorted(key for bundle in bundles() for key in bundle) == sorted(keys())
