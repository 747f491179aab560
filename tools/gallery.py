"""Photographs pages at three widths, light and dark, in both languages, into var/gallery.

tools/gallery.py [--only NAME] [--width N] [--theme light|dark] [--language zh|en]
"""

import argparse
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

os.environ.setdefault("KEJIA_GALLERY", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kejia.site.settings")

from django.core.servers.basehttp import (
    ThreadedWSGIServer,
    WSGIRequestHandler,
)
from playwright.sync_api import Browser, sync_playwright

from kejia.console.chromium import find_chromium
from kejia.site.folders import VAR

PAGES = {
    "home": "/",
    "plan": "/plan/",
    "plan-clause": "/plan/?clause=4.1#clause-4-1",
    "plan-not-built": "/plan/?clause=9.4#clause-9-4",
    "plan-filtered": "/plan/?state=checkable",
    "check": "/check/",
    "not-found": "/nothing-here/",
    "gallery": "/gallery/",
}
WIDTHS = {390: 844, 820: 1180, 1440: 900}
THEMES = ("light", "dark")
LANGUAGES = {"zh": "zh-hans", "en": "en"}
TALLEST = 2600


class QuietHandler(WSGIRequestHandler):
    """Says nothing of the requests it answers."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def site() -> Iterator[str]:
    """The site on a free port of this machine; its address."""
    from kejia.site.wsgi import application  # inner import: slow

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def photograph(browser: Browser, address: str, file: Path, width: int, theme: str, language: str) -> None:
    """One page in one setting; a long page is cut at TALLEST."""
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, reduced_motion="reduce")
    root = address[: address.index("/", 8)]
    context.add_cookies(
        [
            {"name": "kejia_theme", "value": theme, "url": root},
            {"name": "kejia_language", "value": LANGUAGES[language], "url": root},
        ]
    )
    page = context.new_page()
    page.goto(address, wait_until="load")
    if "#" in address:
        page.screenshot(path=file)
    else:
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    context.close()


def main() -> int:
    """Photograph what was asked for; everything by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PAGES)
    parser.add_argument("--width", type=int, choices=WIDTHS)
    parser.add_argument("--theme", choices=THEMES)
    parser.add_argument("--language", choices=LANGUAGES)
    chosen = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        print("no browser: sudo apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 1
    folder = VAR / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    flags = [
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    count = 0
    with site() as root, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=flags)
        for name, width, theme, language in product(
            [chosen.only] if chosen.only else PAGES,
            [chosen.width] if chosen.width else WIDTHS,
            [chosen.theme] if chosen.theme else THEMES,
            [chosen.language] if chosen.language else LANGUAGES,
        ):
            file = folder / f"{name}-{language}-{theme}-{width}.png"
            photograph(browser, root + PAGES[name], file, width, theme, language)
            count += 1
            print(f"\r{count} {file.name:<44}", end="", file=sys.stderr, flush=True)
        browser.close()
    print(f"\n{count} pictures in {folder}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
