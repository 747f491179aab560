"""Accounts of a few people of the demo, so that whoever tries things out sees the inside pages at once.

Their mailboxes are of a domain that can never be reached, so no code ever gets to them and no password is set: the only
way in is the button on the sign-in page of an installation that sends nothing (KEJIA_OUTBOX).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from kejia.accounts.actions import create_account
from kejia.accounts.addresses import Address
from kejia.accounts.kinds import Channel
from kejia.accounts.models import Account
from kejia.plain.text import Text
from kejia.register.authority.claiming import confirmed_already, person_of
from kejia.register.authority.duties import give_common_set
from kejia.register.authority.holding import posts_held
from kejia.register.models import Claim, Invitation, Person, Post
from kejia.trail.actor import Actor

DOMAIN = "demo.kejia.invalid"
"""No domain under `invalid` can exist (RFC 2606)."""
WORKER = Text("科技工作者，没有职务权限", "a science and technology worker, without rights by a post")


class Offer(Protocol):
    """Who of an invented federation has an account; person and post by their numbers from 1 on."""

    @property
    def key(self) -> str:
        """A word of ASCII letters, one for each."""

    @property
    def name(self) -> str:
        """As the register has it."""

    @property
    def person(self) -> int:
        """Who it is."""

    @property
    def post(self) -> int | None:
        """The post whose duties they act by; None for none."""

    @property
    def common_set(self) -> str:
        """What that post may do (`duties.yaml`)."""


class Offered(NamedTuple):
    """An account to try things out with, and what its holder is."""

    account: Account
    what: Text


def make_accounts(offers: Sequence[Offer], people: Sequence[int], posts: Sequence[int], *, by: Actor) -> int:
    """Accounts, confirmed as these people, and duties for their posts; how many. For acts that have asked who may."""
    for offer in offers:
        mailbox = Address(Channel.EMAIL, f"{offer.key}@{DOMAIN}")
        account = create_account(email=mailbox, name=offer.name, by=by)
        confirmed_already(account, Person.objects.get(pk=people[offer.person - 1]), by=by)
        if offer.post is not None:
            post = Post.objects.get(pk=posts[offer.post - 1])
            give_common_set(post, offer.common_set, since=None, document="演示职责（虚构）", by=by)
    return len(offers)


def offered() -> list[Offered]:
    """All of them that are not suspended, as they were made."""
    found = Account.objects.filter(email__endswith=f"@{DOMAIN}", suspended_at=None).order_by("pk")
    return [Offered(account, _what(account)) for account in found]


def find_offered(id: int) -> Account | None:
    """One of them."""
    return Account.objects.filter(pk=id, email__endswith=f"@{DOMAIN}", suspended_at=None).first()


def remove_accounts() -> Mapping[str, int]:
    """Delete them with what hangs on them; how many. Call it where the demo is being removed."""
    accounts = Account.objects.filter(email__endswith=f"@{DOMAIN}")
    Claim.objects.filter(account__in=accounts).delete()
    Invitation.objects.filter(used_by__in=accounts).delete()
    count = accounts.count()
    for account in accounts:
        account.technical_roles.all().delete()
        account.delete()
    return {"account": count} if count else {}


def _what(account: Account) -> Text:
    person = person_of(account)
    held = posts_held(person.pk) if person else []
    has_duties = bool(held) and Post.objects.filter(pk=held[0].post, duties__known__upper_inf=True).exists()
    return held[0].text if has_duties else WORKER
