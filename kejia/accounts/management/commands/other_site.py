"""`kejia manage other_site`: the sites that sign in with this one."""

from typing import Any

from allauth.idp.oidc.models import Client
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kejia.accounts.other_sites import register_site, take_site_back
from kejia.trail.actor import whoever_commands


class Command(BaseCommand):
    """Register one, list them, take one back."""

    help = "Sites that sign in with this one (OpenID Connect): --name NAME --redirect URL, --take-back ID, or a list."

    def add_arguments(self, parser: CommandParser) -> None:
        """One of the three."""
        parser.add_argument("--name", default="")
        parser.add_argument("--redirect", action="append", default=[])
        parser.add_argument("--take-back", default="")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        """The secret is shown once."""
        if options["take_back"]:
            if not take_site_back(options["take_back"], by=whoever_commands()):
                raise CommandError("没有这个编号的网站 · no site has that id")
        elif options["name"] or options["redirect"]:
            if not options["name"] or not options["redirect"]:
                raise CommandError("--name 和 --redirect 都要给 · give both --name and --redirect")
            given = register_site(options["name"], options["redirect"], by=whoever_commands())
            self.stdout.write(f"client_id {given.id}\nclient_secret {given.secret}")
        else:
            for site in Client.objects.order_by("name"):
                self.stdout.write(f"{site.pk}  {site.name}  {' '.join(site.get_redirect_uris())}")
