"""What an account is, and what the database refuses of it."""

import pytest
from django.db import IntegrityError
from django.db.models import ForeignKey, ManyToManyField

from kejia.accounts.backends import AccountBackend
from kejia.accounts.models import Account

pytestmark = pytest.mark.django_db


def test_an_empty_address_is_none_so_that_many_may_lack_one() -> None:
    Account.objects.create(phone="", email="", name="王岚")
    Account.objects.create(phone="", email="", name="李朔")
    assert set(Account.objects.values_list("phone", "email")) == {(None, None)}


@pytest.mark.parametrize("phone", ["13800000001", "+8613800 00001", "+0613800000001", "+86138a0000001"])
def test_a_phone_stands_as_e164_writes_it(phone: str) -> None:
    with pytest.raises(IntegrityError, match="accounts_phone_as_e164"):
        Account.objects.create(phone=phone)


def test_one_phone_has_one_account() -> None:
    Account.objects.create(phone="+8613800000001")
    with pytest.raises(IntegrityError, match="phone"):
        Account.objects.create(phone="+8613800000001")


def test_one_email_has_one_account_however_it_is_written() -> None:
    Account.objects.create(email="Wang@Example.org")
    with pytest.raises(IntegrityError, match="email"):
        Account.objects.create(email="wang@example.ORG")


def test_nobody_is_suspended_without_a_reason() -> None:
    account = Account.objects.create(phone="+8613800000001")
    with pytest.raises(IntegrityError, match="accounts_suspended_for_a_reason"):
        Account.objects.filter(pk=account.pk).update(suspended_at="2026-11-24T00:00:00Z")


def test_a_suspended_account_is_nobody_to_a_session() -> None:
    account = Account.objects.create(phone="+8613800000001")
    assert AccountBackend().get_user(account.pk) == account
    Account.objects.update(suspended_at="2026-11-24T00:00:00Z", suspension_reason="手机遗失")
    assert AccountBackend().get_user(account.pk) is None


def test_an_account_holds_no_right_and_belongs_to_no_group() -> None:
    keys = [f.name for f in Account._meta.get_fields() if isinstance(f, ForeignKey | ManyToManyField)]
    assert keys == []
    assert not hasattr(Account, "has_perm")
