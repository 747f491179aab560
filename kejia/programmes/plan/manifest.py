"""The plan: its text as a page, and what keeps each clause."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry

MANIFEST = Manifest(
    name="plan",
    title=Text("方案逐条", "The plan, clause by clause"),
    urls="kejia.programmes.plan.urls",
    menu=MenuEntry(label=Text("方案", "Plan"), page="plan:plan", platform="plan"),
    clauses=("0.1",),
)
