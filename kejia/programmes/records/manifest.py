"""Registering: what is on record of people and organisations, every act upon it, duplicates and merging."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry

MANIFEST = Manifest(
    name="records",
    title=Text("登记", "Records"),
    urls="kejia.programmes.records.urls",
    menu=MenuEntry(
        label=Text("登记", "Records"), page="records:find", platform="data", place=40, inside=True
    ),
)
