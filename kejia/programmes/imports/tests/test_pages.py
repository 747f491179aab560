"""The pages of imports: a list is previewed, written whole or not at all, corrected, undone; outsiders see nothing."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pytest_django import Settings

from kejia.files import disk
from kejia.programmes.imports.kinds import FILLED_IN, ListKind
from kejia.programmes.imports.models import ImportJob
from kejia.programmes.imports.tests.lists import (
    APPOINTMENTS_HEADER,
    NUMBER,
    ORGANISATIONS,
    ORGANISATIONS_HEADER,
    PEOPLE,
    PEOPLE_HEADER,
    book_of,
    sent,
)
from kejia.register.models import Appointment, Batch, Fact, Organisation, Person, PersonFact
from kejia.register.tests.insiders import Insider

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_inside_installation(insider: Insider) -> None:
    """Inside, with an administrator signed in."""


def uploaded(client: Client, kind: str, file: Any) -> ImportJob:
    answer = client.post("/imports/", {"kind": kind, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return ImportJob.objects.get(pk=int(answer.headers["Location"].strip("/").split("/")[-1]))


def written(client: Client, kind: str, file: Any) -> ImportJob:
    job = uploaded(client, kind, file)
    client.post(f"/imports/{job.pk}/commit/")
    job.refresh_from_db()
    assert job.state == "written", client.get(f"/imports/{job.pk}/").content.decode()
    return job


def facts() -> int:
    return sum(model._default_manager.count() for model in Fact.__subclasses__())


def test_a_list_is_previewed_and_nothing_is_written(client: Client) -> None:
    before = facts()
    job = uploaded(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert (job.state, job.counts["new"], "王丽" in page) == ("ready", 2, True)
    assert (Person.objects.filter(facts__kind="name").count(), facts(), Batch.objects.count()) == (
        0,
        before,
        0,
    )


def test_neither_names_nor_numbers_of_a_waiting_list_stand_open_in_the_database(client: Client) -> None:
    job = uploaded(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    assert job.upload is not None
    for kept in (disk.path_of(job.upload.blob).read_bytes(), bytes(job.preview or b"")):
        assert kept
        assert "王丽".encode() not in kept
        assert NUMBER.encode() not in kept


def test_a_checked_list_is_written_and_its_file_forgotten(client: Client) -> None:
    job = written(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    assert (Person.objects.filter(facts__kind="name").count(), job.file, job.preview) == (2, None, None)
    assert job.batch == Batch.objects.get()
    again = uploaded(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    assert again.counts["same"] == 2


def test_writing_twice_writes_once(client: Client) -> None:
    job = written(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    assert client.post(f"/imports/{job.pk}/commit/").status_code == 302
    assert (Person.objects.filter(facts__kind="name").count(), Batch.objects.count()) == (2, 1)


def test_one_refused_row_and_nothing_is_written_and_the_corrected_book_goes_through(client: Client) -> None:
    wrong = [PEOPLE[0], ["李强", "男", "火星族", "1980.13", "", "某县农技站", "站长"]]
    job = uploaded(client, "people", sent(PEOPLE_HEADER, wrong))
    assert (job.state, job.counts["refused"], job.counts["new"]) == ("faulty", 1, 1)
    client.post(f"/imports/{job.pk}/commit/")
    assert Person.objects.filter(facts__kind="name").count() == 0
    book = openpyxl.load_workbook(BytesIO(client.get(f"/imports/{job.pk}/errors/").content))
    page = book.worksheets[0]
    assert page["H1"].value == "问题"
    assert "“火星族”不是 56 个民族之一" in page["H3"].value
    assert page["C3"].comment is not None
    assert page["H2"].value is None
    page["C3"], page["D3"] = "汉族", "1980.05"
    corrected = BytesIO()
    book.save(corrected)
    corrected.name = "更正.xlsx"
    corrected.seek(0)
    written(client, "people", corrected)
    assert Person.objects.filter(facts__kind="name").count() == 2


def test_what_the_register_refuses_is_in_the_book_too(client: Client) -> None:
    written(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    job = uploaded(client, "people", sent(PEOPLE_HEADER, [["王丽", "女", "满族", "", NUMBER, "", ""]]))
    book = openpyxl.load_workbook(BytesIO(client.get(f"/imports/{job.pk}/errors/").content))
    assert "登记的民族是“回族”" in book.worksheets[0]["H2"].value


def test_a_number_says_birth_and_sex_and_must_agree_with_the_row(client: Client) -> None:
    job = uploaded(client, "people", sent(PEOPLE_HEADER, [["王丽", "男", "", "1976-01-01", NUMBER, "", ""]]))
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert "证件号码上是女性，表中是男" in page
    assert "证件号码上的出生日期与表中不同" in page
    written(client, "people", sent(PEOPLE_HEADER, [["王丽", "", "", "", NUMBER, "", ""]]))
    assert set(PersonFact.objects.values_list("kind", "value")) == {
        ("name", "王丽"), ("sex", "女"), ("birth", "1975-03-09"),
    }  # fmt: skip


def test_organisations_then_appointments_then_marks(client: Client) -> None:
    written(client, "organisations", sent(ORGANISATIONS_HEADER, ORGANISATIONS))
    row = [
        "王丽",
        "女",
        "回族",
        "1975.03",
        "某市第一中学",
        "某省机械学会",
        "常务理事",
        "2020-07-01",
        "2025-06-30",
    ]
    written(client, "appointments", sent(APPOINTMENTS_HEADER, [row]))
    held = Appointment.objects.latest("pk")
    assert (str(held.valid.lower), str(held.valid.upper)) == ("2020-07-01", "2025-07-01")
    assert held.post.organisation == Organisation.objects.exclude(kind="other").get()
    header = ["姓名", "出生年月", "工作单位", "标注", "是否", "认定依据"]
    written(
        client,
        "standing",
        sent(header, [["王丽", "1975.03", "某市第一中学", "基层和一线", "是", "单位认定"]]),
    )


def test_an_undone_import_is_believed_no_more_and_needs_a_reason(client: Client) -> None:
    job = written(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    refused = client.post(f"/imports/{job.pk}/undo/", {"reason": ""})
    assert (refused.status_code, "请写明原因" in refused.content.decode()) == (422, True)
    client.post(f"/imports/{job.pk}/undo/", {"reason": "导错了表"})
    assert not PersonFact.objects.filter(known__upper_inf=True).exists()
    assert "已撤销" in client.get(f"/imports/{job.pk}/").content.decode()


def test_a_dropped_list_is_forgotten(client: Client) -> None:
    job = uploaded(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    client.post(f"/imports/{job.pk}/drop/")
    job.refresh_from_db()
    assert (job.state, job.file, job.preview) == ("dropped", None, None)


def test_a_file_that_is_no_list_says_what_to_do(client: Client) -> None:
    job = uploaded(client, "people", sent(["甲", "乙"], [["1", "2"]]))
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert (job.state, "没有找到表头" in page) == ("unusable", True)
    job = uploaded(client, "people", sent(PEOPLE_HEADER, []))
    assert job.state == "unusable"


@pytest.mark.parametrize("kind", FILLED_IN)
def test_every_template_is_a_list_whose_example_is_not_imported(client: Client, kind: ListKind) -> None:
    content = client.get(f"/imports/template/{kind.value}/").content
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.worksheets[0]["A2"].value == "示例"
    file = BytesIO(content)
    file.name = "模板.xlsx"
    assert uploaded(client, kind.value, file).why_zh == "表头下面没有内容"


@pytest.mark.parametrize("kind", FILLED_IN)
def test_the_example_of_every_template_can_be_read(client: Client, kind: ListKind) -> None:
    book = openpyxl.load_workbook(BytesIO(client.get(f"/imports/template/{kind.value}/").content))
    page = book.worksheets[0]
    page["A2"] = "1"
    file = BytesIO()
    book.save(file)
    file.name, _ = "模板.xlsx", file.seek(0)
    job = uploaded(client, kind.value, file)
    says = client.get(f"/imports/{job.pk}/").content.decode()
    reading = {"不是", "必填", "认不出"}
    assert not [word for word in reading if f">{word}" in says or "”" + word in says]


@pytest.mark.parametrize("address", ["", "template/people/", "1/", "1/errors/"])
def test_an_outsider_finds_no_page(client: Client, settings: Settings, address: str) -> None:
    uploaded(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    settings.KEJIA_INSIDE = False
    assert client.get(f"/imports/{address}").status_code == 404


@pytest.mark.parametrize("act", ["commit", "drop", "undo"])
def test_an_outsider_can_do_nothing(client: Client, settings: Settings, act: str) -> None:
    job = uploaded(client, "people", sent(PEOPLE_HEADER, PEOPLE))
    settings.KEJIA_INSIDE = False
    assert client.post(f"/imports/{job.pk}/{act}/", {"reason": "x"}).status_code == 404
    assert (
        client.post("/imports/", {"kind": "people", "file": sent(PEOPLE_HEADER, PEOPLE)}).status_code == 404
    )
    assert "/imports/" not in client.get("/").content.decode()
    job.refresh_from_db()
    assert (job.state, ImportJob.objects.count()) == ("ready", 1)


def test_a_formula_in_a_list_stays_text_in_the_book_of_faults(client: Client) -> None:
    rows = [["=1+1", "男", "火星族", "", "", "某单位", ""]]
    job = uploaded(client, "people", sent(PEOPLE_HEADER, rows))
    book = openpyxl.load_workbook(BytesIO(client.get(f"/imports/{job.pk}/errors/").content))
    assert book.worksheets[0]["A2"].data_type == "s"
    assert book_of(PEOPLE_HEADER, rows)
