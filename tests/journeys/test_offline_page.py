"""The offline page in a real browser: opened from a disk, it judges like the command line and the site, and tells nobody."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {390: 844, 820: 1180, 1440: 900}
ON = "2017-06-30"
BASIS = {"title": "代表推选口径", "document": "某科协〔2017〕3号", "leading_cadre_rank": "厅局级"}
READY = 60_000
"""Milliseconds: starting Python takes a few seconds, on a busy machine many."""


@dataclass
class Desk:
    """The page, ready to judge, and all that it asked for, complained of or was forbidden."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def judge(self, file: Path, body: str, **more: str) -> None:
        """Fill in the form as a person would, and judge."""
        page = self.page
        page.get_by_role("button", name=re.compile("清空|Clear")).click()
        page.set_input_files("#file", file)
        page.select_option("#body", body)
        page.fill("#on", ON)
        self.fold(open=True)
        for control, value in more.items():
            if control == "blank":
                page.check(f"#blank-{value}")
            elif page.locator(f"#{control}").get_attribute("type") == "file":
                page.set_input_files(f"#{control}", value)
            elif page.locator(f"select#{control}").count():
                page.select_option(f"#{control}", value)
            else:
                page.fill(f"#{control}", value)
        page.get_by_role("button", name=re.compile("^(核对|Judge)$")).click()
        expect(page.locator("#results-head")).to_be_focused(timeout=READY)

    def fold(self, *, open: bool) -> None:
        """Open or close every fold of the page."""
        self.page.evaluate(
            "open => { for (const fold of document.querySelectorAll('details')) fold.open = open }", open
        )

    def saved(self, button: str) -> tuple[str, bytes]:
        """The file a button saves: its name and what is in it."""
        with self.page.expect_download(timeout=READY) as download:
            self.page.click(f"#{button}")
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture(scope="module")
def desk(browser: Browser, built: Path) -> Iterator[Desk]:
    """One page for all tests of this file that only judge: starting Python is the slow part."""
    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900}
    )
    yield open_desk(context.new_page(), built)
    context.close()


def open_desk(page: Page, built: Path) -> Desk:
    desk = Desk(page)
    page.on("request", lambda request: desk.requests.append(request.url))
    page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    page.on("console", lambda message: desk.complaints.append(message.text))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
    )
    page.goto(built.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=READY)
    return desk


def on_the_command_line(file: Path, body: str, *more: str) -> tuple[str, int]:
    command = [sys.executable, "-m", "kejia", "check", str(file), "--body", body, "--on", ON, "--json", *more]
    run = subprocess.run(command, capture_output=True, check=False)
    return run.stdout.decode(), run.returncode


@pytest.mark.parametrize(
    ("name", "body", "options", "form"),
    [
        ("代表名册.xlsx", "all", [], {}),
        ("代表名册.xlsx", "congress", ["--before", "上届代表.xlsx"], {"before": "上届代表.xlsx"}),
        ("代表名册.xlsx", "committee", ["--blank", "no"], {"blank": "no"}),
        ("理事名单.csv", "society-directors", [], {}),
        ("常务理事.xls", "society-standing", [], {}),
        ("代表名册.xlsx", "congress", ["--lang", "en"], {"language": "en"}),
    ],
)
def test_a_roster_comes_to_the_same_three_ways(
    desk: Desk,
    rosters: dict[str, Path],
    db: None,
    name: str,
    body: str,
    options: list[str],
    form: dict[str, str],
) -> None:
    options = [str(rosters.get(each, each)) for each in options]
    fields = {
        option.removeprefix("--"): value for option, value in zip(options[::2], options[1::2], strict=True)
    }
    told, code = on_the_command_line(rosters[name], body, *options)
    assert code in (0, 1, 3), told

    filled = {
        control: str(rosters.get(value, value)) for control, value in form.items() if control != "language"
    }
    in_english = form.get("language") == "en"
    if in_english:
        desk.page.click("#language")
    desk.judge(rosters[name], body, **filled)
    _, saved = desk.saved("json")
    if in_english:
        desk.page.click("#language")
    assert saved.decode() == told

    asked: dict[str, Any] = {**fields, "body": body, "on": ON, "file": upload(rosters[name])}
    if "before" in asked:
        asked["before"] = upload(Path(asked["before"]))
    answer = Client().post("/api/check", asked)
    assert (answer.status_code, answer.json()) == (200, json.loads(told))


def upload(file: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(file.name, file.read_bytes())


def test_a_basis_comes_to_the_same_three_ways(
    desk: Desk, rosters: dict[str, Path], tmp_path: Path, db: None
) -> None:
    (tmp_path / "basis.json").write_text(json.dumps(BASIS), encoding="utf-8")
    file = rosters["代表名册.xlsx"]
    told, _ = on_the_command_line(file, "congress", "--basis", str(tmp_path / "basis.json"))
    desk.judge(file, "congress", **{f"basis-{name}": value for name, value in BASIS.items()})
    assert desk.saved("json")[1].decode() == told
    asked = {"body": "congress", "on": ON, "basis": json.dumps(BASIS), "file": upload(file)}
    assert Client().post("/api/check", asked).json() == json.loads(told)


def test_pasted_cells_are_judged(desk: Desk) -> None:
    page = desk.page
    page.click("#clear")
    desk.fold(open=True)
    page.fill("#paste", "姓名\t出生年月\t是否基层和一线\n王丽\t1980.05\t是\n李强\t1990.01\t否")
    page.select_option("#body", "congress")
    page.fill("#on", ON)
    page.click("#judge")
    expect(page.locator("[data-norm='congress.frontline']")).to_contain_text("1/2", timeout=READY)


def test_the_report_is_that_of_the_command_line(desk: Desk, rosters: dict[str, Path], tmp_path: Path) -> None:
    file = rosters["代表名册.xlsx"]
    on_the_command_line(file, "all", "--report", str(tmp_path / "report.xlsx"))
    desk.judge(file, "all")
    name, saved = desk.saved("report")
    assert name == f"代表名册-核对-{ON}.xlsx"
    assert cells(saved) == cells((tmp_path / "report.xlsx").read_bytes())


def cells(workbook: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(BytesIO(workbook))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_an_answer_about_a_blank_mark_decides(desk: Desk, rosters: dict[str, Path]) -> None:
    page = desk.page
    desk.judge(rosters["代表名册.xlsx"], "congress")
    finding = page.locator("[data-norm='congress.frontline']")
    expect(finding).to_have_attribute("data-verdict", "cannot_tell")
    page.locator("[data-doubt][data-column='G'][data-row='43']").select_option("是")
    page.get_by_role("button", name="按填写的重新核对").click()
    expect(finding).to_have_attribute("data-verdict", "met", timeout=READY)
    page.get_by_role("button", name="收回").click()
    expect(finding).to_have_attribute("data-verdict", "cannot_tell", timeout=READY)


def test_a_file_that_is_no_roster_is_refused_with_what_to_do(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "名册.pdf").write_bytes(b"%PDF-1.7 a paper")
    desk.judge(tmp_path / "名册.pdf", "congress")
    refusal = desk.page.locator("#results .k-refusal")
    expect(refusal).to_contain_text("“名册.pdf”不是表格（PDF）")
    desk.page.click("#language")
    expect(refusal).to_contain_text("名册.pdf is no workbook (PDF)")
    desk.page.click("#language")


def test_without_a_roster_the_form_says_what_is_missing(desk: Desk) -> None:
    desk.page.click("#clear")
    desk.page.click("#judge")
    expect(desk.page.locator("#file-error")).to_have_text("请先选择名册文件，或粘贴名册")
    expect(desk.page.locator("#file")).to_be_focused()


def test_nothing_is_fetched_kept_or_complained_of(desk: Desk, rosters: dict[str, Path], built: Path) -> None:
    desk.judge(rosters["代表名册.xlsx"], "all")
    desk.saved("report")
    assert desk.requests[0] == built.as_uri()
    assert [url for url in desk.requests[1:] if not url.startswith(("blob:", "data:"))] == []
    assert desk.complaints == []
    left = desk.page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]"
    )
    assert left == [0, 0, "", 0]
    assert desk.page.context.cookies() == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing(
    desk: Desk, rosters: dict[str, Path], request: pytest.FixtureRequest, theme: str, language: str
) -> None:
    axe = (request.config.rootpath / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    page = desk.page
    page.click(f"#theme [value={theme}]")
    if language == "en":
        page.click("#language")
    desk.judge(rosters["代表名册.xlsx"], "all", **{"basis-title": "口径"})
    desk.fold(open=True)
    found: dict[tuple[int, str], list[str]] = {}
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(axe + ";0")
        violations = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, rules: {'target-size': {enabled: true}}})",
            RULES,
        )["violations"]
        found |= {(width, v["id"]): [node["html"][:200] for node in v["nodes"]] for v in violations}
        assert page.evaluate("document.documentElement.scrollWidth") == width
    if language == "en":
        page.click("#language")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert found == {}


def test_everything_is_reached_by_keyboard(desk: Desk) -> None:
    page = desk.page
    page.click("#clear")
    desk.fold(open=False)
    page.focus(".k-skip")
    reached = []
    for _ in range(40):
        reached.append(
            page.evaluate("() => document.activeElement.id || document.activeElement.textContent.trim()")
        )
        page.keyboard.press("Tab")
    expected = [
        "跳到正文",
        "language",
        "file",
        "body",
        "on",
        "level",
        "blank-unknown",
        "judge",
        "clear",
        "关于本页",
    ]
    assert [each for each in dict.fromkeys(reached) if each in expected] == expected


def test_a_roster_of_a_thousand_is_judged_within_seconds(desk: Desk, tmp_path: Path) -> None:
    lines = ["姓名,性别,出生年月,工作单位,是否基层和一线,类别"]
    lines += [
        f"张某{i},男,1975.0{1 + i % 9},单位{i % 40},{'是' if i % 3 else '否'},代表" for i in range(1000)
    ]
    (tmp_path / "大名册.csv").write_text("\n".join(lines), encoding="utf-8")
    desk.judge(tmp_path / "大名册.csv", "congress")
    expect(desk.page.locator("[data-norm='congress.frontline']")).to_contain_text("666/1000")
