"""One's own data."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry

MANIFEST = Manifest(
    name="mydata",
    title=Text("我的信息", "My data"),
    urls="kejia.programmes.mydata.urls",
    menu=MenuEntry(
        label=Text("我的信息", "My data"),
        page="mydata:mine",
        platform="work",
        place=91,
        inside=True,
        personal=True,
    ),
)
