"""Each way out against a small real server: what it is handed, and what its answers mean."""

import socket
import threading
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core.cache import cache

from kejia.messages.channels.mail import MailGateway
from kejia.messages.channels.sms import SmsGateway
from kejia.messages.channels.wecom import LONGEST, WecomGateway, words
from kejia.messages.composing import Composed
from kejia.messages.directory import masked
from kejia.messages.gateways import GatewaysUnclear, read_gateways
from kejia.messages.tests.servers import SECRET, sms_server, smtp_server, wecom_server

STOP = "https://kejia.example.org/inbox/stop/word/"
LETTER = Composed(
    key="0b6c3f2e-0000-4000-8000-000000000001",
    address="wang@example.org",
    subject="提案\n已答复",
    text="请查看。",
    link="https://kejia.example.org/inbox/7/",
    stop=STOP,
)
DUTY = Composed(key=LETTER.key, address="wang@example.org", subject="评审", text="请评审。")


def mail(port: int) -> MailGateway:
    return MailGateway(host="127.0.0.1", port=port, sender="Kejia <kejia@example.org>")


def test_a_mail_carries_what_a_mail_program_needs_to_stop_it_with_one_click() -> None:
    with smtp_server() as server:
        assert mail(server.port).hand_over(LETTER).how == "sent"
    found = message_from_bytes(server.raw[0].encode())
    assert found["List-Unsubscribe"] == f"<{STOP}>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert found["Message-ID"] == f"<{LETTER.key}@example.org>"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["To"] == "wang@example.org"


def test_what_cannot_be_stopped_offers_no_link_to_stop_it() -> None:
    with smtp_server() as server:
        assert mail(server.port).hand_over(DUTY).how == "sent"
    found = message_from_bytes(server.raw[0].encode())
    assert found["List-Unsubscribe"] is None
    assert found["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize(("reply", "how"), [(450, "later"), (550, "refused")])
def test_a_mail_server_says_not_now_or_never(reply: int, how: str) -> None:
    with smtp_server() as server:
        server.answers = [reply]
        assert mail(server.port).hand_over(LETTER).how == how
    assert server.requests == []


def breaking_off(port_taken: list[int], answer: bytes = b"") -> threading.Thread:
    """A server that takes one connection, hears something and hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))
    port_taken.append(listening.getsockname()[1])

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, listening:
            connection.sendall(answer)
            connection.recv(65536)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return thread


def test_where_nobody_listens_nothing_was_handed_over_and_where_a_connection_breaks_nobody_knows() -> None:
    free = socket.create_server(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    assert SmsGateway(f"http://127.0.0.1:{port}/", SECRET).hand_over(LETTER).how == "later"
    assert mail(port).hand_over(LETTER).how == "later"
    ports: list[int] = []
    thread = breaking_off(ports)
    assert SmsGateway(f"http://127.0.0.1:{ports[0]}/", SECRET).hand_over(LETTER).how == "unsure"
    thread.join(10)


def test_a_mail_server_that_hangs_up_before_it_greets_took_nothing() -> None:
    ports: list[int] = []
    thread = breaking_off(ports, b"not smtp\r\n")
    assert mail(ports[0]).hand_over(LETTER).how == "later"
    thread.join(10)


@pytest.mark.parametrize(
    ("status", "how"), [(503, "later"), (429, "later"), (400, "refused"), (500, "unsure"), (302, "unsure")]
)
def test_what_the_answers_of_an_sms_gateway_mean(status: int, how: str) -> None:
    with sms_server() as server:
        server.answers = [status]
        assert SmsGateway(f"http://127.0.0.1:{server.port}/", SECRET).hand_over(LETTER).how == how


def test_an_sms_gateway_refuses_what_another_signed() -> None:
    with sms_server() as server:
        outcome = SmsGateway(f"http://127.0.0.1:{server.port}/", "another").hand_over(LETTER)
    assert (outcome.how, server.requests) == ("refused", [])


def test_an_sms_says_what_it_is_about_and_where_to_read_it_but_not_what_it_says() -> None:
    with sms_server() as server:
        SmsGateway(f"http://127.0.0.1:{server.port}/", SECRET).hand_over(LETTER)
    (said,) = server.passed_on
    assert LETTER.link in said and STOP in said
    assert LETTER.text not in said


def test_wecom_fetches_its_token_once_and_anew_when_it_has_ended() -> None:
    cache.clear()
    with wecom_server() as server:
        gateway = WecomGateway("corp", 7, "s", f"http://127.0.0.1:{server.port}")
        assert gateway.hand_over(LETTER).how == "sent"
        assert gateway.hand_over(DUTY).how == "sent"
        assert len(server.raw) == 1
        server.answers = [42001]
        assert gateway.hand_over(LETTER).how == "sent"
        assert len(server.raw) == 2
    assert len(server.passed_on) == 2  # the same words a second time are not passed on
    assert gateway.remembers == timedelta(hours=4)
    cache.clear()


@pytest.mark.parametrize(("code", "how"), [(-1, "later"), (45009, "later"), (60011, "refused")])
def test_what_the_answers_of_wecom_mean(code: int, how: str) -> None:
    cache.clear()
    with wecom_server() as server:
        server.answers = [code]
        gateway = WecomGateway("corp", 7, "s", f"http://127.0.0.1:{server.port}")
        assert gateway.hand_over(LETTER).how == how
    cache.clear()


def test_a_long_text_is_cut_for_wecom_and_its_links_are_not() -> None:
    long = Composed(LETTER.key, "wang", "事由", "很长" * 1000, LETTER.link, STOP)
    said = words(long)
    assert len(said.encode()) <= LONGEST
    assert said.endswith(f"…\n{LETTER.link}\n停发：{STOP}")


@pytest.mark.parametrize(
    "wrong",
    [
        {"KEJIA_SMTP": "mail.example.org"},
        {"KEJIA_SMTP": "smtp://mail.example.org"},
        {"KEJIA_SMS_URL": "https://sms.example.org"},
        {"KEJIA_SMS_URL": "https://sms.example.org", "KEJIA_SMS_SECRET": "s", "KEJIA_SMS_REMEMBERS": "a day"},
        {"KEJIA_WECOM_CORP": "corp"},
        {"KEJIA_WECOM_CORP": "corp", "KEJIA_WECOM_AGENT": "seven", "KEJIA_WECOM_SECRET": "s"},
    ],
)
def test_a_gateway_that_is_half_named_does_not_start(wrong: dict[str, str]) -> None:
    with pytest.raises(GatewaysUnclear, match=next(iter(wrong))):
        read_gateways(wrong)


def test_a_gateway_is_read_from_the_environment() -> None:
    named = {
        "KEJIA_SMTP": "smtp://us%40er:p%3Aw@mail.example.org:587?starttls=1",
        "KEJIA_MAIL_FROM": "kejia@example.org",
    }
    found = read_gateways(named)
    assert found["email"] == {
        "host": "mail.example.org",
        "port": 587,
        "sender": "kejia@example.org",
        "user": "us@er",
        "password": "p:w",
        "tls": False,
        "starttls": True,
    }
    assert (found["sms"], found["wecom"]) == (None, None)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("+8613800000001", "138****0001"),
        ("wang@example.org", "w***@example.org"),
        ("wangxiaoming", "wan****ming"),
        ("wang", "w***"),
    ],
)
def test_an_address_is_masked_in_lists(address: str, shown: str) -> None:
    assert masked(address) == shown
