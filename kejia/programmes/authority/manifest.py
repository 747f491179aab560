"""Who may do what, because of which post, and what takes two."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry

MANIFEST = Manifest(
    name="authority",
    title=Text("职权", "Authority"),
    urls="kejia.programmes.authority.urls",
    menu=MenuEntry(
        label=Text("职权", "Authority"), page="authority:mine", platform="work", place=80, inside=True
    ),
)
