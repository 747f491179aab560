"""An organisation invites somebody to a post by a link, for one use: accepting makes claim and appointment."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from kejia.accounts.models import Account
from kejia.crypt.choosing import known
from kejia.plain.names import read_name
from kejia.register import actions
from kejia.register.access import may, require
from kejia.register.authority import asking
from kejia.register.authority.claiming import AlreadyClaimed, confirmed_already, person_of
from kejia.register.kinds import Capacity, PersonFactKind, Right
from kejia.register.models import Appointment, Invitation, Person, PersonFact, Post
from kejia.register.periods import period
from kejia.trail import actions as trail
from kejia.trail.actor import Actor, ActorKind

DAYS = 7
_ALL = (Right.APPOINT, Right.CONFIRM_CLAIMS)


class NoName(Exception):
    """Somebody is invited by name."""


class NotOpen(Exception):
    """The link was used, was revoked, or its days are over."""


def may_invite(by: Actor, post: Post) -> bool:
    """Who may both appoint and confirm claims in the post's organisation."""
    return all(may(by, right, post.organisation_id) for right in _ALL)


@transaction.atomic
def invite(post: Post, *, name: str, person: Person | None = None, by: Actor) -> tuple[Invitation, str]:
    """The invitation and the secret of its link, which is shown once. Raises NotAllowed, NoName."""
    require(may_invite(by, post) and (person is None or person.pk != asking.person_of(by)))
    known_as = read_name(name).name
    if not known_as:
        raise NoName
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        post=post, person=person, name=known_as[:200], digest=_digests(secret)[0], made_by=by.id, made_as=by.acted_as,
        made_at=Now(), until=Now() + timedelta(days=DAYS),
    )  # fmt: skip
    trail.record("invited", by=by, subject=invitation, details={"post": post.pk}, private={"name": known_as})
    return invitation, secret


def find_open(secret: str) -> Invitation | None:
    """The invitation behind a link that can still be accepted."""
    return open_invitations().filter(digest__in=_digests(secret)).first()


def open_invitations() -> QuerySet[Invitation]:
    """Those neither used nor revoked nor over."""
    return Invitation.objects.filter(used_at=None, revoked_at=None, until__gt=Now()).select_related("post")


@transaction.atomic
def accept(secret: str, account: Account) -> Appointment:
    """Become the holder from today on. Whoever invited must still be allowed to. Raises NotOpen, AlreadyClaimed, Overlaps."""
    found = Invitation.objects.select_for_update().filter(digest__in=_digests(secret)).first()
    if found is None or not open_invitations().filter(pk=found.pk).exists():
        raise NotOpen
    inviter = Actor(_kind_of(found), found.made_by, "邀请人", found.made_as)
    if not may_invite(inviter, found.post):
        raise NotOpen
    is_now = person_of(account)
    if found.person is not None and is_now is not None and is_now.pk != found.person_id:
        raise AlreadyClaimed
    person = is_now or found.person or _new_person(found.name, inviter)
    if is_now is None:
        confirmed_already(account, person, by=inviter)
    Invitation.objects.filter(pk=found.pk).update(used_at=Now(), used_by=account)
    trail.record("accepted", by=_as(account, person), subject=found, details={"post": found.post_id})
    appointment = Appointment(
        person=person, post=found.post, one_seat=found.post.one_seat, valid=period(timezone.localdate()),
        capacity=Capacity.FULL_TIME,
    )  # fmt: skip
    return actions.enter(appointment, by=inviter, act="appointed")


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Actor) -> None:
    """The link leads nowhere from now on. Raises NotAllowed, NotOpen."""
    require(may_invite(by, invitation.post))
    if not open_invitations().filter(pk=invitation.pk).update(revoked_at=Now()):
        raise NotOpen
    trail.record("revoked_invitation", by=by, subject=invitation)


def _new_person(name: str, by: Actor) -> Person:
    person = Person.objects.create()
    actions.enter(PersonFact(person=person, kind=PersonFactKind.NAME, value=name, valid=period(None)), by=by)
    return person


def _as(account: Account, person: Person) -> Actor:
    return Actor("person", str(person.pk), account.name or "受邀人", "")


def _kind_of(invitation: Invitation) -> ActorKind:
    return "person" if invitation.made_as.startswith("post:") else "console"


def _digests(secret: str) -> list[bytes]:
    """What an invitation may be found by, whichever algorithms it was made under; the current ones first."""
    return [suite.hash(secret.encode()) for suite in known()]
