"""Several at once, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kejia.accounts import limits
from kejia.accounts.actions import AddressTaken, set_password
from kejia.accounts.codes import WrongCode, prove_by_code, send_sign_in_code
from kejia.accounts.kinds import CodePurpose, SignInEventKind
from kejia.accounts.models import Account, SignInCode, SignInEvent
from kejia.accounts.passwords import WrongPassword, prove_by_password
from kejia.accounts.sign_in_log import LockedOut, TooManyCodes
from kejia.accounts.tests.people import CONSOLE, HERE, PASSWORD, WANG, an_account, last_code

pytestmark = pytest.mark.django_db(transaction=True)
SIGN_IN = CodePurpose.SIGN_IN


def at_once(count: int, act: Callable[[], object]) -> list[str]:
    """What became of each: the name of its refusal, or "done"."""
    start = Barrier(count)

    def one(_: int) -> str:
        start.wait(timeout=30)
        try:
            act()
        except (WrongCode, WrongPassword, LockedOut, TooManyCodes, AddressTaken) as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_the_right_code_opens_the_door_once_however_many_knock() -> None:
    code = send_sign_in_code(WANG, SIGN_IN, HERE)
    digits = last_code()
    assert at_once(4, lambda: prove_by_code(code.pk, digits, SIGN_IN, HERE)).count("done") == 1


def test_a_code_gets_no_more_tries_by_being_tried_at_once() -> None:
    code = send_sign_in_code(WANG, SIGN_IN, HERE)
    at_once(10, lambda: prove_by_code(code.pk, "wrong", SIGN_IN, HERE))
    assert SignInCode.objects.get().tries_left == 0
    failed = SignInEvent.objects.filter(kind=SignInEventKind.FAILED).count()
    assert failed <= limits.TRIES_FOR_A_CODE


def test_the_lock_of_a_password_is_not_outrun() -> None:
    set_password(an_account(), PASSWORD, by=CONSOLE)
    outcomes = at_once(10, lambda: prove_by_password(WANG, "不对", HERE))
    assert outcomes.count("WrongPassword") == limits.FAILURES
    assert outcomes.count("LockedOut") == 10 - limits.FAILURES


def test_one_code_goes_out_however_often_the_button_is_pressed() -> None:
    outcomes = at_once(4, lambda: send_sign_in_code(WANG, SIGN_IN, HERE))
    assert sorted(outcomes) == ["TooManyCodes"] * 3 + ["done"]


def test_one_phone_makes_one_account() -> None:
    assert sorted(at_once(4, an_account)) == ["AddressTaken"] * 3 + ["done"]
    assert Account.objects.count() == 1
