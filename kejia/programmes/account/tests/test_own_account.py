"""One's own account: details, addresses, password, sessions, second factor, suspension; and who is kept out."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from kejia.accounts.actions import give_technical_role, suspend
from kejia.accounts.kinds import SignInEventKind, TechnicalRoleKind
from kejia.accounts.models import Account, SignInEvent
from kejia.accounts.reads import is_suspended
from kejia.accounts.tests.people import CONSOLE, LI, PASSWORD, WANG, WANG_MAIL, an_account, last_code
from kejia.programmes.account.tests.walking import DETAILS, long_ago, prove, register, signed_in
from kejia.trail.models import Entry

pytestmark = pytest.mark.django_db


def forget_proof(client: Client) -> None:
    """As if the sign-in were long ago."""
    session = client.session
    session["account_authentication_methods"] = []
    session.save()


def digits_of(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def add_app(client: Client) -> str:
    """Set up an authenticator app; its secret."""
    secret: str = client.get("/account/second-factor/app/").context["form"].secret
    answer = client.post("/account/second-factor/app/", {"code": digits_of(secret)})
    assert answer["Location"] == "/account/second-factor/recovery/", answer.content.decode()
    return secret


def test_details_are_corrected_by_their_holder(client: Client) -> None:
    account = register(client)
    client.post("/account/details/", {**DETAILS, "name": "王岚岚", "language": "en"})
    account.refresh_from_db()
    assert (account.name, account.language) == ("王岚岚", "en")


def test_a_new_phone_counts_once_its_code_was_entered(client: Client) -> None:
    account = register(client)
    long_ago()
    client.post("/account/address/sms/", {"address": LI.value})
    account.refresh_from_db()
    assert account.phone == WANG.value
    client.post("/account/address/sms/code/", {"code": last_code(LI)})
    account.refresh_from_db()
    assert account.phone == LI.value


def test_a_phone_of_somebody_else_is_not_taken_over(client: Client) -> None:
    other = an_account(LI, "李朔")
    register(client)
    long_ago()
    client.post("/account/address/sms/", {"address": LI.value})
    answer = client.post("/account/address/sms/code/", {"code": last_code(LI)})
    assert "已经属于另一个账号" in answer.content.decode()
    other.refresh_from_db()
    assert other.phone == LI.value


@pytest.mark.parametrize(
    "address",
    [
        "/account/address/email/",
        "/account/set-password/",
        "/account/suspend/",
        "/account/other-sites/",
        "/account/second-factor/app/",
        "/account/passkeys/add/",
    ],
)
def test_a_dangerous_act_asks_to_prove_again_by_a_code(client: Client, address: str) -> None:
    register(client)
    assert client.get(address).status_code == 200, "signing in just now counts"
    forget_proof(client)
    long_ago()
    asked = client.get(address)
    assert asked["Location"].startswith("/account/again/?next=")
    client.post(asked["Location"], {"by": "send", "channel": "sms", "next": address})
    answer = client.post(asked["Location"], {"by": "code", "code": last_code(), "next": address})
    assert answer["Location"] == address
    assert client.get(address).status_code == 200


def test_a_password_signs_out_everywhere_else_and_proves_again(client: Client) -> None:
    account, other = register(client), Client()
    prove(other)
    short = client.post("/account/set-password/", {"password": "12345", "again": "12345"})
    assert short.status_code == 422
    client.post("/account/set-password/", {"password": PASSWORD, "again": PASSWORD})
    assert signed_in(client)
    assert not signed_in(other)
    assert [each.session_key for each in UserSession.objects.all()] == [client.session.session_key]
    forget_proof(client)
    answer = client.post("/account/again/?next=/account/suspend/", {"by": "password", "password": PASSWORD})
    assert answer["Location"] == "/account/suspend/"
    assert account.pk


def test_a_mailbox_added_signs_in_too(client: Client) -> None:
    register(client)
    client.post("/account/address/email/", {"address": WANG_MAIL.value})
    client.post("/account/address/email/code/", {"code": last_code(WANG_MAIL)})
    other = Client()
    prove(other, WANG_MAIL)
    assert signed_in(other)


def test_sessions_are_listed_by_device_and_ended_one_by_one_or_all(client: Client) -> None:
    register(client)
    phone = Client(
        HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 14) MicroMessenger/8", REMOTE_ADDR="192.0.2.9"
    )
    tablet = Client(HTTP_USER_AGENT="Mozilla/5.0 (iPad) Safari/600")
    prove(phone)
    prove(tablet)
    shown = client.get("/account/sessions/").content.decode()
    assert "微信 · Android" in shown
    assert "192.0.2.9" in shown
    on_phone = UserSession.objects.get(session_key=phone.session.session_key)
    client.post(f"/account/sessions/{on_phone.pk}/end/")
    assert not signed_in(phone)
    assert signed_in(tablet)
    client.post("/account/sessions/end-others/")
    assert not signed_in(tablet)
    assert signed_in(client)


def test_a_session_of_somebody_else_is_not_there_to_be_ended(client: Client) -> None:
    register(client)
    other = Client()
    register(other, LI, name="李朔")
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    assert client.post(f"/account/sessions/{theirs.pk}/end/").status_code == 404
    assert signed_in(other)


def test_an_app_is_asked_for_at_the_next_sign_in_and_a_recovery_code_stands_in_once(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    account = register(client)
    with django_capture_on_commit_callbacks(execute=True):
        secret = add_app(client)
    stored = Authenticator.objects.get(user=account, type="totp").data["secret"]
    assert secret not in stored
    codes = client.get("/account/second-factor/recovery/").context["unused_codes"]
    assert len(codes) == 10
    other = Client()
    assert prove(other)["Location"] == "/account/second-factor/enter/"
    assert not signed_in(other)
    assert other.post("/account/second-factor/enter/", {"code": codes[0]})["Location"] == "/account/"
    assert signed_in(other)
    third = Client()
    prove(third)
    assert third.post("/account/second-factor/enter/", {"code": codes[0]}).status_code == 200
    assert not signed_in(third)
    acts = Entry.objects.filter(act="second_factor_added").values_list("details", flat=True)
    assert sorted(each["factor"] for each in acts) == ["recovery_codes", "totp"]


def test_five_wrong_second_factors_lock_it_out_for_all_processes(client: Client) -> None:
    register(client)
    secret = add_app(client)
    other = Client()
    prove(other)
    for _ in range(5):
        other.post("/account/second-factor/enter/", {"code": "000000"})
    answer = other.post("/account/second-factor/enter/", {"code": digits_of(secret)})
    assert "已暂停到" in answer.content.decode()
    assert not signed_in(other)
    assert SignInEvent.objects.filter(kind=SignInEventKind.FAILED, method="totp").count() == 5


def test_who_holds_a_technical_role_sets_a_second_factor_before_anything_else(client: Client) -> None:
    account = register(client)
    assert client.get("/plan/").status_code == 200
    give_technical_role(account, TechnicalRoleKind.SYSTEM, since=date(2020, 1, 1), by=CONSOLE)
    session = client.session
    session.pop("second_factor_not_needed", None)
    session.save()
    assert client.get("/plan/")["Location"] == "/account/second-factor/?needed=1"
    assert "先设第二道验证" in client.get("/account/second-factor/?needed=1").content.decode()
    add_app(client)
    assert client.get("/plan/").status_code == 200


def test_everybody_needs_one_where_the_installation_says_so(client: Client, settings: Settings) -> None:
    settings.KEJIA_SECOND_FACTOR = "all"
    register(client)
    assert client.get("/plan/")["Location"] == "/account/second-factor/?needed=1"


def test_ones_own_account_is_suspended_at_once_and_everywhere(client: Client) -> None:
    account, other = register(client), Client()
    prove(other)
    answer = client.post("/account/suspend/", {"reason": "手机丢了"})
    assert "手机丢了" in client.get(answer["Location"]).content.decode()
    assert is_suspended(account)
    assert not signed_in(client)
    assert not signed_in(other)


def test_pages_ask_the_database_no_more_than_they_need(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    register(client)
    client.get("/account/")
    with django_assert_max_num_queries(9):
        client.get("/account/")
    with django_assert_max_num_queries(2):
        Client().get("/account/sign-in/")


@pytest.fixture
def officer(client: Client) -> Account:
    """Who is signed in as the security officer, with the app proved."""
    account = register(client, LI, name="安全员")
    add_app(client)
    give_technical_role(account, TechnicalRoleKind.SECURITY, since=date(2020, 1, 1), by=CONSOLE)
    return account


@pytest.mark.usefixtures("officer")
def test_the_security_officer_finds_suspends_and_restores(client: Client) -> None:
    wang, visitor = an_account(), Client()
    prove(visitor)
    page = f"/account/officer/{wang.pk}/"
    assert "王岚" in client.get("/account/officer/?q=13800000001").content.decode()
    assert client.post(f"{page}suspend/", {"reason": ""}).status_code == 422
    client.post(f"{page}suspend/", {"reason": "本人电话要求"})
    assert is_suspended(wang)
    assert not signed_in(visitor)
    client.post(f"{page}restore/", {"reason": "已核实"})
    assert not is_suspended(wang)


@pytest.mark.usefixtures("officer")
def test_the_security_officer_takes_a_lost_second_factor_away(client: Client) -> None:
    visitor = Client()
    wang = register(visitor)
    add_app(visitor)
    client.post(f"/account/officer/{wang.pk}/remove-factors/", {"reason": "当面核验身份证"})
    assert not Authenticator.objects.filter(user=wang).exists()
    assert not signed_in(visitor)
    assert prove(Client())["Location"] == "/account/"


@pytest.mark.parametrize("role", [None, TechnicalRoleKind.SYSTEM, TechnicalRoleKind.AUDIT])
def test_the_officers_page_is_not_there_for_anybody_else(
    client: Client, role: TechnicalRoleKind | None
) -> None:
    account = register(client, LI, name="李朔")
    if role:
        give_technical_role(account, role, since=date(2020, 1, 1), by=CONSOLE)
    wang = an_account()
    for address in ("/account/officer/", "/account/officer/?q=王岚", f"/account/officer/{wang.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "王岚" not in answer.content.decode()
    assert client.post(f"/account/officer/{wang.pk}/suspend/", {"reason": "x"}).status_code == 404
    assert not is_suspended(wang)


def test_an_officer_who_was_suspended_is_out(client: Client, officer: Account) -> None:
    suspend(officer, reason="离任", by=CONSOLE)
    assert client.get("/account/officer/")["Location"].startswith("/account/sign-in/")
