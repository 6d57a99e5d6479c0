"""The files of the house, for tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("roll", "cases", "safetyplans", "transitions", "fap", "needs", "audits", "records", "admin")
PACKAGES = ("portal", "foundation", *ROOMS)
PARTS = (*PACKAGES, "tests", "migrations", "bench", "tools")


def python_files(*parts: str) -> list[Path]:
    """Every Python file below some of the top folders, and wsgi.py."""
    found = [path for part in parts for path in sorted((ROOT / part).rglob("*.py"))]
    return [*found, *([ROOT / "wsgi.py"] if (ROOT / "wsgi.py").exists() else [])]


def templates() -> list[Path]:
    """Every template."""
    return [path for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()]


def name_of(path: Path) -> str:
    """A path as people write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last name of what is called: `sa.text(...)` is "text"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                yield called.attr, node
            elif isinstance(called, ast.Name):
                yield called.id, node
