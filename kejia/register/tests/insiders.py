"""Somebody with an account, a person of the register and a post with duties, for tests of inside pages."""

from dataclasses import dataclass
from itertools import count

from kejia.accounts.models import Account
from kejia.register import actions
from kejia.register.authority.claiming import confirmed_already
from kejia.register.authority.duties import give_common_set
from kejia.register.kinds import OfficeKind, OrganisationKind
from kejia.register.models import Organisation, Person, Post
from kejia.register.tests.people import CLERK, TERM, person
from kejia.trail.actor import Actor

WHO_VISITS = 7
"""Queries a page asks about who visits: session, account, claim, technical role, name, posts, one right."""
_phones = count(13_800_000_001)


@dataclass(frozen=True)
class Insider:
    """An account and what stands behind it."""

    account: Account
    person: Person
    post: Post

    @property
    def actor(self) -> Actor:
        """As acts take it."""
        return Actor("person", str(self.person.pk), "管理员甲", f"post:{self.post.pk}")


def an_account(name: str = "") -> Account:
    """An account with a phone of its own."""
    return Account.objects.create(phone=f"+86{next(_phones)}", name=name)


def account_for(who: Person, name: str = "") -> Account:
    """An account that is this person."""
    account = an_account(name)
    confirmed_already(account, who, by=CLERK)
    return account


def make_insider(common_set: str = "administrator", of: Organisation | None = None) -> Insider:
    """Somebody who holds a post with a common set of duties; what is not given has no name, so that lists show nothing of it."""
    organisation = of or Organisation.objects.create(kind=OrganisationKind.OTHER)
    post = Post.objects.create(organisation=organisation, office=OfficeKind.STAFF)
    give_common_set(post, common_set, since=None, by=CLERK)
    who = person()
    actions.appoint(who, post, since=TERM, by=CLERK)
    return Insider(account_for(who, "管理员甲"), who, post)
