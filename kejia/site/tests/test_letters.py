"""Accounts as recipients of messages, and sign-in codes by the same gateways."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone, translation

from kejia.accounts import sending
from kejia.accounts.kinds import Channel as CodeChannel
from kejia.accounts.models import Account
from kejia.messages.directory import Reach
from kejia.messages.kinds import Channel
from kejia.messages.models import Message
from kejia.messages.tests.acting import gateways, work
from kejia.messages.tests.servers import sms_server, smtp_server
from kejia.plain.text import Text
from kejia.site import letters

pytestmark = pytest.mark.django_db

CODE = Text("验证码 123456", "code 123456")


@pytest.fixture
def li() -> Account:
    return Account.objects.create(phone="+8613800000002", email="li@example.org", language="en")


@pytest.fixture(autouse=True)
def senders_as_before(settings: Any) -> Iterator[None]:
    settings.KEJIA_OUTBOX = False
    before = dict(sending._senders)
    sending._senders.clear()
    yield
    sending._senders.clear()
    sending._senders.update(before)


def test_an_account_is_reached_where_it_says_and_in_its_language(li: Account) -> None:
    SocialAccount.objects.create(user=li, provider=letters.WECOM, uid="lishuo")
    assert letters.reach_of_account(f"account:{li.pk}") == Reach(
        {Channel.SMS: "+8613800000002", Channel.EMAIL: "li@example.org", Channel.WECOM: "lishuo"}, "en"
    )


def test_a_suspended_account_is_not_written_to(li: Account) -> None:
    Account.objects.update(suspended_at=timezone.now(), suspension_reason="离职")
    assert letters.reach_of_account(f"account:{li.pk}") == Reach()


@pytest.mark.parametrize("recipient", ["account:x", "account:", "account:-1", "person:1", ""])
def test_a_key_that_is_no_account_is_left_to_others(recipient: str) -> None:
    assert letters.reach_of_account(recipient) is None


def test_a_code_goes_out_by_the_gateway_of_all_letters_in_the_language_of_the_page(settings: Any) -> None:
    with sms_server() as server, smtp_server() as mail:
        settings.KEJIA_GATEWAYS = gateways(sms=server.port, smtp=mail.port)
        letters.wire()
        assert set(sending.channels()) == {CodeChannel.SMS, CodeChannel.EMAIL}
        with translation.override("en"):
            sending.send_code(CodeChannel.SMS, "+8613800000002", CODE)
        sending.send_code(CodeChannel.EMAIL, "li@example.org", CODE)
        work()
    assert server.passed_on == ["+8613800000002 code 123456"]
    assert len(mail.raw) == 1
    assert set(Message.objects.values_list("body_zh", flat=True)) == {""}


def test_without_a_gateway_no_code_can_be_sent_and_that_is_said(settings: Any) -> None:
    settings.KEJIA_GATEWAYS = gateways()
    letters.wire()
    assert sending.channels() == []
    with pytest.raises(sending.CannotSend):
        sending.send_code(CodeChannel.SMS, "+8613800000002", CODE)
