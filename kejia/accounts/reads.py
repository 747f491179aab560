"""What is asked of accounts."""

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from kejia.accounts.addresses import Address, UnusableAddress, read_address
from kejia.accounts.kinds import Channel, TechnicalRoleKind
from kejia.accounts.models import Account, Consent, SignInEvent, TechnicalRole
from kejia.trail.actor import Actor


def account_of(request: HttpRequest) -> Account | None:
    """Who is signed in; None for an outsider, and for an account that was suspended since the last request."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Account) and user.is_active else None


def is_suspended(account: Account) -> bool:
    """As it stands now, whatever the object says."""
    return Account.objects.filter(pk=account.pk, suspended_at__isnull=False).exists()


def find_account(address: Address) -> Account | None:
    """The account with this phone or mailbox, suspended or not."""
    held = {"phone": address.value} if address.channel is Channel.SMS else {"email": address.value}
    return Account.objects.filter(**held).first()


def find_accounts(typed: str) -> list[Account]:
    """For the security officer: by phone, mailbox, number of the account, or the whole name; at most 20."""
    wanted = Q(name=typed.strip())
    if typed.strip().isdecimal():
        wanted |= Q(pk=int(typed)) if len(typed.strip()) < 19 else Q()
    try:
        address = read_address(typed)
        wanted |= Q(phone=address.value) | Q(email=address.value)
    except UnusableAddress:
        pass
    return list(Account.objects.filter(wanted).order_by("pk")[:20]) if typed.strip() else []


def addresses_of(account: Account) -> list[Address]:
    """Where codes can go."""
    found = []
    if account.phone:
        found.append(Address(Channel.SMS, account.phone))
    if account.email:
        found.append(Address(Channel.EMAIL, account.email))
    return found


def shown_name(account: Account) -> str:
    """The self-given name, else so much of an address that its holder knows it."""
    return account.name or next((each.shown for each in addresses_of(account)), f"#{account.pk}")


def actor_of(account: Account, acting_as: TechnicalRoleKind | None = None) -> Actor:
    """The account itself as an actor: on its own matters, or under a technical role. Posts are the register's."""
    return Actor("person", actor_id(account), shown_name(account), acting_as.value if acting_as else "")


def actor_id(account: Account) -> str:
    """The account's id in the trail, which a person's id of the register never is."""
    return f"account:{account.pk}"


def find_account_of_actor(actor: Actor) -> Account | None:
    """The account that acts for itself; None for a person of the register, the console, the program."""
    kind, _, number = actor.id.partition(":")
    if actor.kind != "person" or kind != "account" or not number.isdecimal():
        return None
    return Account.objects.filter(pk=int(number), suspended_at__isnull=True).first()


def technical_roles_of(account: Account) -> list[TechnicalRole]:
    """Those held today: one at most."""
    return list(account.technical_roles.filter(valid__contains=timezone.localdate()))


def holds_technical_role(account: Account, *roles: TechnicalRoleKind) -> bool:
    """Whether it holds one of these today."""
    return account.technical_roles.filter(valid__contains=timezone.localdate(), role__in=roles).exists()


def sign_ins_of(account: Account, count: int = 50) -> list[SignInEvent]:
    """The latest lines of the sign-in log that concern this account."""
    return list(account.sign_in_events.order_by("-at", "-pk")[:count])


def consents_of(account: Account) -> list[Consent]:
    """What its holder agreed to, the newest first."""
    return list(account.consents.order_by("-given_at"))
