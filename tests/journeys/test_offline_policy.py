"""The offline page tells nobody: the browser itself holds every way out, and old browsers are told so in words."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

PLANTED = {
    "fetch": "fetch(there)",
    "request": "new Promise((ok, no) => { const x = new XMLHttpRequest(); x.onload = ok; x.onerror = no; x.open('POST', there); x.send('name') })",
    "beacon": "new Promise((ok, no) => (navigator.sendBeacon(there, 'name'), setTimeout(no, 300)))",
    "socket": "new Promise((ok, no) => { const s = new WebSocket(there.replace('http', 'ws')); s.onopen = ok; s.onerror = no })",
    "picture": "new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = there })",
    "script": "new Promise((ok, no) => { const s = document.createElement('script'); s.onload = ok; s.onerror = no; s.src = there; document.body.append(s) })",
    "inline script": "new Promise((ok, no) => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); window.ran ? ok() : no() })",
    "frame": "new Promise((ok, no) => { const f = document.createElement('iframe'); addEventListener('securitypolicyviolation', no); f.src = there; document.body.append(f) })",
    "form": "new Promise((ok, no) => { const f = document.createElement('form'); addEventListener('securitypolicyviolation', no); f.action = there; f.method = 'post'; document.body.append(f); f.submit() })",
    "worker": "new Promise((ok, no) => { const w = new Worker(URL.createObjectURL(new Blob([`fetch('${there}').then(() => postMessage(1), () => postMessage(0))`]))); w.onmessage = e => e.data ? ok() : no() })",
}


@pytest.mark.parametrize("way", PLANTED)
def test_the_browser_itself_forbids_every_way_out(
    browser: Browser, built: Path, live_server: Any, way: str
) -> None:
    """The server is there and would answer: what stops the page is its policy, not a missing network."""
    context = browser.new_context()
    page = context.new_page()
    sent: list[str] = []
    page.on("requestfinished", lambda request: sent.append(request.url))
    page.goto(built.as_uri())
    page.evaluate("address => { window.there = address }", f"{live_server.url}/?name=王丽")
    outcome = page.evaluate(
        f"() => Promise.resolve().then(() => {PLANTED[way]}).then(() => 'out', () => 'held')"
    )
    context.close()
    assert outcome == "held"
    assert [url for url in sent if url.startswith("http")] == []


@pytest.mark.parametrize("way", ["fetch", "picture"])
def test_the_same_ways_lead_out_of_a_page_without_the_policy(
    browser: Browser, tmp_path: Path, live_server: Any, way: str
) -> None:
    (tmp_path / "plain.html").write_text("<!doctype html><title>plain</title>", encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    reached: list[str] = []
    page.on("request", lambda request: reached.append(request.url))
    page.goto((tmp_path / "plain.html").as_uri())
    page.evaluate("address => { window.there = address }", f"{live_server.url}/?name=王丽")
    page.evaluate(f"() => Promise.resolve().then(() => {PLANTED[way]}).catch(() => null)")
    context.close()
    assert any(url.startswith(live_server.url) for url in reached)


def test_an_old_browser_is_told_so_in_words(browser: Browser, built: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(built.as_uri())
    expect(page.get_by_role("heading", name="这个浏览器太旧")).to_be_visible()
    expect(page.locator("#form")).to_be_hidden()
    context.close()


def test_without_scripts_the_page_says_what_it_needs(browser: Browser, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(built.as_uri())
    expect(page.get_by_role("heading", name="本页需要脚本")).to_be_visible()
    expect(page.get_by_role("heading", name="名册不离开这台计算机")).to_be_visible()
    context.close()
