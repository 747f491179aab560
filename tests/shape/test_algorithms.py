"""Algorithms are chosen by a setting, so only kejia/crypt loads a library of them."""

import ast
from pathlib import Path

import pytest

LIBRARIES = {"hashlib", "hmac", "cryptography", "Crypto", "nacl", "gmssl"}
EXCEPTIONS = {
    "kejia/postgres/server.py": "names a folder for a socket; imports nothing of ours",
    "kejia/messages/channels/sms.py": "signs as the gateway of the other side prescribes",
    "kejia/site/management/commands/prepare.py": "notices that static files changed; no secret, no proof",
}
"""Files that load one all the same, and why."""


def libraries_of(source: str) -> set[str]:
    """The libraries of algorithms that a source loads."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").split(".")[0])
    return names & LIBRARIES


def test_every_exception_is_still_there_for_its_reason(project: Path) -> None:
    kept = [file for file in EXCEPTIONS if (project / file).exists()]
    assert [file for file in kept if not libraries_of((project / file).read_text())] == []


def test_nobody_but_the_provider_loads_a_library_of_algorithms(project: Path) -> None:
    loading = {
        str(file.relative_to(project))
        for file in (project / "kejia").rglob("*.py")
        if "tests" not in file.parts and libraries_of(file.read_text())
    }
    provider = {file for file in loading if file.startswith("kejia/crypt/")}
    assert loading - provider <= set(EXCEPTIONS)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import hashlib", {"hashlib"}),
        ("def f():\n    from cryptography.hazmat import x", {"cryptography"}),
        ("from kejia.crypt.suites import SHA_AES\nimport secrets", set()),
    ],
)
def test_a_library_that_is_loaded_is_seen(source: str, found: set[str]) -> None:
    assert libraries_of(source) == found
