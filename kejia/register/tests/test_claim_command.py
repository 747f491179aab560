"""The first administrator's account is vouched for by whoever commands the machine."""

import pytest
from django.core.management import CommandError, call_command

from kejia.register.authority.claiming import person_of
from kejia.register.tests.insiders import an_account
from kejia.register.tests.people import person

pytestmark = pytest.mark.django_db


def test_the_console_says_whose_account_it_is_once() -> None:
    account, wang = an_account("王丽"), person("王丽")
    call_command("claim", account=account.phone, person=wang.pk)
    assert person_of(account) == wang
    with pytest.raises(CommandError, match="已经认领过"):
        call_command("claim", account=account.phone, person=person("李强").pk)
    with pytest.raises(CommandError, match="请先"):
        call_command("claim", account="13912345678", person=wang.pk)
    with pytest.raises(CommandError, match="没有这个编号"):
        call_command("claim", account=an_account().phone, person=wang.pk + 1000)
