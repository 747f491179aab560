"""The pages of the check: verdicts, questions, what-if, downloads; nothing stored."""

import re
from io import BytesIO

import openpyxl
from django.test import Client

from kejia.judging.tests.lists import people
from kejia.programmes.check.tests.uploads import ASKED, DELEGATES, asked, csv_of, file_of


def desk_of(page: str) -> str:
    found = re.search(r'name="desk" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def verdicts_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'data-norm="([\w.]+)">.*?data-verdict="(\w+)"', page, re.DOTALL))


def test_an_uploaded_roster_comes_back_with_its_verdicts_and_the_people_to_ask_about(client: Client) -> None:
    page = client.post("/check/", asked()).content.decode()
    assert verdicts_of(page) == {
        "congress.frontline": "cannot_tell",
        "congress.young": "met",
        "congress.leading": "cannot_tell",
    }
    assert "64 / 100" in page
    assert re.findall(r'name="(answer-[^"]+)"', page) == ["answer-0-66-B", "answer-0-67-B"]


def test_a_pasted_roster_is_judged_too(client: Client) -> None:
    pasted = DELEGATES.decode().replace(",", "\t")
    page = client.post("/check/", {**ASKED, "pasted": pasted}).content.decode()
    assert verdicts_of(page)["congress.young"] == "met"


def test_answers_settle_what_could_not_be_told_and_are_remembered(client: Client) -> None:
    page = client.post("/check/", asked()).content.decode()
    once = {**ASKED, "desk": desk_of(page), "answer-0-66-B": "是"}
    page = client.post("/check/", once).content.decode()
    assert (verdicts_of(page)["congress.frontline"], "65 / 100" in page) == ("met", True)
    page = client.post("/check/", {**ASKED, "desk": desk_of(page), "answer-0-67-B": "否"}).content.decode()
    assert (verdicts_of(page)["congress.frontline"], "65 / 100" in page) == ("met", True)
    assert "answer-0-" not in page


def test_dropping_names_moves_the_verdicts_alone(client: Client) -> None:
    page = client.post("/check/", asked()).content.decode()
    sent = {**ASKED, "desk": desk_of(page), "drop": [str(i) for i in range(66, 76)], "add": "0"}
    part = client.post("/check/verdicts/", sent).content.decode()
    assert verdicts_of(part)["congress.frontline"] == "met"
    assert "64 / 90" in part
    assert "<html" not in part
    more = client.post(
        "/check/verdicts/", {**ASKED, "desk": desk_of(page), "add": "5", "add-frontline": "on"}
    )
    assert "69 / 105" in more.content.decode()


def test_a_basis_typed_in_is_printed_under_the_verdicts(client: Client) -> None:
    page = client.post("/check/", asked(title="代表产生办法", document="科协〔2016〕12号")).content.decode()
    assert "按《代表产生办法》（科协〔2016〕12号）" in page


def test_a_society_without_an_age_line_is_asked_for_it(client: Client) -> None:
    roster = csv_of("姓名 类别 是否基层一线 出生年月", *people(4, "理事 是 1980.01"))
    page = client.post("/check/", asked(body="all", file=file_of(roster))).content.decode()
    assert verdicts_of(page)["society.directors.young"] == "cannot_tell"
    assert page.count('name="young_middle_aged_age"') == 1
    answered = {**ASKED, "body": "all", "desk": desk_of(page), "young_middle_aged_age": "50"}
    assert verdicts_of(client.post("/check/", answered).content.decode())["society.directors.young"] == "met"


def test_two_columns_that_could_both_be_the_mark_are_asked_about_and_the_choice_is_kept(
    client: Client,
) -> None:
    roster = csv_of("姓名 是否基层一线 基层和一线", *people(7, "否 是"), *people(3, "是 否", 7))
    page = client.post("/check/", asked(body="committee", file=file_of(roster))).content.decode()
    assert verdicts_of(page)["committee.frontline"] == "not_met"
    chosen = {**ASKED, "body": "committee", "desk": desk_of(page), "column-grassroots_frontline": "C"}
    page = client.post("/check/", chosen).content.decode()
    assert verdicts_of(page)["committee.frontline"] == "met"
    assert '<input type="hidden" name="column-grassroots_frontline" value="C">' in page


def test_the_report_and_the_corrected_roster_are_workbooks(client: Client) -> None:
    page = client.post("/check/", asked()).content.decode()
    sent = {**ASKED, "desk": desk_of(page), "answer-0-66-B": "是"}
    report = client.post("/check/report/", sent)
    assert "attachment" in report["Content-Disposition"]
    assert len(openpyxl.load_workbook(BytesIO(report.content)).sheetnames) >= 3
    corrected = client.post("/check/corrected/", sent)
    sheet = openpyxl.load_workbook(BytesIO(corrected.content)).worksheets[0]
    assert (sheet["A66"].value, sheet["B66"].value, sheet["B67"].value) == ("陈敏", "是", None)


def test_the_json_of_the_page_is_that_of_the_api(client: Client) -> None:
    page = client.post("/check/", asked()).content.decode()
    through_page = client.post("/check/json/", {**ASKED, "desk": desk_of(page)}).json()
    api = client.post(
        "/api/check", {"body": "congress", "on": ASKED["on"], "file": file_of(DELEGATES)}
    ).json()
    assert through_page == api


def test_what_cannot_be_read_is_refused_on_the_page_and_what_was_typed_stays(client: Client) -> None:
    answer = client.post("/check/", asked(file=file_of(b"\x89PNG", "照片.png"), document="科协〔2016〕12号"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "照片.png" in page
    assert "科协〔2016〕12号" in page


def test_a_first_page_without_a_roster_says_what_to_do(client: Client) -> None:
    answer = client.post("/check/", ASKED)
    assert answer.status_code == 422
    assert "请选择名册文件" in answer.content.decode()


def test_a_damaged_desk_is_refused_and_not_a_crash(client: Client) -> None:
    for damaged in ("AAAA", "!!", "", "eJwDAAAAAAE="):
        answer = client.post("/check/", {**ASKED, "desk": damaged})
        assert answer.status_code == 422
        assert "请重新上传" in answer.content.decode()


def test_a_wrong_day_keeps_the_roster_on_the_desk(client: Client) -> None:
    page = client.post("/check/", asked()).content.decode()
    answer = client.post("/check/", {**ASKED, "desk": desk_of(page), "on": "昨天"})
    assert answer.status_code == 422
    again = client.post("/check/", {**ASKED, "desk": desk_of(answer.content.decode())})
    assert verdicts_of(again.content.decode())["congress.young"] == "met"


def test_names_that_look_like_markup_are_shown_as_words(client: Client) -> None:
    roster = csv_of("姓名 是否基层一线 单位", "<script>alert(1)</script> 是 <b>x</b>", "李强 _ 甲")
    page = client.post("/check/", asked(body="committee", file=file_of(roster))).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_checking_asks_the_database_nothing(client: Client) -> None:
    """No database is even allowed here: a query would fail this test."""
    assert client.get("/check/").status_code == 200
    assert client.post("/check/", asked()).status_code == 200


def test_the_pages_are_complete_in_english(client: Client) -> None:
    client.cookies["kejia_language"] = "en"
    page = client.post("/check/", asked(file=file_of(DELEGATES, "roster.csv"))).content.decode()
    text = re.sub(r"<(blockquote|script)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    text = re.sub(
        r'<(option|a|span|button)[^>]*lang="zh-Hans"[^>]*>.*?</\1>|<input[^>]*>|<option value="是|否">',
        "",
        text,
        flags=re.DOTALL,
    )
    words = re.sub(r"<[^>]+>", " ", text)
    han = {line.strip() for line in words.splitlines() if re.search(r"[\u4e00-\u9fff]", line)}
    names = {line for line in han if re.fullmatch(r"[\u4e00-\u9fff]{2,3}", line)}
    assert han - names == set()


def test_an_answer_inside_a_merged_column_is_heard(client: Client) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["姓名", "是否基层一线"], ["王丽", None], ["李强", None], ["马超", "否"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    content = BytesIO()
    book.save(content)
    page = client.post(
        "/check/", asked(body="committee", file=file_of(content.getvalue(), "a.xlsx"))
    ).content.decode()
    answers = {"answer-0-2-B": "否", "answer-0-3-B": "是"}
    page = client.post(
        "/check/", {**ASKED, "body": "committee", "desk": desk_of(page), **answers}
    ).content.decode()
    assert "1 / 3" in page


def test_a_share_under_a_ceiling_is_shown_rounded_up_like_its_sentence(client: Client) -> None:
    roster = csv_of("姓名 类别 是否领导干部", *people(1, "理事 是"), *people(6, "理事 否", 1))
    sent = asked(body="society-directors", law="example-charter", on="2021-01-01", file=file_of(roster))
    page = client.post("/check/", sent).content.decode()
    assert page.count("14.3%") == 2
    assert "14.2%" not in page
