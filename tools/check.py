"""`make check`: everything that can be said about the source without running it. All steps run; the first lines name those that fail."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
IN_CI = os.environ.get("CI") == "true"


@dataclass(frozen=True)
class Step:
    """One check: its name and what runs it; what it returns is the fault, empty when there is none."""

    name: str
    run: Callable[[], str]


def command(*words: str | Path) -> Callable[[], str]:
    """A program of the environment whose exit code tells."""

    def run() -> str:
        program = BIN / words[0] if (BIN / words[0]).exists() else words[0]
        done = subprocess.run(
            [program, *words[1:]],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout.strip() or f"exit code {done.returncode}" if done.returncode else ""

    return run


def templates() -> list[str]:
    """All templates, for the formatter, which takes no folder."""
    return sorted(str(file.relative_to(ROOT)) for file in (ROOT / "kejia").rglob("templates/**/*.html"))


def check_templates() -> str:
    """Format by djade, the rest by djlint."""
    found = templates()
    if not found:
        return ""
    formatted = command("djade", "--target-version", "5.2", "--check", *found)()
    return "\n".join(filter(None, [formatted, command("djlint", "kejia", "--lint", "--quiet")()]))


def check_locks() -> str:
    """No lock names the address of a registry; every Python package in it carries hashes."""
    said = []
    for lock in [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json"]:
        text = lock.read_text()
        said += [
            f"{lock.name}: names an address: {line.strip()}"
            for line in text.splitlines()
            if names_address(line)
        ]
        if lock.suffix == ".txt":
            packages = sum("==" in line and not line.startswith((" ", "#")) for line in text.splitlines())
            if packages == 0 or text.count("--hash=sha256:") < packages:
                said.append(f"{lock.name}: a package without a hash")
    return "\n".join(said)


def names_address(line: str) -> bool:
    """Whether a line of a lock says where packages come from; who pays a package's authors is another matter."""
    return "://" in line and '"url":' not in line and '"funding"' not in line


def audit() -> str:
    """Known weaknesses of the locked packages, where the registries tell. In CI they are shown but fail nothing:
    a weakness published overnight is no fault of the change that is being tested.
    """
    said = []
    for name, weaknesses in (("pip-audit", weak_python_packages()), ("npm audit", weak_npm_packages())):
        if weaknesses is None:
            print(f"    {name}: 查不到，未审计 · no answer from the registry, not audited")
        elif weaknesses and IN_CI:
            print(f"    {name}: {'; '.join(weaknesses)}")
        elif weaknesses:
            said += [f"{name}: {weakness}" for weakness in weaknesses]
    return "\n".join(said)


def weak_python_packages() -> list[str] | None:
    """Packages of the lock with a known weakness; None where the registry does not tell."""
    words = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json"]
    answer = answer_of(str(BIN / "pip-audit"), *words, "-r", "requirements/base.txt")
    asked = [package for package in answer.get("dependencies", []) if "vulns" in package]
    if not asked:
        return None
    return [f"{each['name']} {each['version']}: {vuln['id']}" for each in asked for vuln in each["vulns"]]


def weak_npm_packages() -> list[str] | None:
    """The same for what the front end is built from."""
    if shutil.which("npm") is None:
        return None
    answer = answer_of("npm", "audit", "--omit=dev", "--json")
    if "vulnerabilities" not in answer:
        return None
    return [f"{name}: {each['severity']}" for name, each in answer["vulnerabilities"].items()]


def answer_of(*words: str) -> dict[str, Any]:  # Any: two programs' own JSON
    """What a program prints as JSON; empty where it printed something else."""
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


STEPS = [
    Step("代码检查 lint", command("ruff", "check", "--quiet", ".")),
    Step("代码格式 format", command("ruff", "format", "--check", "--quiet", ".")),
    Step("类型 types", command("mypy")),
    Step("引用次序 import order", command("lint-imports", "--no-cache")),
    Step("结构 shape", command(sys.executable, "-m", "pytest", "-q", "tests/shape")),
    Step("模板 templates", check_templates),
    Step("译文 translations", command(sys.executable, "tools/check_translations.py")),
    Step("锁定清单 locks", check_locks),
    Step("依赖审计 audit", audit),
]


def main() -> int:
    """Run every step; 1 if any found a fault."""
    failed = []
    for step in STEPS:
        began = time.monotonic()
        print(f"{step.name} ...", flush=True)
        fault = step.run()
        print(f"    {'✕' if fault else '✓'} {time.monotonic() - began:.1f} s", flush=True)
        if fault:
            failed.append(step.name)
            print(fault, flush=True)
    print(f"\n未通过 failed: {', '.join(failed)}" if failed else "\n全部通过 · all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
