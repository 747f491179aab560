"""The order of imports, held by import-linter; here: that it holds for every package there is."""

import subprocess
import sys
import tomllib
from pathlib import Path

OUTSIDE_THE_LAYERS = {"postgres"}  # imports nothing of ours, which another contract holds


def contracts(project: Path) -> list[dict[str, object]]:
    settings = tomllib.loads((project / "pyproject.toml").read_text())
    found: list[dict[str, object]] = settings["tool"]["importlinter"]["contracts"]
    return found


def test_every_package_has_its_place_in_the_layers(project: Path) -> None:
    packages = {folder.parent.name for folder in (project / "kejia").glob("*/__init__.py")}
    layers = next(contract["layers"] for contract in contracts(project) if contract["type"] == "layers")
    assert isinstance(layers, list)
    placed = {name.strip().removeprefix("kejia.") for layer in layers for name in layer.split("|")}
    assert placed == packages - OUTSIDE_THE_LAYERS


def test_no_import_points_upward(project: Path) -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert f"{len(contracts(project))} kept, 0 broken" in run.stdout


def test_judging_a_roster_loads_neither_django_nor_a_database(project: Path) -> None:
    script = (
        "import sys; import kejia.console.main, kejia.console.check;"
        "print([name for name in ('django', 'ninja', 'psycopg', 'procrastinate') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
