"""The programmes of this installation: every folder of kejia/programmes that holds a manifest."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import kejia.programmes
from kejia.wings.manifest import Manifest, Platform

PLATFORMS: tuple[Platform, ...] = ("work", "service", "data", "plan")


def find_manifests() -> tuple[Manifest, ...]:
    """All manifests, in the order of the menu; a folder whose manifest names another folder is an error."""
    folder = Path(next(iter(kejia.programmes.__path__)))
    found = []
    for file in sorted(folder.glob("*/manifest.py")):
        manifest: Manifest = import_module(f"kejia.programmes.{file.parent.name}.manifest").MANIFEST
        if manifest.name != file.parent.name:
            raise ValueError(f"{file}: the manifest is named {manifest.name}, its folder {file.parent.name}")
        found.append(manifest)
    return tuple(sorted(found, key=_place))


def _place(manifest: Manifest) -> tuple[int, int, str]:
    if manifest.menu is None:
        return (len(PLATFORMS), 0, manifest.name)
    return (PLATFORMS.index(manifest.menu.platform), manifest.menu.place, manifest.name)


MANIFESTS = find_manifests()


def apps() -> list[str]:
    """The programmes that are Django apps (templates, models, commands): those with an apps.py."""
    modules = [f"kejia.programmes.{manifest.name}" for manifest in MANIFESTS]
    return [module for module in modules if find_spec(f"{module}.apps")]


def api_modules() -> list[str]:
    """The programmes that answer through the API: those with an api.py, which holds a `router`."""
    modules = [f"kejia.programmes.{manifest.name}.api" for manifest in MANIFESTS]
    return [module for module in modules if find_spec(module)]
