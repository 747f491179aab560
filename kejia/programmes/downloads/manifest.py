"""Files, handed out; no menu: the pages of their owners lead here."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest

MANIFEST = Manifest(
    name="downloads",
    title=Text("下载附件", "Files"),
    urls="kejia.programmes.downloads.urls",
    mount="files/",
)
