"""Checking a roster as an official does: in the browser, by mouse and keyboard, with and without JavaScript."""

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from kejia.programmes.check.tests.uploads import DELEGATES
from tests.journeys.looking import Opened, faults


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """64 front-line delegates of 100 for sure, 2 unmarked."""
    path = tmp_path / "代表名册.csv"
    path.write_bytes(DELEGATES)
    return path


def check(page: Page, roster: Path) -> None:
    page.locator("[name=file]").set_input_files(roster)
    page.locator("[name=body]").select_option("congress")
    page.locator("[name=on]").fill("2017-06-30")
    page.locator("form.k-panel button[type=submit]").click()
    page.locator("#verdicts").wait_for()


def verdict(page: Page, norm: str) -> str | None:
    return page.locator(f"[data-norm='{norm}'] .k-mark").first.get_attribute("data-verdict")


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize(("theme", "language"), [("light", "zh-hans"), ("dark", "en")])
def test_axe_finds_nothing_on_the_verdicts_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, roster: Path, width: int, theme: str, language: str
) -> None:
    page = opened("/check/", width, theme, language)
    for summary in page.locator("summary").all():
        summary.click()
    assert faults(page, axe) == []
    check(page, roster)
    for summary in page.locator("summary").all():
        summary.click()
    assert faults(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_answering_two_questions_settles_the_verdict(opened: Opened, roster: Path) -> None:
    page = opened("/check/")
    check(page, roster)
    assert verdict(page, "congress.frontline") == "cannot_tell"
    page.locator("[name='answer-0-66-B']").select_option("是")
    page.get_by_role("button", name="再核对").first.click()
    expect(page.locator("[data-norm='congress.frontline'] .k-mark").first).to_have_attribute(
        "data-verdict", "met"
    )


def test_dropping_names_moves_every_rule_without_a_reload(opened: Opened, roster: Path) -> None:
    page = opened("/check/")
    check(page, roster)
    page.evaluate("window.stayed = true")
    page.get_by_text("试着调整名单").click()
    page.locator(".k-what-if [name=add]").fill("6")
    page.locator(".k-what-if [name=add]").blur()
    expect(page.locator("[data-norm='congress.frontline'] .k-mark").first).to_have_attribute(
        "data-verdict", "met"
    )
    expect(page.locator("[data-norm='congress.frontline']")).to_contain_text("70 / 106")
    page.locator(".k-what-if [name=add]").fill("0")
    for box in page.locator(".k-drop [name=drop]").all()[:4]:
        box.check()
    expect(page.locator("[data-norm='congress.frontline']")).to_contain_text("64 / 96")
    assert page.evaluate("window.stayed")
    page.get_by_role("button", name="再核对").first.click()


def test_the_report_the_corrected_roster_and_the_json_can_be_taken_away(opened: Opened, roster: Path) -> None:
    page = opened("/check/")
    check(page, roster)
    for button, sheet in (("下载报告", "结论"), ("下载更正后的名册", None)):
        with page.expect_download() as got:
            page.get_by_role("button", name=button).click()
        book = openpyxl.load_workbook(BytesIO(Path(got.value.path()).read_bytes()))
        assert sheet is None or sheet in book.sheetnames
        assert got.value.suggested_filename.startswith("代表名册-")
    with page.expect_download() as got:
        page.get_by_role("button", name="JSON").click()
    assert json.loads(Path(got.value.path()).read_text(encoding="utf-8"))["people"] == 100


def test_a_check_is_kept_on_request_and_erased_on_request(opened: Opened, roster: Path) -> None:
    page = opened("/check/")
    check(page, roster)
    page.get_by_role("button", name="留存三十天").click()
    page.get_by_text("已留存至").wait_for()
    assert "/check/kept/" in page.url
    assert verdict(page, "congress.young") == "met"
    link = page.url
    page.get_by_role("button", name="立即删除").click()
    page.get_by_text("已删除留存的核对").wait_for()
    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 404


def test_the_whole_way_can_be_walked_by_keyboard(opened: Opened, roster: Path) -> None:
    page = opened("/check/")
    page.locator("[name=file]").set_input_files(roster)
    page.locator("[name=on]").fill("2017-06-30")
    page.locator("[name=body]").focus()
    page.keyboard.press("ArrowDown")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type === 'submit'"):
            break
    page.keyboard.press("Enter")
    page.locator("#verdicts").wait_for()
    page.locator("[data-norm='congress.frontline'] summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-norm='congress.frontline'] blockquote").is_visible()


def test_without_javascript_everything_but_the_moving_what_if_works(opened: Opened, roster: Path) -> None:
    page = opened("/check/", java_script_enabled=False)
    check(page, roster)
    page.locator("[name='answer-0-66-B']").select_option("是")
    page.get_by_role("button", name="再核对").first.click()
    page.locator("#verdicts").wait_for()
    assert verdict(page, "congress.frontline") == "met"
    page.get_by_text("试着调整名单").click()
    page.locator(".k-what-if [name=add]").fill("50")
    page.get_by_role("button", name="试算").click()
    page.get_by_text("试算结果").wait_for()
    assert "/ 150" in page.locator("[data-norm='congress.frontline']").inner_text()


def test_a_wrong_file_is_refused_in_words_and_what_was_typed_stays(
    opened: Opened, axe: str, tmp_path: Path
) -> None:
    (tmp_path / "照片.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    page = opened("/check/")
    page.get_by_text("口径（有文件的请填").click()
    page.locator("[name=document]").fill("科协〔2016〕12号")
    page.locator("[name=file]").set_input_files(tmp_path / "照片.xlsx")
    page.locator("form.k-panel button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("不是表格")
    assert page.locator("[name=document]").input_value() == "科协〔2016〕12号"
    assert faults(page, axe) == []


def test_the_policy_blocks_nothing_the_page_needs(opened: Opened, roster: Path) -> None:
    page = opened("/check/")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    check(page, roster)
    page.get_by_text("试着调整名单").click()
    page.locator(".k-what-if [name=add]").fill("6")
    page.locator(".k-what-if [name=add]").blur()
    page.get_by_text("试算结果").wait_for()
    assert told == []
