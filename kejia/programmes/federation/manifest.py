"""Organisations and bodies, on any day, as known on any day."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry

MANIFEST = Manifest(
    name="federation",
    title=Text("组织机构", "Organisations"),
    urls="kejia.programmes.federation.urls",
    menu=MenuEntry(
        label=Text("组织机构", "Organisations"), page="federation:organisations", platform="data", inside=True
    ),
)
