"""The look in a real browser: accessible, calm, whole without JavaScript, and nothing blocked by its own rules."""

import json
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Route, expect

from tests.journeys.looking import Opened, faults

PAGES = ["/", "/check/", "/plan/", "/plan/?state=checkable&clause=4.1", "/nothing-here/"]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing(opened: Opened, axe: str, width: int, theme: str, language: str) -> None:
    page = opened(PAGES[0], width, theme, language)
    for address in PAGES:
        page.goto(urljoin(page.url, address))
        assert faults(page, axe) == [], address


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_component(opened: Opened, axe: str, settings: Any, theme: str) -> None:
    settings.KEJIA_GALLERY = True
    page = opened("/gallery/", 1440, theme)
    assert faults(page, axe) == []
    page.get_by_role("button", name="核对", exact=True).click()
    assert page.get_by_text("请选一个文件").is_visible()
    assert faults(page, axe) == []


def test_no_page_scrolls_sideways_on_a_phone(opened: Opened) -> None:
    for language in ("zh-hans", "en"):
        page = opened("/", 390, language=language)
        for address in PAGES:
            page.goto(urljoin(page.url, address))
            assert page.evaluate("document.documentElement.scrollWidth") == 390, (address, language)


def test_the_console_stays_silent_and_the_policy_blocks_nothing(browser: Browser, live_server: Any) -> None:
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            told.append(f"{message.type}: {message.text}")

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.on("console", note)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
    )
    for address in ("/", "/plan/", "/plan/?clause=4.1"):
        page.goto(live_server.url + address)
    page.locator("#clause-8-3 .k-clause-mark").click()
    page.get_by_role("heading", name="可计算的规则").wait_for()
    page.get_by_role("button", name="深色").click()
    context.close()
    assert told == []


def test_the_guard_of_the_console_would_notice_a_blocked_script(opened: Opened) -> None:
    page = opened("/")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("""() => {
            const script = document.createElement('script');
            script.textContent = '1';
            document.head.append(script);
        }""")


def test_a_clause_opens_in_place_and_the_address_follows(opened: Opened) -> None:
    page = opened("/plan/")
    page.locator("#clause-4-1 .k-clause-mark").click()
    panel = page.get_by_role("region", name="第4条第1款")
    panel.wait_for()
    assert page.url.endswith("/plan/?clause=4.1#clause-4-1")
    assert panel.get_by_text("不低于65%").first.is_visible()
    page.locator("#clause-9-4 .k-clause-text").click()
    page.get_by_role("region", name="第9条第4款").wait_for()
    assert page.locator(".k-slot .k-panel").count() == 1
    assert page.locator(".k-strip [aria-current]").get_attribute("data-clause") == "9.4"
    page.get_by_role("link", name="收起").click()
    assert page.locator(".k-slot .k-panel").count() == 0
    page.go_back()
    page.get_by_role("region", name="第9条第4款").wait_for()


def test_the_panel_stands_beside_the_text_on_a_desk_and_under_its_clause_on_a_phone(opened: Opened) -> None:
    for width in (1440, 390):
        page = opened("/plan/?clause=4.1#clause-4-1", width)
        text = page.locator("#clause-4-1 .k-clause-text").bounding_box()
        panel = page.locator("#clause-4-1 .k-panel").bounding_box()
        assert text is not None
        assert panel is not None
        if width == 1440:
            assert panel["x"] > text["x"] + text["width"]
        else:
            assert panel["y"] >= text["y"] + text["height"]


def test_words_can_be_copied_without_opening_the_clause(opened: Opened) -> None:
    page = opened("/plan/")
    page.locator("#clause-4-1 .k-clause-text").click(click_count=3)
    page.wait_for_timeout(300)
    copied = page.evaluate("String(getSelection())")
    assert copied.startswith("省科协代表大会")


def test_everything_works_without_javascript(opened: Opened) -> None:
    page = opened("/", java_script_enabled=False)
    page.get_by_role("link", name="方案逐条").click()
    page.locator("#clause-4-1 .k-clause-mark").click()
    assert page.get_by_role("region", name="第4条第1款").is_visible()
    assert page.url.endswith("/plan/?clause=4.1#clause-4-1")
    page.get_by_role("link", name="收起").click()
    assert page.locator(".k-slot .k-panel").count() == 0
    page.get_by_label("条", exact=True).select_option("4")
    page.get_by_role("button", name="筛选").click()
    assert page.locator(".k-clause").count() == 2
    page.get_by_role("button", name="深色").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator(".k-clause").count() == 2
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".k-clause").count() == 2


def test_the_keyboard_reaches_every_act_and_shows_where_it_is(opened: Opened) -> None:
    page = opened("/plan/?article=4")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    seen: list[str] = []
    for _ in range(140):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
        seen.append(page.evaluate("document.activeElement.className"))
    assert seen.count("k-clause-mark") == 2
    page.locator("#clause-4-2 .k-clause-mark").focus()
    page.keyboard.press("Enter")
    page.get_by_role("region", name="第4条第2款").wait_for()
    assert page.get_by_role("status").inner_text() == "第4条第2款"


def test_the_theme_is_kept_and_follows_the_system_until_chosen(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(live_server.url + "/")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="浅色").click()
    light = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == light
    page.get_by_role("button", name="自动").click()
    page.reload()
    assert page.evaluate(ground) == dark
    context.close()


def test_print_leaves_the_navigation_out(opened: Opened) -> None:
    page = opened("/plan/?clause=4.1", theme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".k-bar").is_visible()
    assert not page.locator(".k-strip").is_visible()
    assert page.locator(".k-paper").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.k-clause-text')).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_old_browser_keeps_the_look(opened: Opened, axe: str, settings: Any, theme: str) -> None:
    """Without the colour functions and selectors that Chromium learned after 86, text can still be read."""
    settings.KEJIA_GALLERY = True

    def grow_old(route: Route) -> None:
        css = route.fetch().text()
        for new in ("color-mix(", "light-dark(", "oklch(", "oklab("):
            css = css.replace(new, "unknown-function(")
        route.fulfill(body=css.replace(":has(", ":unknown("), content_type="text/css")

    page = opened("/", theme=theme)
    page.route("**/app*.css", grow_old)
    for address in ("/", "/plan/?clause=4.1", "/gallery/"):
        page.goto(urljoin(page.url, address))
        assert faults(page, axe, runOnly=["color-contrast"]) == [], address
    look = page.evaluate("""() => {
        const style = name => getComputedStyle(document.querySelector(name));
        return [style('.btn-primary').backgroundColor, style('body').backgroundColor, style('.form-control').borderTopColor];
    }""")
    assert "rgba(0, 0, 0, 0)" not in look, json.dumps(look)
