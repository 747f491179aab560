"""What the frame of every page shows: language, theme, menu, foot."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest, MenuEntry
from kejia.wings.visitor import find_sign_in, is_inside, visitor_of
from kejia.wings.words import language

THEME_COOKIE = "kejia_theme"
THEMES = {
    "": Text("自动", "Auto"),
    "light": Text("浅色", "Light"),
    "dark": Text("深色", "Dark"),
}
"""The empty one follows the system's own setting."""


class MenuLine(NamedTuple):
    """One entry of the menu as the page shows it."""

    label: Text
    href: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor; asks the database only about who brings a session."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "language_tag": "en" if language() == "en" else "zh-Hans",
        "theme": theme if theme in THEMES else "",
        "themes": THEMES.items(),
        "menu": menu(request, settings.KEJIA_MANIFESTS),
        "plates": settings.KEJIA_PLATES,
        "visitor": visitor_of(request),
        "sign_in": find_sign_in(),
        "upload_limit_mib": settings.KEJIA_UPLOAD_LIMIT // (1024 * 1024),
    }


def menu(request: HttpRequest, manifests: tuple[Manifest, ...]) -> list[MenuLine]:
    """The entries of all programmes that have one, in the manifests' order; some of them for who is signed in alone."""
    match = request.resolver_match
    here = match.namespace if match else ""
    return [
        MenuLine(manifest.menu.label, reverse(manifest.menu.page), here == manifest.name)
        for manifest in manifests
        if manifest.menu and _is_shown(request, manifest.menu)
    ]


def _is_shown(request: HttpRequest, entry: MenuEntry) -> bool:
    if entry.personal and visitor_of(request).account is None:
        return False
    return not entry.inside or is_inside(request)


def find_address(programme: str) -> str | None:
    """The first page of another programme, None where this installation does not have it."""
    for manifest in settings.KEJIA_MANIFESTS:
        if manifest.name == programme and manifest.menu:
            return reverse(manifest.menu.page)
    return None
