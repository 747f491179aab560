"""The inbox: one's own alone, unread first, paged by key; how one wants to be written to."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kejia.accounts.models import Account
from kejia.messages import kinds, reads
from kejia.messages.actions import send_code
from kejia.messages.kinds import Channel, Pace
from kejia.messages.models import Delivery, Message
from kejia.messages.tests.acting import DUTY, KINDS, NEWS, TEXTED, gateways, tell, work
from kejia.messages.tests.servers import smtp_server
from kejia.plain.text import Text
from kejia.programmes.inbox.manifest import TRIAL

pytestmark = pytest.mark.django_db

PRIVATE = "只有王岚该看到的答复"


@pytest.fixture(autouse=True)
def kinds_of_tests(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.KEJIA_OUTBOX = False
    settings.KEJIA_GATEWAYS = gateways()
    settings.LOGIN_URL = "/sign-in/"
    settings.KEJIA_ADDRESS = "https://kejia.example.org"
    monkeypatch.setattr(kinds, "_declared", {**kinds._declared})
    kinds.declare(KINDS)


@pytest.fixture
def wang() -> Account:
    return Account.objects.create(phone="+8613800000001", email="wang@example.org", name="王岚")


@pytest.fixture
def li() -> Account:
    return Account.objects.create(phone="+8613800000002", name="李朔")


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def key(account: Account) -> str:
    return f"account:{account.pk}"


def addresses(message: Message) -> list[tuple[str, str]]:
    return [
        ("get", "/inbox/"),
        ("get", f"/inbox/{message.pk}/"),
        ("get", "/inbox/preferences/"),
        ("post", "/inbox/preferences/"),
        ("post", "/inbox/read/"),
        ("post", "/inbox/trial/"),
    ]


def test_an_outsider_is_led_to_sign_in_and_sees_nothing(wang: Account) -> None:
    message = tell(to=key(wang), what=PRIVATE)
    for method, address in addresses(message):
        answer = getattr(Client(), method)(address)
        assert answer.status_code == 302, address
        back = address if method == "get" else "/"
        assert answer.headers["Location"].endswith(f"?next={back}"), address
        assert PRIVATE not in answer.content.decode()
    assert Message.objects.get().read_at is None


def test_the_menu_leads_to_the_inbox_whoever_is_signed_in(wang: Account) -> None:
    assert 'href="/inbox/"' not in Client().get("/").content.decode()
    assert 'href="/inbox/"' in signed_in(wang).get("/").content.decode()


def test_nobody_sees_or_changes_the_messages_of_another(wang: Account, li: Account) -> None:
    message = tell(to=key(wang), what=PRIVATE)
    assert PRIVATE in signed_in(wang).get("/inbox/").content.decode()
    other = signed_in(li)
    assert PRIVATE not in other.get("/inbox/").content.decode()
    assert other.get(f"/inbox/{message.pk}/").status_code == 404
    other.post("/inbox/read/", {"up_to": message.pk})
    assert Message.objects.get().read_at is None


def test_a_suspended_account_reads_nothing_more(wang: Account) -> None:
    client = signed_in(wang)
    tell(to=key(wang), what=PRIVATE)
    Account.objects.filter(pk=wang.pk).update(suspended_at=timezone.now(), suspension_reason="离职")
    answer = client.get("/inbox/")
    assert answer.status_code == 302
    assert PRIVATE not in answer.content.decode()


def test_a_code_is_never_in_an_inbox(wang: Account) -> None:
    message = send_code(Channel.SMS, "+8613800000001", Text("验证码 123456", "code 123456"))
    Message.objects.update(recipient=key(wang))
    client = signed_in(wang)
    assert "验证码" not in client.get("/inbox/").content.decode()
    assert client.get(f"/inbox/{message.pk}/").status_code == 404


def test_opening_a_message_is_reading_it(wang: Account) -> None:
    message = tell(to=key(wang), link="/plan/")
    page = signed_in(wang).get(f"/inbox/{message.pk}/").content.decode()
    assert 'href="/plan/"' in page
    assert Message.objects.get().read_at is not None


def test_unread_come_first_and_pages_follow_by_key_without_gap_or_double(
    wang: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "A_PAGE", 4)
    made = [tell(to=key(wang), what=f"事由{n}").pk for n in range(10)]
    Message.objects.filter(pk__in=made[5:]).update(read_at=timezone.now())
    seen: list[int] = []
    after: reads.Key | None = None
    while True:
        page, following = reads.inbox_of(key(wang), after)
        seen += [message.pk for message in page]
        if following is None:
            break
        after = reads.read_key(str(following))
        assert after == following
        tell(to=key(wang), what="其间新到的")  # does not shift the pages that follow
    assert seen == [*reversed(made[:5]), *reversed(made[5:])]


@pytest.mark.parametrize("after", ["", "x", "2-1", "0-", "0-x", "0-" + "9" * 30, "-1"])
def test_a_key_that_is_none_shows_the_first_page(wang: Account, after: str) -> None:
    tell(to=key(wang), what=PRIVATE)
    assert PRIVATE in signed_in(wang).get("/inbox/", {"after": after}).content.decode()


def test_what_came_after_the_page_was_shown_stays_unread_when_all_are_marked_read(wang: Account) -> None:
    first = tell(to=key(wang))
    late = tell(to=key(wang))
    signed_in(wang).post("/inbox/read/", {"up_to": first.pk})
    assert list(Message.objects.filter(read_at=None)) == [late]


def test_the_inbox_asks_the_same_number_of_questions_however_full_it_is(wang: Account) -> None:
    client = signed_in(wang)
    client.get("/inbox/")  # the first request of a session is noted
    asked = []
    for count in (1, 20):
        for _ in range(count):
            tell(to=key(wang))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/inbox/")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 6


def test_what_was_chosen_is_kept_and_shown(wang: Account) -> None:
    client = signed_in(wang)
    data = {
        f"{kind.name}-{channel.value}": pace.value
        for kind, paces in reads.all_paces_of(key(wang))
        for channel, pace in paces.items()
    }
    data |= {f"{TEXTED.name}-sms": "off", f"{NEWS.name}-email": "at_once"}
    data |= {"quiet_from": "21:30", "quiet_until": "08:00", "digest_at": "09:00"}
    assert client.post("/inbox/preferences/", data).status_code == 302
    paces = {kind.name: chosen for kind, chosen in reads.all_paces_of(key(wang))}
    assert paces[TEXTED.name][Channel.SMS] == Pace.OFF
    assert paces[NEWS.name][Channel.EMAIL] == Pace.AT_ONCE
    assert str(reads.hours_of(key(wang)).quiet_from) == "21:30:00"
    assert "已保存" in client.get("/inbox/preferences/?saved=1").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {f"{DUTY.name}-email": "off"},
        {f"{TEXTED.name}-sms": "sometimes"},
        {"quiet_from": "25:00"},
        {"digest_at": ""},
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_nothing_is_kept(wang: Account, wrong: dict[str, str]) -> None:
    data = {
        f"{kind.name}-{channel.value}": pace.value
        for kind, paces in reads.all_paces_of(key(wang))
        for channel, pace in paces.items()
    }
    data |= {
        f"{NEWS.name}-email": "at_once",
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "digest_at": "08:00",
    }
    answer = signed_in(wang).post("/inbox/preferences/", data | wrong)
    assert answer.status_code == 422
    assert "没有保存" in answer.content.decode()
    paces = {kind.name: chosen for kind, chosen in reads.all_paces_of(key(wang))}
    assert paces[NEWS.name][Channel.EMAIL] == Pace.DIGEST


def test_a_kind_that_leaves_no_choice_is_not_asked_about(wang: Account) -> None:
    page = signed_in(wang).get("/inbox/preferences/").content.decode()
    assert f'name="{DUTY.name}-sms"' in page
    assert f'name="{TRIAL.name}-' not in page


def test_a_trial_goes_out_by_every_open_way_and_its_page_says_how(wang: Account, settings: Any) -> None:
    with smtp_server() as server:
        settings.KEJIA_GATEWAYS = gateways(smtp=server.port)
        client = signed_in(wang)
        where = client.post("/inbox/trial/").headers["Location"]
        work()
    assert len(server.raw) == 1
    page = client.get(where).content.decode()
    assert "w***@example.org" in page and "已发" in page
    assert "本站没有接通这个渠道" in page  # SMS
    assert "没有登记地址" in page  # WeCom


def test_five_trials_a_day_and_no_more(wang: Account) -> None:
    client = signed_in(wang)
    for _ in range(5):
        assert client.post("/inbox/trial/").status_code == 302
    refused = client.post("/inbox/trial/")
    assert refused.status_code == 429
    assert "明天再试" in refused.content.decode()
    Message.objects.update(made_at=timezone.now() - timedelta(days=2))
    assert client.post("/inbox/trial/").status_code == 302
    assert Delivery.objects.count() == 18


def test_the_page_of_what_would_be_sent_is_there_only_where_nothing_is_sent(
    wang: Account, settings: Any
) -> None:
    assert Client().get("/inbox/outbox/").status_code == 404
    settings.KEJIA_OUTBOX = True
    signed_in(wang).post("/inbox/trial/")
    work()
    page = Client().get("/inbox/outbox/").content.decode()
    assert page.count("138****0001") == 1
    assert "https://kejia.example.org/inbox/" in page
