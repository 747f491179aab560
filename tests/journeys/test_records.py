"""Records in a real browser: a duplicate found, merged and parted again; two tabs at one fact; whole without JavaScript."""

from datetime import date

import pytest
from playwright.sync_api import Page

from kejia.judging.tests.federation import organisation
from kejia.register import actions
from kejia.register.kinds import MarkKind, OfficeKind, OrganisationKind
from kejia.register.merging import merge
from kejia.register.models import BELIEVED, Appointment, Employment, Person, PersonFact, Post
from kejia.register.periods import period
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK, TERM, mark, person, post
from tests.journeys.looking import Opened, faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def two(insider: Insider) -> tuple[Person, Person]:
    """Inside, with one director recorded twice: the births differ, one record has a post and a mark more."""
    wang, twice = person("王丽", date(1975, 3, 9), "女"), person("王丽", date(1975, 3, 9), "女")
    for who, position in ((wang, "教授"), (twice, "副教授")):
        job = Employment(person=who, unit="某大学", position=position, valid=period(date(2010, 1, 1)))
        actions.believe(job, by=CLERK)
    ours = organisation(OrganisationKind.SOCIETY, "某省力学学会", level="province", division="370000")
    organisation(OrganisationKind.SOCIETY, "某省力学学会", division="370000")
    actions.appoint(twice, post(ours, OfficeKind.DIRECTOR, seats=9), since=TERM, by=CLERK, term=8)
    mark(twice, MarkKind.GRASSROOTS_FRONTLINE, True)
    third = person("王丽")
    merge(third, into=wang, choices={}, reason="录了两次", by=CLERK)
    return wang, twice


def name_of(who: Person) -> PersonFact:
    return PersonFact.objects.get(BELIEVED, person=who, kind="name")


@pytest.mark.parametrize("script", [True, False])
def test_a_duplicate_is_found_merged_and_parted_again(
    opened: Opened, two: tuple[Person, Person], script: bool
) -> None:
    page = opened("/records/", java_script_enabled=script)
    page.get_by_role("link", name="可能重复的记录").click()
    page.get_by_role("link", name="看两边").click()
    page.get_by_role("radio", name="以右边（保留的）为准").check()
    page.get_by_label("原因").fill("同一人")
    page.get_by_role("button", name="下一步").click()
    assert page.get_by_text("处以右边（保留的）为准").is_visible()
    page.get_by_role("button", name="确认合并").click()
    assert page.get_by_role("heading", name="已合并").is_visible()
    page.get_by_role("link", name="看合并后的记录").click()
    assert page.get_by_text("某省力学学会 理事，兼职，届次：8", exact=True).is_visible()
    page.go_back()
    page.get_by_role("link", name="撤销合并").click()
    page.get_by_label("原因").fill("是两个人")
    page.get_by_role("button", name="撤销合并").click()
    assert page.get_by_role("heading", name="合并已撤销").is_visible()
    assert Person.objects.get(pk=two[1].pk).merged_into is None


def correct_in(page: Page, value: str) -> None:
    page.get_by_label("姓名").fill(value)
    page.get_by_label("原因").fill("录错")
    page.get_by_role("button", name="更正", exact=True).click()


@pytest.mark.parametrize("script", [True, False])
def test_of_two_tabs_at_one_fact_the_second_is_told_and_goes_on(
    opened: Opened, two: tuple[Person, Person], script: bool
) -> None:
    address = f"/records/facts/personfact/{name_of(two[0]).pk}/correct/"
    first = opened(address, java_script_enabled=script)
    second = opened(address, java_script_enabled=script)
    correct_in(first, "王莉")
    assert first.get_by_role("status").inner_text().startswith("已更正")
    correct_in(second, "王力")
    assert second.get_by_text("更正了这条内容").is_visible()
    row = second.get_by_role("row", name="内容")
    assert row.inner_text().split() == ["内容", "王丽", "王莉", "王力"]
    assert name_of(two[0]).value == "王莉"
    assert second.get_by_label("姓名").input_value() == "王力"
    second.get_by_role("button", name="按我填的继续").click()
    assert second.get_by_role("status").inner_text().startswith("已更正")
    assert name_of(two[0]).value == "王力"


def test_somebody_is_found_and_appointed_by_keyboard(opened: Opened, two: tuple[Person, Person]) -> None:
    page = opened("/records/", java_script_enabled=False)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("王丽")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="王丽").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="任命").focus()
    page.keyboard.press("Enter")
    page.get_by_label("在哪个单位").focus()
    page.keyboard.type(str(post_of_the_society().organisation_id))
    page.keyboard.press("Enter")
    page.get_by_label("岗位").select_option(label="某省力学学会 理事")
    page.get_by_label("任职方式").select_option(label="兼职")
    page.get_by_label("从哪天起").fill("2017-01-01")
    page.get_by_label("从哪天起").press("Enter")
    assert page.get_by_role("status").inner_text().startswith("已登记")
    assert two[0].appointments.filter(BELIEVED).count() == 1


def post_of_the_society() -> Post:
    return Appointment.objects.get(BELIEVED, post__office="director").post


def addresses(two: tuple[Person, Person]) -> list[str]:
    wang, twice = two
    name, held = name_of(wang), twice.appointments.get()
    old = name_of(twice)
    actions.correct(old, by=CLERK, reason="录错", value="王莉")
    society = held.post.organisation_id
    return [
        "/records/?name=王丽",
        "/records/?name=没有",
        "/records/duplicates/",
        f"/records/merge/people/{twice.pk}/{wang.pk}/",
        f"/records/people/{wang.pk}/?done=corrected",
        f"/records/people/{twice.pk}/",
        f"/records/people/{wang.pk}/add/",
        f"/records/people/{wang.pk}/add/appointment/?organisation={society}",
        f"/records/people/{wang.pk}/add/standing-sector/",
        f"/records/people/{wang.pk}/erase/",
        f"/records/organisations/{society}/",
        f"/records/facts/personfact/{name.pk}/correct/",
        f"/records/facts/personfact/{old.pk}/correct/",
        f"/records/facts/appointment/{held.pk}/end/",
    ]


@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [
        (390, "light", "zh-hans"),
        (390, "dark", "en"),
        (820, "dark", "zh-hans"),
        (1440, "light", "en"),
        (1440, "dark", "zh-hans"),
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, two: tuple[Person, Person], width: int, theme: str, language: str
) -> None:
    page = opened("/records/", width, theme, language)
    base = page.url.removesuffix("/records/")
    for address in addresses(two):
        page.goto(base + address)
        assert faults(page, axe) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
