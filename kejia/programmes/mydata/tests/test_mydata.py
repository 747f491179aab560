"""One's own data: who read it, a copy of all of it, a correction asked for and answered; and nobody else's."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from kejia.crypt.signing import is_signed, public_key
from kejia.plain.identifiers import check_character
from kejia.register.access import NotAllowed
from kejia.register.identifying import reveal_document, set_document
from kejia.register.models import CorrectionRequest, ProtectedReading
from kejia.register.personal_data import PURPOSE, package_of
from kejia.register.tests.insiders import Insider, account_for, an_account
from kejia.register.tests.people import CLERK, person

pytestmark = pytest.mark.django_db

NUMBER = "37010219750309101" + check_character("37010219750309101")
PAGES = ["/mydata/", "/mydata/requests/", "/mydata/requests/1/"]


@pytest.fixture
def wang(settings: Settings) -> Client:
    """Somebody of the register, with a number somebody read, signed in."""
    settings.KEJIA_INSIDE = True
    who = person("王丽")
    reveal_document(set_document(who, NUMBER, by=CLERK), purpose="办理因公出国", by=CLERK)
    client = Client()
    client.force_login(account_for(who))
    return client


def test_a_person_sees_who_read_what_and_for_what(wang: Client) -> None:
    page = wang.get("/mydata/").content.decode()
    assert "办理因公出国" in page and "证件号码" in page
    assert NUMBER not in page


def test_everything_is_taken_away_signed_and_that_is_written_down(wang: Client) -> None:
    answer = wang.post("/mydata/package/")
    with ZipFile(BytesIO(answer.content)) as package:
        written, page = package.read("data.json"), package.read("data.html").decode()
        signed = json.loads(package.read("signature.json"))
    data = json.loads(written)
    assert data["facts"]["identitydocument"][0]["number"] == NUMBER
    assert "王丽" in written.decode() and "王丽" in page and "<script" not in page
    assert [row["purpose"] for row in data["readings"]] == ["办理因公出国", "本人取走全部个人信息"]
    assert data["accounts"][0]["phone"]
    signature = bytes.fromhex(signed["signature"])
    assert bytes.fromhex(signed["public_key"]) == public_key()
    assert is_signed(written, signature, purpose=PURPOSE, by=public_key())
    assert not is_signed(written + b" ", signature, purpose=PURPOSE, by=public_key())
    assert ProtectedReading.objects.count() == 2


def test_nobody_takes_anothers_data_away(insider: Insider) -> None:
    other = person("李强")
    with pytest.raises(NotAllowed):
        package_of(other, by=insider.actor)
    assert ProtectedReading.objects.count() == 0


def test_a_correction_is_asked_for_on_the_page_and_answered_at_the_desk(
    wang: Client, insider: Insider, client: Client
) -> None:
    assert wang.post("/mydata/", {"words": ""}).status_code == 422
    assert wang.post("/mydata/", {"words": "出生日期应为 3 月 8 日"}).status_code == 302
    assert wang.post("/mydata/", {"words": "再说一遍"}).status_code == 409
    request = CorrectionRequest.objects.get()
    assert "/mydata/requests/" in client.get("/mydata/").content.decode()
    assert "/mydata/requests/" not in wang.get("/mydata/").content.decode()
    assert "出生日期应为" in client.get("/mydata/requests/").content.decode()
    address = f"/mydata/requests/{request.pk}/"
    assert client.post(address, {"done": "yes"}).status_code == 422
    assert client.post(address, {"done": "yes", "answer": "已按证件更正"}).status_code == 302
    assert client.post(address, {"done": "no", "answer": "又不改"}).status_code == 404
    page = wang.get("/mydata/").content.decode()
    assert "已更正" in page and "已按证件更正" in page


def test_an_outsider_finds_nothing_and_one_without_the_right_no_desk(
    client: Client, wang: Client, settings: Settings
) -> None:
    CorrectionRequest.objects.create(person=person("李强"), words="他的")
    for path in PAGES:
        assert client.get(path).status_code == 302
    assert client.post("/mydata/package/").status_code == 302
    for path in PAGES[1:]:
        assert wang.get(path).status_code == 404
    settings.KEJIA_INSIDE = False
    for path in PAGES:
        assert wang.get(path).status_code == 404


def test_an_account_that_is_nobody_yet_is_told_what_to_do(client: Client, settings: Settings) -> None:
    settings.KEJIA_INSIDE = True
    client.force_login(an_account())
    assert "请联系所在单位的秘书确认" in client.get("/mydata/").content.decode()
    assert client.post("/mydata/package/").status_code == 404


def test_the_page_asks_no_more_for_more_readings(
    wang: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    who = ProtectedReading.objects.get().person
    for _ in range(20):
        ProtectedReading.objects.create(
            person=who, field="birth", reader_kind="person", reader=str(who.pk), purpose="x"
        )
    wang.get("/mydata/")
    with django_assert_max_num_queries(25):
        wang.get("/mydata/")
