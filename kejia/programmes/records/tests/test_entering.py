"""Entering facts of every sort; refusals of the database as sentences; and what changed while the form was open."""

from datetime import date

import pytest
from django.test import Client

from kejia.judging.tests.federation import organisation
from kejia.plain.identity_documents import DocumentKind
from kejia.programmes.records.sorts import GROUPS, sorts_of
from kejia.programmes.records.tests.acting import act, form_of, send, words_of
from kejia.programmes.records.wording import COLUMNS, columns_of
from kejia.register import actions
from kejia.register.clashes import fact_models
from kejia.register.identifying import find_by_document, set_document
from kejia.register.kinds import Capacity, EstablishmentKind, OfficeKind, OrganisationKind
from kejia.register.models import BELIEVED, Appointment, IdentityDocument, Organisation, Person, PersonFact
from kejia.register.periods import period
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK, TERM, person, post

pytestmark = pytest.mark.django_db
FORMER = date(2010, 1, 1)


@pytest.fixture(autouse=True)
def inside(insider: Insider) -> None:
    """An installation that shows inside matters."""


@pytest.fixture
def wang() -> Person:
    """A person with a name."""
    return person("王丽")


@pytest.fixture
def ours() -> Organisation:
    """A society with one seat for a president and two for directors."""
    made = organisation(OrganisationKind.SOCIETY, "某省力学学会", level="province")
    post(made, OfficeKind.PRESIDENT, one_seat=True)
    post(made, OfficeKind.DIRECTOR, seats=1)
    return made


def add(record: Person | Organisation, sort: str) -> str:
    which = "people" if isinstance(record, Person) else "organisations"
    return f"/records/{which}/{record.pk}/add/{sort}/"


def test_every_kind_of_fact_has_its_words() -> None:
    """A new kind of fact needs its name in `sorts.GROUPS` and the names of its columns in `wording.COLUMNS`."""
    for model in fact_models():
        assert model in GROUPS, model
        assert set(columns_of(model)) <= set(COLUMNS), model
        assert len({sort.slug for sort in sorts_of(model)}) == len(sorts_of(model))


ENTRIES = [
    ("personfact-title", {"value": "研究员"}, "研究员"),
    ("personfact-birth", {"value": "1975.03"}, "1975-03"),
    ("personfact-sex", {"value": "女"}, "女"),
    ("personfact-ethnic_group", {"value": "回"}, "回族"),
    ("standing-grassroots_frontline", {"holds": "True", "basis": "单位认定"}, "是，认定依据：单位认定"),
    ("employment", {"unit": "某大学", "position": "教授"}, "某大学，教授"),
    ("membership", {"organisation_id": "某省力学学会", "grade": "普通会员"}, "某省力学学会，普通会员"),
    ("postapproval", {"organisation_id": "某省力学学会", "approved_by": "组织部", "terms": "1", "unpaid": "True", "retired": "False"}, "组织部"),
    ("identitydocument", {"kind": "passport", "written_number": "E12345678"}, "护照"),
]  # fmt: skip


@pytest.mark.parametrize(("sort", "typed", "said"), ENTRIES)
def test_a_fact_of_a_person_is_entered_and_shown(
    client: Client, wang: Person, ours: Organisation, sort: str, typed: dict[str, str], said: str
) -> None:
    response = send(client, add(wang, sort), {**typed, "since": "2018-01-01", "document": "甲〔2018〕1号"})
    assert response.status_code == 302, words_of(response)
    page = words_of(client.get(response["Location"]))
    assert said in page
    assert "甲〔2018〕1号" in page
    assert "E12345678" not in page


OF_ORGANISATIONS = [
    ("organisationfact-short_name", {"value": "力学会"}, "力学会"),
    ("organisationfact-independent", {"value": "yes"}, "是"),
    ("organisationfact-division", {"value": "370000"}, "370000（山东省）"),
    ("establishment-administrative", {"number": "12"}, "12"),
    ("organisationrelation-hosted_by", {"other_id": "某大学"}, "某大学"),
    ("organisationfunction", {"kind": "plan", "matter": "学科规划"}, "学科规划"),
    ("membership", {"member_id": "某大学"}, "某大学"),
    ("baseline-departments", {"number": "9", "document": "编〔2016〕2号"}, "编〔2016〕2号"),
]


@pytest.mark.parametrize(("sort", "typed", "said"), OF_ORGANISATIONS)
def test_a_fact_of_an_organisation_is_entered_and_shown(
    client: Client, ours: Organisation, sort: str, typed: dict[str, str], said: str
) -> None:
    organisation(OrganisationKind.UNIVERSITY, "某大学")
    response = send(client, add(ours, sort), typed)
    assert response.status_code == 302, words_of(response)
    assert said in words_of(client.get(response["Location"]))


WRONG = [
    ("personfact-birth", {"value": "去年"}, "认不出日期"),
    ("personfact-ethnic_group", {"value": "火星族"}, "56 个民族"),
    ("personfact-title", {"value": "研究员", "since": "2018-01-01", "last": "2017-01-01"}, "止日早于起日"),
    ("personfact-title", {"value": "研究员", "since": "9999-12-31"}, "1800 年至 2999 年"),
    ("personfact-title", {"value": "研\x00究员"}, "空"),
    ("personfact-title", {"value": "长" * 201}, "200"),
    ("employment", {"position": "教授"}, "请填单位"),
    ("membership", {"organisation_id": "没有这个学会"}, "登记簿里没有"),
    ("membership", {"organisation_id": "99999999999999999999"}, "登记簿里没有"),
    ("membership", {"organisation_id": "1", "member_id": ""}, "登记簿里没有"),
    ("identitydocument", {"kind": "citizen_card", "written_number": "123"}, "号码"),
]  # fmt: skip


@pytest.mark.parametrize(("sort", "typed", "why"), WRONG)
def test_what_cannot_be_read_is_refused_at_its_field_and_kept(
    client: Client, wang: Person, sort: str, typed: dict[str, str], why: str
) -> None:
    response = send(client, add(wang, sort), typed)
    assert response.status_code == 422
    assert why in words_of(response)
    kept = form_of(response.content.decode())
    typed = {name: value for name, value in typed.items() if value and "\x00" not in value}
    assert kept.items() >= typed.items()


def test_namesakes_are_told_apart_by_number(client: Client, ours: Organisation) -> None:
    one, other = person("李强", date(1970, 1, 1)), person("李强", date(1980, 5, 1))
    president = ours.posts.get(office=OfficeKind.PRESIDENT)
    typed = {
        "person_id": "李强",
        "post_id": str(president.pk),
        "capacity": "part_time",
        "since": "2017-01-01",
    }
    response = send(client, add(ours, "appointment"), typed)
    assert response.status_code == 422
    assert f"{one.pk}（1970-01-01）；{other.pk}（1980-05-01）" in words_of(response)
    again = send(
        client, add(ours, "appointment"), {"person_id": f"{other.pk} 号"}, page=response.content.decode()
    )
    assert again.status_code == 302
    assert Appointment.objects.latest("pk").person == other


def test_the_refusals_of_an_appointment_say_what_stands_in_the_way(
    client: Client, wang: Person, ours: Organisation
) -> None:
    president, director = (
        ours.posts.get(office=each) for each in (OfficeKind.PRESIDENT, OfficeKind.DIRECTOR)
    )
    held = actions.appoint(person("赵一"), president, since=TERM, by=CLERK)
    actions.appoint(person("孙二"), director, since=TERM, by=CLERK)
    address = add(wang, "appointment") + f"?organisation={ours.pk}"
    typed = {"capacity": "part_time", "since": "2017-01-01", "term": "8"}
    response = send(client, address, {**typed, "post_id": str(president.pk)})
    assert response.status_code == 422
    assert "此岗位只设一人，这些日子已有人担任" in words_of(response)
    assert act("end", held) in response.content.decode()
    assert form_of(response.content.decode())["term"] == "8"
    full = send(client, address, {**typed, "post_id": str(director.pk)})
    assert "席位在其中某些日子已满" in words_of(full)
    assert not Appointment.objects.filter(person=wang).exists()
    actions.end(held, on=date(2017, 1, 1), by=CLERK)
    assert send(client, address, {**typed, "post_id": str(president.pk)}).status_code == 302
    again = send(client, address, {**typed, "post_id": str(president.pk)})
    assert "此人在这些日子已任此职" in words_of(again)


def test_one_full_time_headcount_a_person(client: Client, wang: Person, ours: Organisation) -> None:
    desks = [post(ours, OfficeKind.STAFF) for _ in range(2)]
    full = {"capacity": Capacity.FULL_TIME, "establishment": EstablishmentKind.ADMINISTRATIVE}
    actions.appoint(wang, desks[0], since=TERM, by=CLERK, **full)  # type: ignore[arg-type]  # two of its own
    typed = {
        "post_id": str(desks[1].pk), "capacity": "full_time", "establishment": "administrative", "since": "2018-01-01",
    }  # fmt: skip
    response = send(client, add(wang, "appointment") + f"?organisation={ours.pk}", typed)
    assert response.status_code == 422
    assert "一人只能占一个" in words_of(response)


def test_the_same_thing_twice_names_what_is_on_record(client: Client, wang: Person) -> None:
    response = send(client, add(wang, "personfact-name"), {"value": "王莉"})
    assert response.status_code == 422
    assert "这些日子已登记有同一事项" in words_of(response)
    assert act("correct", PersonFact.objects.get(person=wang)) in response.content.decode()


def test_a_number_of_somebody_else_leads_to_merging(client: Client, wang: Person) -> None:
    other = person("王莉")
    set_document(other, "E12345678", DocumentKind.PASSPORT, by=CLERK)
    response = send(
        client, add(wang, "identitydocument"), {"kind": "passport", "written_number": "E12345678"}
    )
    assert response.status_code == 422
    assert "这个号码登记在另一人名下" in words_of(response)
    assert f"/records/merge/people/{wang.pk}/{other.pk}/" in response.content.decode()


def test_the_days_of_a_number_are_corrected_without_typing_it_again(client: Client, wang: Person) -> None:
    set_document(wang, "E12345678", DocumentKind.PASSPORT, by=CLERK)
    document = IdentityDocument.objects.get()
    assert (
        send(client, act("correct", document), {"since": "2018-01-01", "reason": "补起日"}).status_code == 302
    )
    better = IdentityDocument.objects.get(BELIEVED)
    assert (better.valid.lower, better.masked) == (date(2018, 1, 1), document.masked)
    assert find_by_document("E12345678", by=CLERK) == wang
    other_kind = send(client, act("correct", better), {"kind": "taiwan_permit", "reason": "错"})
    assert "改了种类，请重填号码" in words_of(other_kind)


def test_what_was_entered_meanwhile_is_told_and_the_form_goes_on(client: Client, wang: Person) -> None:
    address = add(wang, "personfact-title")
    opened = client.get(address).content.decode()
    fact = PersonFact(person=wang, kind="title", value="讲师", valid=period(FORMER, TERM))
    actions.believe(fact, by=CLERK)
    typed = {"value": "教授", "since": TERM.isoformat()}
    response = send(client, address, typed, page=opened)
    assert response.status_code == 409
    assert "新：职称 讲师（2010-01-01 至 2016-11-30），陈书记员（组织人事部）登记" in words_of(response)
    assert send(client, address, {}, page=response.content.decode()).status_code == 302
    assert set(PersonFact.objects.filter(BELIEVED, kind="title").values_list("value", flat=True)) == {
        "讲师",
        "教授",
    }


def test_an_appointment_of_a_person_asks_for_the_organisation_first(
    client: Client, wang: Person, ours: Organisation
) -> None:
    assert "在哪个单位" in words_of(client.get(add(wang, "appointment")))
    wrong = client.get(add(wang, "appointment"), {"organisation": "没有"})
    assert (wrong.status_code, "登记簿里没有" in words_of(wrong)) == (422, True)
    page = words_of(client.get(add(wang, "appointment"), {"organisation": "某省力学学会"}))
    assert "某省力学学会 理事长" in page
    bare = organisation(OrganisationKind.SOCIETY, "某省光学学会")
    assert "还没有岗位" in words_of(client.get(add(wang, "appointment"), {"organisation": str(bare.pk)}))
