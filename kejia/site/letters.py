"""Ties the messages to what they must not know: accounts as recipients, the pages as links, the programmes' kinds."""

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.urls import reverse

from kejia.accounts.kinds import Channel as CodeChannel
from kejia.accounts.models import Account
from kejia.accounts.sending import register_sender
from kejia.messages import directory, kinds, links
from kejia.messages.actions import send_code
from kejia.messages.channels.finding import open_channels
from kejia.messages.directory import Reach
from kejia.messages.kinds import Channel
from kejia.plain.text import Text
from kejia.site.programmes import MANIFESTS
from kejia.wings.words import language

WECOM = "wecom"
"""What the sign-in by WeCom is called among the accounts' other sign-ins."""


def wire() -> None:
    """Called once, when the apps are ready."""
    for manifest in MANIFESTS:
        kinds.declare(manifest.messages)
    directory.register(reach_of_account)
    links.lead(
        to_message=lambda pk: reverse("inbox:show", args=[pk]),
        to_stop=lambda token: reverse("inbox:stop", args=[token]),
    )
    if not settings.KEJIA_OUTBOX:  # there the accounts' own outbox has the codes
        for channel in CodeChannel:
            if channel.value in open_channels():
                register_sender(channel, send_code_as_letter)


def send_code_as_letter(channel: CodeChannel, address: str, text: Text) -> None:
    """A sign-in code by the same gateways as every letter, in the language of the page that asked for it."""
    send_code(Channel(channel.value), address, text, language=language())


def reach_of_account(recipient: str) -> Reach | None:
    """Where the holder of `account:12` is reached; a suspended account gets nothing from outside."""
    scheme, _, id = recipient.partition(":")
    if scheme != "account" or not (id.isascii() and id.isdigit()):
        return None
    account = Account.objects.filter(pk=int(id)).first()
    if account is None or not account.is_active:
        return Reach()
    member = SocialAccount.objects.filter(user=account, provider=WECOM).values_list("uid", flat=True).first()
    known = {Channel.SMS: account.phone, Channel.EMAIL: account.email, Channel.WECOM: member}
    addresses = {channel: address for channel, address in known.items() if address}
    return Reach(addresses, "en" if account.language == "en" else "zh")
