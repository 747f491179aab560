"""What the console does with accounts."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kejia.accounts.codes import send_sign_in_code
from kejia.accounts.kinds import CodePurpose
from kejia.accounts.models import Account
from kejia.accounts.reads import technical_roles_of
from kejia.accounts.tests.people import HERE, WANG, last_code

pytestmark = pytest.mark.django_db


def said(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_first_officers_are_given_by_the_console_and_ended_by_it() -> None:
    role = ("technical_role", "--phone", "138 0000 0001")
    assert "安全管理员" in said(*role, "--role", "security", "--name", "王岚")
    account = Account.objects.get()
    assert account.phone == WANG.value
    with pytest.raises(CommandError, match="三员不得兼任"):
        call_command(*role, "--role", "audit")
    assert "没有技术管理员身份" in said(*role, "--end")
    assert technical_roles_of(account) == []
    assert "审计管理员" in said(*role, "--role", "audit")


def test_a_phone_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="11 位手机号"):
        call_command("technical_role", "--phone", "12", "--role", "audit")


def test_the_outbox_is_listed_on_the_console() -> None:
    send_sign_in_code(WANG, CodePurpose.SIGN_IN, HERE)
    assert last_code() in said("outbox")


def test_a_site_is_registered_listed_and_taken_back() -> None:
    printed = said("other_site", "--name", "某学会", "--redirect", "https://society.example/back")
    id = printed.split()[1]
    assert "某学会" in said("other_site")
    call_command("other_site", "--take-back", id)
    assert "某学会" not in said("other_site")
    with pytest.raises(CommandError):
        call_command("other_site", "--take-back", id)
