"""Checking a roster: upload, verdicts, questions, what-if, report."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry

MANIFEST = Manifest(
    name="check",
    title=Text("核对名册", "Check a roster"),
    urls="kejia.programmes.check.urls",
    menu=MenuEntry(label=Text("核对名册", "Check a roster"), page="check:start", platform="work"),
    clauses=("4.1", "4.2", "8.3", "13.1"),
)
