"""What we stand on: few direct dependencies, each with its reason; locks with hashes and without hosts."""

from __future__ import annotations

import json
import re

import pytest

from tests.contracts.house import ROOT

FEWEST_LEFT = 35
LISTS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")


def requirements(name: str) -> list[str]:
    """The lines of a list that name a package."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


@pytest.mark.parametrize("name", LISTS)
def test_every_direct_dependency_is_pinned_and_has_its_reason(name: str) -> None:
    for line in requirements(name):
        assert re.fullmatch(r"[\w.\[\]-]+==[\w.]+\s+# \S.+", line), f"{name}: {line!r}"


def test_there_are_fewer_than_35_direct_run_time_dependencies() -> None:
    assert 0 < len(requirements("requirements.txt")) < FEWEST_LEFT


@pytest.mark.parametrize("name", LOCKS)
def test_locks_have_hashes_and_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
    packages = re.findall(r"^([\w.\[\]-]+==\S+).*\\$", text, re.MULTILINE)
    assert packages
    assert text.count("--hash=sha256:") >= len(packages)


@pytest.mark.parametrize(("wanted", "locked"), list(zip(LISTS, LOCKS, strict=True)))
def test_locks_hold_what_the_lists_ask_for(wanted: str, locked: str) -> None:
    lock = (ROOT / locked).read_text(encoding="utf-8").casefold()
    for line in requirements(wanted):
        name, version = re.match(r"([\w.-]+)(?:\[\w+\])?==([\w.]+)", line).groups()  # type: ignore[union-attr]
        pattern = rf"^{re.escape(name.casefold())}(\[\w+\])?=={re.escape(version)}\b"
        assert re.search(pattern, lock, re.MULTILINE), f"{name} {version} is not in {locked}: make lock"


def test_the_npm_lock_names_no_host() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or package.get("integrity"), f"{name} has no hash"
