"""What documents settle for a term: how people are counted, what is asked, what a reform is measured against."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry

MANIFEST = Manifest(
    name="terms",
    title=Text("届次口径与要求", "Bases and lines of terms"),
    urls="kejia.programmes.terms.urls",
    menu=MenuEntry(
        label=Text("届次口径", "Terms"), page="terms:start", platform="data", place=60, inside=True
    ),
)
