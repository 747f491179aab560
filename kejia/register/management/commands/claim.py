"""`kejia manage claim`: whoever commands the machine vouches that an account is a person of the register."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kejia.accounts.addresses import UnusableAddress, read_address
from kejia.accounts.reads import find_account
from kejia.register.authority.claiming import AlreadyClaimed, confirmed_already
from kejia.register.reads import find_person
from kejia.trail.actor import whoever_commands


class Command(BaseCommand):
    """For the first administrator, whom nobody else can confirm; afterwards claims are confirmed on the site."""

    help = "确认某账号就是登记簿里的某人（首位管理员用）/ vouch that an account is a person of the register"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """By phone or e-mail, and by the person's number."""
        parser.add_argument("--account", required=True, help="手机号或邮箱 / phone or e-mail")
        parser.add_argument("--person", required=True, type=int, help="人员编号 / number of the person")

    def handle(self, *args: Any, **given: Any) -> None:  # Any: Django's own signature
        """Confirm, or say what to do."""
        try:
            account = find_account(read_address(given["account"]))
        except UnusableAddress as error:
            raise CommandError(str(error)) from error
        person = find_person(given["person"])
        if account is None:
            raise CommandError(
                "没有这个账号；请先在 /account/ 注册 / no such account: register at /account/ first"
            )
        if person is None:
            raise CommandError("登记簿里没有这个编号 / the register has nobody of this number")
        try:
            confirmed_already(account, person, by=whoever_commands())
        except AlreadyClaimed as error:
            raise CommandError(
                "账号或此人已经认领过 / the account or the person is claimed already"
            ) from error
        self.stdout.write(
            f"已确认：账号 {account.pk} 是人员 {person.pk} / confirmed: account {account.pk} is person {person.pk}"
        )
