"""The rules of the house that no linter knows. Each failure says what to do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts import house

LONGEST_FILE = 400
FORBIDDEN_NAMES = {"common", "core", "helper", "helpers", "util", "utils", "misc"}
FORBIDDEN_CLASSES = re.compile(r"(Manager|Helper|Utils?)$")
CORE_CALLS = {"select", "insert", "update", "delete"}

# HTML that is not escaped: where, and why it is safe. A new line here is a decision to be looked at.
UNESCAPED: dict[str, str] = {
    "foundation/access/views.py": "the QR code of the second factor, drawn by segno from our own text",
}

# The time of day comes from one place, so that tests and time zones hold everywhere.
CLOCK = "foundation/store/clock.py"
PRODUCT = house.python_files(*house.PACKAGES)


def report(lines: Iterator[str] | list[str]) -> None:
    """Fail with every finding at once."""
    found = list(lines)
    assert not found, "\n  " + "\n  ".join(found)


def test_there_is_something_to_read() -> None:
    assert len(PRODUCT) > 20


def test_no_file_is_longer_than_400_lines() -> None:
    files = [*house.python_files(*house.PARTS), *house.templates()]
    lengths = {house.name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    report(
        f"{name} has {n} lines: split it by what it does" for name, n in lengths.items() if n > LONGEST_FILE
    )


def test_no_file_folder_or_class_is_named_after_nothing() -> None:
    found = []
    for path in [*PRODUCT, *house.templates()]:
        words = set(path.relative_to(house.ROOT).with_suffix("").parts)
        found += [f"{house.name_of(path)}: name it after what it holds" for _ in words & FORBIDDEN_NAMES]
    for path in PRODUCT:
        for node in ast.walk(house.tree_of(path)):
            if isinstance(node, ast.ClassDef) and FORBIDDEN_CLASSES.search(node.name):
                found.append(
                    f"{house.name_of(path)}:{node.lineno} class {node.name}: name it after what it is"
                )
    report(found)


@pytest.mark.parametrize("package", house.PACKAGES)
def test_every_package_says_what_it_is(package: str) -> None:
    top = house.ROOT / package
    assert (top / "__init__.py").exists(), f"{package} is missing"
    folders = {path.parent for path in top.rglob("*.py")}
    for folder in sorted(folders):
        start = folder / "__init__.py"
        assert start.exists(), f"{house.name_of(folder)} has no __init__.py"
        assert ast.get_docstring(house.tree_of(start)), (
            f"{house.name_of(start)} does not say what the package is"
        )


def _may_speak_sql(path: Path) -> bool:
    name = house.name_of(path)
    return path.stem.endswith("_core") or name.startswith(("foundation/store/", "migrations/"))


def _text_names(tree: ast.Module) -> set[str]:
    """Names under which a file knows SQLAlchemy's text()."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            found |= {alias.asname or alias.name for alias in node.names if alias.name == "text"}
    return found


def _declarations(tree: ast.Module) -> set[ast.AST]:
    """What stands inside the declaration of a column or an index: it reads no row."""
    words = {"Index", "mapped_column", "CheckConstraint"}
    return {part for name, call in house.calls(tree) if name in words for part in ast.walk(call)}


def test_sql_as_text_stands_only_in_files_named_core() -> None:
    found = []
    for path in PRODUCT:
        if _may_speak_sql(path):
            continue
        tree = house.tree_of(path)
        names = _text_names(tree)
        declared = _declarations(tree)
        for name, call in house.calls(tree):
            if call in declared:
                continue
            attribute = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)
            of_sqlalchemy = attribute and call.func.value.id in {"sa", "sqlalchemy"}  # type: ignore[attr-defined]
            if name in names or (name == "text" and of_sqlalchemy) or name == "exec_driver_sql":
                found.append(
                    f"{house.name_of(path)}:{call.lineno} {name}(): scope does not see it; use a *_core.py"
                )
    report(found)


def _outside_scope_rules(tree: ast.AST) -> Iterator[ast.AST]:
    """Everything but the bodies of `visible_to` and what builds them, which must be Core."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.FunctionDef) and ("visible" in child.name or "scope" in child.name):
            continue
        yield child
        yield from _outside_scope_rules(child)


def test_tables_are_read_and_written_by_core_statements_only_in_files_named_core() -> None:
    found = []
    for path in PRODUCT:
        if _may_speak_sql(path):
            continue
        for node in _outside_scope_rules(house.tree_of(path)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            touched = [part for argument in node.args for part in ast.walk(argument)]
            tables = any(isinstance(part, ast.Attribute) and part.attr == "__table__" for part in touched)
            if called in CORE_CALLS and tables:
                found.append(
                    f"{house.name_of(path)}:{node.lineno} {called}(table): use the model, or a *_core.py"
                )
    report(found)


def test_nothing_is_marked_as_html_but_what_is_listed_here() -> None:
    found = []
    for path in PRODUCT:
        marked = [call for name, call in house.calls(house.tree_of(path)) if name == "Markup" and call.args]
        plain = [call for call in marked if isinstance(call.args[0], ast.Constant)]
        if len(marked) > len(plain) and house.name_of(path) not in UNESCAPED:
            found.append(
                f"{house.name_of(path)}:{marked[0].lineno} Markup(...) of something that is not a constant"
            )
    for path in house.templates():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"\|\s*safe\b|autoescape\s+false", line) and house.name_of(path) not in UNESCAPED:
                found.append(f"{house.name_of(path)}:{number} is not escaped: {line.strip()[:80]}")
    report(found)


def test_what_is_listed_as_unescaped_still_is() -> None:
    for name in UNESCAPED:
        text = (house.ROOT / name).read_text(encoding="utf-8")
        assert re.search(r"Markup\(|\|\s*safe\b", text), f"{name} no longer needs its line in UNESCAPED"


def test_the_time_comes_from_the_clock() -> None:
    found = []
    for path in PRODUCT:
        if house.name_of(path) == CLOCK:
            continue
        for name, call in house.calls(house.tree_of(path)):
            owner = call.func.value if isinstance(call.func, ast.Attribute) else None
            shown = ast.unparse(owner) if owner is not None else ""
            if name in {"now", "utcnow", "today"} and shown.split(".")[-1] in {"datetime", "date"}:
                found.append(
                    f"{house.name_of(path)}:{call.lineno} {shown}.{name}(): use foundation.store.{name}"
                )
    report(found)


def test_a_child_is_never_called_a_perpetrator() -> None:
    pattern = re.compile(r"(?<!alleged[ _-])(?<!alleged )perpetrators?\b", re.IGNORECASE)
    found = []
    for path in [*PRODUCT, *house.templates()]:
        text = path.read_text(encoding="utf-8")
        for match in pattern.finditer(" ".join(text.split())):
            found.append(f"{house.name_of(path)}: {match.string[max(0, match.start() - 40) : match.end()]!r}")
    report(found)


def test_nothing_is_left_for_later_in_words() -> None:
    pattern = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    files = [*PRODUCT, *house.templates()]
    report(
        f"{house.name_of(path)}:{number} {line.strip()[:80]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    )


def test_templates_carry_no_inline_style_or_script() -> None:
    pattern = re.compile(r"\sstyle=|\son[a-z]+=[\"']|javascript:|<script(?![^>]*nonce)|<style(?![^>]*nonce)")
    report(
        f"{house.name_of(path)}: {match.group().strip()}"
        for path in house.templates()
        if not house.name_of(path).startswith("templates/paper/")  # printed, never sent to a browser
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    )
