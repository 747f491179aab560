"""Codes: sent, tried, used once; limits that all processes share."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kejia.accounts import limits
from kejia.accounts.codes import WrongCode, forget_lapsed_codes, prove_by_code, send_sign_in_code
from kejia.accounts.kinds import Channel, CodePurpose, SignInEventKind
from kejia.accounts.models import OutboxItem, SignInCode, SignInEvent
from kejia.accounts.sending import CannotSend, register_sender
from kejia.accounts.sign_in_log import LockedOut, TooManyCodes, forget_old_events
from kejia.accounts.tests.people import ELSEWHERE, HERE, LI, WANG, an_account, last_code, wrong

pytestmark = pytest.mark.django_db
SIGN_IN = CodePurpose.SIGN_IN


def ago(**how_long: float) -> None:
    """As if all that happened had happened so long ago."""
    for event in SignInEvent.objects.all():
        SignInEvent.objects.filter(pk=event.pk).update(at=event.at - timedelta(**how_long))


def send(purpose: CodePurpose = SIGN_IN) -> SignInCode:
    """Another code, the last one long enough ago."""
    ago(seconds=61)
    return send_sign_in_code(WANG, purpose, HERE)


def test_the_right_digits_prove_the_address_once() -> None:
    code = send()
    assert prove_by_code(code.pk, f" {last_code()[:3]} {last_code()[3:]} ", SIGN_IN, HERE).address == WANG
    with pytest.raises(WrongCode) as told:
        prove_by_code(code.pk, last_code(), SIGN_IN, HERE)
    assert told.value.void


def test_known_and_unknown_phones_get_the_same_message() -> None:
    account = an_account()
    send_sign_in_code(WANG, SIGN_IN, HERE, account=account)
    send_sign_in_code(LI, SIGN_IN, HERE)
    said = {
        item.zh.replace(last_code(WANG), "").replace(last_code(LI), "") for item in OutboxItem.objects.all()
    }
    assert len(said) == 1


def test_the_digits_stand_nowhere_but_in_the_message() -> None:
    code = send()
    row = SignInCode.objects.filter(pk=code.pk).values().get()
    assert all(last_code() not in str(value) for value in row.values())


def test_a_code_for_one_purpose_opens_no_other_door() -> None:
    code = send(CodePurpose.NEW_ADDRESS)
    with pytest.raises(WrongCode):
        prove_by_code(code.pk, last_code(), SIGN_IN, HERE)


def test_a_newer_code_makes_the_older_void() -> None:
    older, digits = send(), last_code()
    send()
    with pytest.raises(WrongCode) as told:
        prove_by_code(older.pk, digits, SIGN_IN, HERE)
    assert told.value.void


def test_after_five_minutes_a_code_is_void() -> None:
    code = send()
    SignInCode.objects.update(lapses_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(WrongCode):
        prove_by_code(code.pk, last_code(), SIGN_IN, HERE)
    assert forget_lapsed_codes() == 1


def test_five_wrong_entries_lock_the_phone_and_say_until_when() -> None:
    code = send()
    digits = last_code()
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as told:
            prove_by_code(code.pk, wrong(digits), SIGN_IN, HERE)
        assert f"还可以试 {left} 次" in told.value.say.zh
    for _ in range(2):
        with pytest.raises(LockedOut) as locked:
            prove_by_code(code.pk, wrong(digits), SIGN_IN, HERE)
    clock = timezone.localtime(locked.value.until + timedelta(seconds=59)).strftime("%H:%M")
    assert clock in locked.value.say.zh
    with pytest.raises(LockedOut):  # also from elsewhere, also with the right digits, also for a new code
        prove_by_code(code.pk, digits, SIGN_IN, ELSEWHERE)
    with pytest.raises(LockedOut):
        send()
    kinds = list(SignInEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds.count(SignInEventKind.FAILED) == 5
    assert kinds.count(SignInEventKind.REFUSED) == 4


def test_a_lock_ends_by_itself() -> None:
    code = send()
    for _ in range(limits.FAILURES):
        with pytest.raises((WrongCode, LockedOut)):
            prove_by_code(code.pk, wrong(last_code()), SIGN_IN, HERE)
    ago(minutes=15, seconds=1)
    assert prove_by_code(send().pk, last_code(), SIGN_IN, HERE).address == WANG


def test_the_right_code_starts_the_count_anew() -> None:
    for _ in range(2):
        code = send()
        for _ in range(limits.FAILURES - 1):
            with pytest.raises(WrongCode):
                prove_by_code(code.pk, wrong(last_code()), SIGN_IN, HERE)
        prove_by_code(code.pk, last_code(), SIGN_IN, HERE)


def test_one_place_that_tries_everybody_is_locked_too() -> None:
    for n in range(limits.FAILURES_FROM_ONE_PLACE):
        SignInEvent.objects.create(kind=SignInEventKind.FAILED, key=f"{n:064}", ip=HERE.ip)
    with pytest.raises(LockedOut):
        send_sign_in_code(WANG, SIGN_IN, HERE)
    assert send_sign_in_code(WANG, SIGN_IN, ELSEWHERE).pk


def test_codes_to_one_phone_are_a_minute_apart_five_an_hour_ten_a_day() -> None:
    send_sign_in_code(WANG, SIGN_IN, HERE)
    with pytest.raises(TooManyCodes):
        send_sign_in_code(WANG, SIGN_IN, ELSEWHERE)
    for _ in range(limits.CODES_AN_HOUR - 1):
        send()
    with pytest.raises(TooManyCodes):
        send()
    ago(hours=1)
    for _ in range(limits.CODES_A_DAY - limits.CODES_AN_HOUR):
        send()
    ago(hours=2)
    with pytest.raises(TooManyCodes):
        send()
    ago(hours=22)
    assert send().pk


def test_one_place_cannot_send_codes_to_everybody() -> None:
    for n in range(limits.CODES_AN_HOUR_FROM_ONE_PLACE):
        SignInEvent.objects.create(kind=SignInEventKind.CODE_SENT, key=f"{n:064}", ip=HERE.ip)
    with pytest.raises(TooManyCodes):
        send_sign_in_code(WANG, SIGN_IN, HERE)


def test_without_a_sender_nothing_is_sent_and_nothing_counts() -> None:
    register_sender(Channel.SMS, None)
    with pytest.raises(CannotSend):
        send_sign_in_code(WANG, SIGN_IN, HERE)
    assert SignInCode.objects.count() == SignInEvent.objects.count() == 0


def test_an_unregistered_phone_is_written_into_no_log() -> None:
    send_sign_in_code(WANG, SIGN_IN, HERE)
    event = SignInEvent.objects.values().get()
    assert all("13800000001" not in str(value) for value in event.values())


def test_the_log_is_kept_as_long_as_the_installation_says() -> None:
    send()
    ago(days=182)
    assert forget_old_events() == 0
    ago(days=2)
    assert forget_old_events() == 1
