"""The first page: what Kejia does now, and the doors to it."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest

MANIFEST = Manifest(
    name="home",
    title=Text("首页", "Home"),
    urls="kejia.programmes.home.urls",
    mount="",
)
