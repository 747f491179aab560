"""`kejia manage technical_role`: the first system, security and audit officers, given by whoever commands the machine."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kejia.accounts.actions import TwoTechnicalRoles, create_account, end_technical_role, give_technical_role
from kejia.accounts.addresses import UnusableAddress, read_phone
from kejia.accounts.kinds import TechnicalRoleKind
from kejia.accounts.reads import find_account, technical_roles_of
from kejia.trail.actor import whoever_commands


class Command(BaseCommand):
    """Give one, or end the one that is held; the account is made where the phone has none yet."""

    help = "Give a technical role: --phone 138... --role system|security|audit [--until 2027-12-31] [--name NAME]; or --end."

    def add_arguments(self, parser: CommandParser) -> None:
        """By phone, since that is what one signs in with."""
        parser.add_argument("--phone", required=True)
        parser.add_argument("--role", choices=[each.value for each in TechnicalRoleKind])
        parser.add_argument("--until", type=date.fromisoformat, help="the last day")
        parser.add_argument("--name", default="")
        parser.add_argument("--end", action="store_true", help="end the role that is held today")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        """Says what is so now."""
        by = whoever_commands()
        try:
            phone = read_phone(options["phone"])
        except UnusableAddress as error:
            raise CommandError(f"{error.say.zh} · {error.say.en}") from error
        account = find_account(phone)
        if options["end"]:
            for held in technical_roles_of(account) if account else []:
                end_technical_role(held, by=by)
        elif options["role"]:
            account = account or create_account(phone=phone, name=options["name"], by=by)
            role = TechnicalRoleKind(options["role"])
            try:
                give_technical_role(account, role, since=timezone.localdate(), until=options["until"], by=by)
            except TwoTechnicalRoles as error:
                raise CommandError(f"{error.say.zh} · {error.say.en}") from error
        else:
            raise CommandError("--role 或 --end · --role or --end")
        now = (
            [TechnicalRoleKind(each.role).text.zh for each in technical_roles_of(account)] if account else []
        )
        self.stdout.write(f"{phone.shown} {'、'.join(now) or '没有技术管理员身份'}")
