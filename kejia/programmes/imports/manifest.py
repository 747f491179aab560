"""Import and export of the register, and the official list."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry

MANIFEST = Manifest(
    name="imports",
    title=Text("导入导出", "Import and export"),
    urls="kejia.programmes.imports.urls",
    menu=MenuEntry(
        label=Text("导入导出", "Import, export"), page="imports:start", platform="data", inside=True
    ),
)
