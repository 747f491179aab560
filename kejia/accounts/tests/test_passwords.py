"""Passwords: right, wrong, unknown, locked."""

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from pytest_django.fixtures import Settings

from kejia.accounts import limits, passwords
from kejia.accounts.actions import set_password
from kejia.accounts.addresses import read_phone
from kejia.accounts.passwords import WrongPassword, prove_by_password
from kejia.accounts.reads import actor_of
from kejia.accounts.sign_in_log import LockedOut
from kejia.accounts.tests.people import CONSOLE, ELSEWHERE, HERE, LI, PASSWORD, WANG, WANG_MAIL, an_account

MAO = read_phone("13800000003")
pytestmark = pytest.mark.django_db


def test_phone_and_mailbox_both_sign_in_with_the_password() -> None:
    account = an_account(email=WANG_MAIL)
    set_password(account, PASSWORD, by=actor_of(account))
    assert prove_by_password(WANG, PASSWORD, HERE) == account
    assert prove_by_password(WANG_MAIL, PASSWORD, HERE) == account


class CountingHasher(Argon2PasswordHasher):
    """Counts how often the costly work is done; as the hasher of the product, but for the cost."""

    time_cost, memory_cost, parallelism = 1, 8, 1
    done = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.done += 1
        return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        CountingHasher.done += 1
        return bool(super().verify(password, encoded))


def test_wrong_unset_and_unknown_are_answered_alike_and_after_the_same_work(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    set_password(an_account(MAO, "毛阳"), PASSWORD, by=CONSOLE)
    an_account()
    said = []
    for address in (MAO, WANG, LI):
        before = CountingHasher.done
        with pytest.raises(WrongPassword) as told:
            prove_by_password(address, "不对", HERE)
        said.append((told.value.say, CountingHasher.done - before))
    assert set(said) == {(passwords.WRONG, 1)}


def test_five_wrong_passwords_lock_it_from_everywhere_even_with_the_right_one() -> None:
    account = an_account()
    set_password(account, PASSWORD, by=actor_of(account))
    for _ in range(limits.FAILURES):
        with pytest.raises(WrongPassword):
            prove_by_password(WANG, "不对", HERE)
    for origin in (HERE, ELSEWHERE):
        with pytest.raises(LockedOut):
            prove_by_password(WANG, PASSWORD, origin)
