"""The words a newcomer types, and what a clean machine runs for the verdict."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from tests.contracts.house import ROOT

PROMISED = ("help", "setup", "run", "test", "check", "bench", "clean")


def test_help_lists_what_is_promised() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = re.findall(r"^  make (\w+) +\S", done.stdout, re.MULTILINE)
    assert set(PROMISED) <= set(listed)


@pytest.mark.parametrize("target", PROMISED)
def test_every_promised_target_can_be_made(target: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_verdict_is_make_check_and_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make ")] == ["make check", "make test"]
    assert "set -eu" in lines
    assert "export CI=true" in lines


def test_nothing_built_or_kept_would_be_committed() -> None:
    paths = [
        ".venv/x",
        "node_modules/x",
        "static/build/x",
        "instance/portal.sqlite3",
        "portal/__pycache__/x.pyc",
    ]
    done = subprocess.run(
        ["git", "check-ignore", *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == paths
