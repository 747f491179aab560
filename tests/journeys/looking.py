"""Opening pages as a visitor does, and asking axe-core what it finds; used by all journeys."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS = {390: 844, 820: 1180, 1440: 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest) -> str:
    """axe-core as npm brought it."""
    return (Path(request.config.rootpath) / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def opened(
    browser: Browser, live_server: Any, client: Client, request: pytest.FixtureRequest
) -> Iterator[Opened]:  # Any: pytest-django's own type
    """Opens an address at a width, in a theme and a language; signed in where the test asks for `insider`."""
    contexts: list[BrowserContext] = []
    if "insider" in request.fixturenames:
        request.getfixturevalue("insider")
    session = {name: morsel.value for name, morsel in client.cookies.items()}

    def open_page(
        address: str, width: int = 1440, theme: str = "light", language: str = "zh-hans", **more: Any
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": WIDTHS[width]},
            reduced_motion="reduce",
            locale="zh-CN",
            **more,
        )
        contexts.append(context)
        cookies = {"kejia_theme": theme, "kejia_language": language, **session}
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page = context.new_page()
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def faults(page: Page, axe: str, **options: Any) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(axe + ";0")
    run = {"runOnly": {"type": "tag", "values": RULES}, "rules": {"target-size": {"enabled": True}}} | options
    found = page.evaluate("options => axe.run(document, options)", run)
    return [
        f"{violation['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
