"""Names, sizes and papers of the source: what a newcomer relies on to find things."""

import ast
import re
from pathlib import Path

import pytest

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
LONGEST = 300


def source_files(project: Path) -> list[Path]:
    folders = ("kejia", "tools", "tests", "bench")
    written = (file for folder in folders for file in (project / folder).rglob("*.py"))
    found = sorted(file for file in written if file.parent.name != "migrations")
    return [*found, project / "conftest.py"]


def test_every_package_has_a_readme(project: Path) -> None:
    packages = {folder.parent for folder in (project / "kejia").glob("*/__init__.py")}
    programmes = {manifest.parent for manifest in (project / "kejia" / "programmes").glob("*/manifest.py")}
    without = {
        str(each.relative_to(project)) for each in packages | programmes if not (each / "README.md").exists()
    }
    assert without == set()


def test_no_file_has_a_name_that_says_nothing(project: Path) -> None:
    parts = {
        part.stem for file in source_files(project) for part in (file, *file.relative_to(project).parents)
    }
    assert parts & EMPTY_NAMES == set()


def test_files_stay_small(project: Path) -> None:
    long = {
        str(file.relative_to(project)): length
        for file in source_files(project)
        if (length := len(file.read_text().splitlines())) > LONGEST
    }
    assert long == {}


def untyped(source: str) -> list[str]:
    """The functions of a source that lack the type of an argument or of what they return."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        takes = node.args
        named = [
            *takes.posonlyargs,
            *takes.args,
            *takes.kwonlyargs,
            *filter(None, (takes.vararg, takes.kwarg)),
        ]
        plain = [each.arg for each in named if each.annotation is None and each.arg not in ("self", "cls")]
        if plain or node.returns is None:
            found.append(f"{node.name}:{node.lineno}")
    return found


def test_every_function_is_typed(project: Path) -> None:
    without = {str(file.relative_to(project)): untyped(file.read_text()) for file in source_files(project)}
    assert {file: functions for file, functions in without.items() if functions} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def share(a: int) -> int: ...", []),
        ("def share(a) -> int: ...", ["share:1"]),
        ("def share(a: int): ...", ["share:1"]),
        ("class A:\n    def b(self, *c) -> None: ...", ["b:2"]),
    ],
)
def test_a_function_without_types_is_found(source: str, found: list[str]) -> None:
    assert untyped(source) == found


def test_an_import_inside_a_function_says_why(project: Path) -> None:
    silent = []
    for file in source_files(project):
        lines = file.read_text().splitlines()
        silent += [
            f"{file.relative_to(project)}:{node.lineno}"
            for function in ast.walk(ast.parse("\n".join(lines)))
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
            and not re.search(r"# (noqa: \S+ )?.*inner import: \w+", lines[node.lineno - 1])
        ]
    assert silent == []
