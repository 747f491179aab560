"""The pages of bases, lines and baselines: entered, tried, corrected, ended, withdrawn; outsiders see nothing."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kejia.judging.tests.federation import organisation, seat
from kejia.programmes.terms.tests.sent import BASELINE, BASIS, DOCUMENT, LINE, WORDS, congress
from kejia.register import actions
from kejia.register.baselines import set_counting_basis
from kejia.register.kinds import OfficeKind, OrganisationKind
from kejia.register.models import Baseline, CountingBasis, Organisation, TermLine
from kejia.register.periods import period
from kejia.register.tests.insiders import Insider
from kejia.register.tests.people import CLERK, TERM
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_inside_installation(insider: Insider) -> None:
    """Inside, with an administrator signed in."""


@pytest.fixture
def ours() -> Organisation:
    """An association whose congress has two women among eight delegates."""
    return congress(2, 6)


def address(ours: Organisation, *rest: str) -> str:
    return "/".join(["/terms", str(ours.pk), *rest, ""])


def entered(client: Client, ours: Organisation, **changes: str) -> TermLine:
    """A line, entered on its form."""
    answer = client.post(address(ours, "congress", "add", "line"), LINE | changes)
    assert answer.status_code == 302, answer.content.decode()
    return TermLine.objects.latest("pk")


def test_a_line_is_entered_with_its_document_and_judged_at_once(
    client: Client, ours: Organisation, insider: Insider
) -> None:
    line = entered(client, ours)
    assert (line.value, line.document, line.document_date, line.term) == (
        "40%",
        DOCUMENT,
        date(2016, 10, 8),
        9,
    )
    assert (line.recorded_by, line.acted_as) == (insider.actor.id, insider.actor.acted_as)
    page = client.get(address(ours, "congress")).content.decode()
    assert "未达到，差 2 人" in page
    assert WORDS in page and DOCUMENT in page and f"line.{line.pk}" in page and "由大会筹备组落实" in page
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.actor_id) == ("set_line", insider.actor.id)


def test_a_line_is_tried_before_it_is_entered_and_nothing_is_written(
    client: Client, ours: Organisation
) -> None:
    page = client.post(address(ours, "congress", "add", "line"), LINE | {"try": "yes"}).content.decode()
    assert "未达到，差 2 人：替换 2 人" in page and "还没有保存" in page
    assert WORDS in page  # the input stays
    assert TermLine.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("term", "", "请填第几届"),
        ("attribute", "", "请选择"),
        ("value", "", "请填数值"),
        ("value", "40", "比例请写成 25% 或 1/4 的样子"),
        ("value", "140%", "比例应在 0 与 100% 之间"),
        ("value", "1/0", "比例请写成 25% 或 1/4 的样子"),
        ("quote", "", "请照抄文件中的原话"),
        ("document", "", "请填文号"),
        ("document_date", "", "请填日期"),
        ("since", "2016.12.1", "请写成 2017-06-30 的样子"),
        ("last", "2016-01-01", "最后一天不能早于第一天"),
        ("clause", "99.9", "99.9"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_input_stays(
    client: Client, ours: Organisation, field: str, value: str, says: str
) -> None:
    answer = client.post(address(ours, "congress", "add", "line"), LINE | {field: value})
    page = answer.content.decode()
    assert (answer.status_code, TermLine.objects.count()) == (400, 0)
    assert says in page.split(f'id="id_{field}_error"')[1][:300]
    assert "大会筹备组" in page


def test_an_age_line_needs_its_age_and_a_number_of_people_is_whole(
    client: Client, ours: Organisation
) -> None:
    page = client.post(address(ours, "congress", "add", "line"), LINE | {"attribute": "aged_at_most"}).content
    assert "请写 18 至 100 的整数" in page.decode()
    page = client.post(
        address(ours, "congress", "add", "line"), LINE | {"relation": "count_at_least"}
    ).content
    assert "人数请写整数，如 3" in page.decode()
    entered(client, ours, attribute="aged_at_most", age="45", relation="count_at_least", value="3")
    assert "符合" in client.get(address(ours, "congress")).content.decode()


def test_the_same_line_twice_is_refused_in_words(client: Client, ours: Organisation) -> None:
    entered(client, ours)
    answer = client.post(address(ours, "congress", "add", "line"), LINE | {"value": "30%"})
    assert answer.status_code == 400
    assert "同样的内容已经登记过" in answer.content.decode()


def test_a_line_is_corrected_ended_and_withdrawn_each_with_document_and_reason(
    client: Client, ours: Organisation
) -> None:
    line = entered(client, ours)
    assert WORDS in client.get(f"/terms/line/{line.pk}/correct/").content.decode()
    assert (
        client.post(f"/terms/line/{line.pk}/correct/", LINE | {"value": "25%"}).status_code == 400
    )  # no reason
    assert (
        client.post(f"/terms/line/{line.pk}/correct/", LINE | {"value": "25%", "reason": "录错"}).status_code
        == 302
    )
    better = TermLine.objects.latest("pk")
    assert (better.value, better.reason) == ("25%", "录错")
    assert "未达到" not in client.get(address(ours, "congress")).content.decode()
    paper = {"document": "某科协发〔2021〕8号", "document_date": "2021-11-01", "reason": "换届"}
    assert client.post(f"/terms/line/{better.pk}/end/", paper | {"last": "2016-01-01"}).status_code == 400
    assert client.post(f"/terms/line/{better.pk}/end/", paper | {"last": "2021-11-30"}).status_code == 302
    ended = TermLine.objects.latest("pk")
    assert ended.valid == period(date(2016, 12, 1), date(2021, 12, 1))
    assert ended.reason == "某科协发〔2021〕8号（2021-11-01）：换届"
    assert client.post(f"/terms/line/{ended.pk}/withdraw/", paper).status_code == 302
    assert not TermLine.objects.filter(known__upper_inf=True).exists()
    assert Entry.objects.latest("id").act == "withdrew"


def test_who_was_slower_is_told_and_keeps_what_was_typed(client: Client, ours: Organisation) -> None:
    line = entered(client, ours)
    now = actions.correct(line, by=CLERK, reason="先改", value="35%")
    answer = client.post(f"/terms/line/{line.pk}/correct/", LINE | {"value": "20%", "reason": "后改"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "陈书记员" in page and "不低于35%" in page
    assert 'value="20%"' in page and f'action="/terms/line/{now.pk}/correct/"' in page
    answer = client.post(f"/terms/line/{now.pk}/correct/", LINE | {"value": "20%", "reason": "后改"})
    assert answer.status_code == 302
    for act in ("end", "withdraw"):
        late = client.post(f"/terms/line/{line.pk}/{act}/", LINE | {"last": "2020-01-01", "reason": "晚"})
        assert (late.status_code, "更正了这条内容" in late.content.decode()) == (409, True)
    actions.withdraw(TermLine.objects.latest("pk"), by=CLERK, reason="误录")
    gone = client.get(f"/terms/line/{line.pk}/correct/")
    assert (gone.status_code, "已经撤回" in gone.content.decode()) == (409, True)


def test_a_basis_says_setting_by_setting_what_is_unset_and_what_cannot_be_told(
    client: Client, ours: Organisation
) -> None:
    page = client.get(address(ours, "congress")).content.decode()
    assert "今天没有登记口径" in page and "未定：按周岁计" in page
    assert client.post(address(ours, "congress", "add", "basis"), BASIS | {"last": ""}).status_code == 302
    basis = CountingBasis.objects.get()
    assert basis.settings == {
        "title": "代表构成口径", "leading_cadre_rank": "厅局级", "age_reckoned_on": "2016-12-31",
        "invited_delegates_count": False,
    }  # fmt: skip
    page = client.get(address(ours, "congress")).content.decode()
    assert "厅局级" in page and "不计入" in page
    form = client.get(f"/terms/basis/{basis.pk}/correct/").content.decode()
    assert '<option value="no" selected>' in form
    refused = client.post(
        f"/terms/basis/{basis.pk}/correct/", BASIS | {"young_middle_aged_age": "7", "reason": "补"}
    )
    assert "请写 18 至 100 的整数" in refused.content.decode()


def test_the_rule_that_waits_for_a_setting_stands_at_the_setting(client: Client) -> None:
    society = organisation(OrganisationKind.SOCIETY, "某学会", level="province")
    seat(society, OfficeKind.DIRECTOR, [True, True])
    page = client.get(address(society, "society-directors")).content.decode()
    assert "理事中的中青年科技工作者" in page
    settings = {"young_middle_aged_age": 50}
    set_counting_basis(society, "society-directors", settings, since=TERM, document=DOCUMENT, by=CLERK)
    assert (
        "理事中的中青年科技工作者" not in client.get(address(society, "society-directors")).content.decode()
    )


def test_a_baseline_is_frozen_corrected_and_ended(client: Client, ours: Organisation) -> None:
    assert client.post(address(ours, "add", "baseline"), BASELINE).status_code == 302
    baseline = Baseline.objects.get()
    assert (baseline.number, baseline.valid.lower) == (8, date(2017, 1, 1))
    assert "内设机构数 8" in client.get(address(ours)).content.decode()
    assert client.post(address(ours, "add", "baseline"), BASELINE).status_code == 400
    answer = client.post(
        f"/terms/baseline/{baseline.pk}/correct/", BASELINE | {"number": "9", "reason": "核实"}
    )
    assert answer.status_code == 302
    assert Baseline.objects.latest("pk").number == 9


def test_the_start_page_finds_organisations_and_lists_those_with_something_settled(
    client: Client, ours: Organisation
) -> None:
    assert "还没有登记过" in client.get("/terms/").content.decode()
    entered(client, ours)
    page = client.get("/terms/", {"name": "省科协"}).content.decode()
    assert page.count(f'href="/terms/{ours.pk}/"') == 2
    assert "没有叫这个名称的单位" in client.get("/terms/", {"name": "无此"}).content.decode()


def test_the_number_of_statements_of_a_body_does_not_grow_with_its_lines(
    client: Client, ours: Organisation
) -> None:
    entered(client, ours)
    client.get(address(ours, "congress"))
    with CaptureQueriesContext(connection) as few:
        client.get(address(ours, "congress"))
    for age in (30, 35, 40, 45):
        entered(client, ours, attribute="aged_at_most", age=str(age), value="10%")
    with CaptureQueriesContext(connection) as many:
        client.get(address(ours, "congress"))
    assert len(many) == len(few)


def every_address(client: Client, ours: Organisation) -> list[str]:
    """All addresses, with something behind each."""
    line = entered(client, ours)
    client.post(address(ours, "add", "baseline"), BASELINE)
    client.post(address(ours, "congress", "add", "basis"), BASIS)
    facts = (
        ("line", line.pk),
        ("basis", CountingBasis.objects.get().pk),
        ("baseline", Baseline.objects.get().pk),
    )
    return [
        "/terms/",
        address(ours),
        address(ours, "congress"),
        address(ours, "add", "baseline"),
        *(address(ours, "congress", "add", kind) for kind in ("line", "basis")),
        *(f"/terms/{kind}/{pk}/{act}/" for kind, pk in facts for act in ("correct", "end", "withdraw")),
    ]


def test_an_outsider_finds_nothing_and_the_menu_leads_nowhere(
    client: Client, ours: Organisation, settings: Any
) -> None:
    addresses = every_address(client, ours)
    for each in addresses:
        assert client.get(each).status_code == 200, each
    settings.KEJIA_INSIDE = False
    for each in addresses:
        for answer in (client.get(each), client.post(each, LINE)):
            assert answer.status_code == 404, each
            assert DOCUMENT not in answer.content.decode()
    assert 'href="/terms/"' not in client.get("/").content.decode()
    assert TermLine.objects.count() == 1


@pytest.mark.parametrize(
    "nowhere",
    ["/terms/999999/", "/terms/{}/society-directors/", "/terms/{}/council/", "/terms/{}/congress/add/baseline/",
     "/terms/{}/add/line/", "/terms/{}/congress/add/other/", "/terms/line/999999/correct/", "/terms/other/1/end/",
     f"/terms/line/{2**63}/withdraw/"],
)  # fmt: skip
def test_an_address_that_means_nothing_is_not_found(client: Client, ours: Organisation, nowhere: str) -> None:
    assert client.get(nowhere.format(ours.pk)).status_code == 404


def test_more_than_half_needs_no_number(client: Client, ours: Organisation) -> None:
    line = entered(client, ours, relation="more_than_half", value="")
    assert (line.value, "代表中的女性，过半数" in client.get(address(ours, "congress")).content.decode()) == (
        "",
        True,
    )
