"""Whose account it is: the worker says so, a secretary with the right confirms or refuses with reasons."""

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from kejia.accounts.models import Account
from kejia.register.access import may_of_person, require
from kejia.register.authority import asking
from kejia.register.kinds import Right
from kejia.register.models import Claim, Person
from kejia.register.models.claims import CONFIRMED
from kejia.trail import actions as trail
from kejia.trail.actor import Actor


class NoReason(Exception):
    """A refusal says why."""


class AlreadyClaimed(Exception):
    """The account is somebody already or has an open claim, or the person has an account."""


class NotOpen(Exception):
    """The claim was decided already."""


def person_of(account: Account) -> Person | None:
    """The person of the register an account is, also after a merge; None for a suspended one."""
    if account.suspended_at is not None:
        return None
    found = list(
        Person.objects.raw(
            """WITH RECURSIVE led AS (
              SELECT p.id, p.merged_into_id FROM register_claim c JOIN register_person p ON p.id = c.person_id
              WHERE c.account_id = %s AND c.confirmed AND c.withdrawn_at IS NULL
              UNION SELECT p.id, p.merged_into_id FROM led JOIN register_person p ON p.id = led.merged_into_id
            ) SELECT * FROM register_person WHERE id IN (SELECT id FROM led WHERE merged_into_id IS NULL)""",
            [account.pk],
        )
    )
    return found[0] if found else None


def claimant(account: Account) -> Actor:
    """An account that is nobody of the register yet, as it acts."""
    return Actor("person", f"account:{account.pk}", account.name or "来访者", "")


@transaction.atomic
def make_claim(account: Account, person: Person, *, words: str = "") -> Claim:
    """An account says who it is. Raises AlreadyClaimed."""
    if Claim.objects.filter(CONFIRMED & (Q(account=account) | Q(person=person))).exists():
        raise AlreadyClaimed
    claim = _kept(Claim(account=account, person=person, words=words.strip()[:300]))
    trail.record("claimed", by=claimant(account), subject=claim, details={"person": person.pk})
    return claim


@transaction.atomic
def decide(claim: Claim, *, confirm: bool, reason: str = "", by: Actor) -> Claim:
    """Confirm or refuse. Nobody decides on their own. Raises NotAllowed, NoReason, NotOpen, AlreadyClaimed."""
    held = Claim.objects.select_for_update().get(pk=claim.pk)
    require(may_decide(by, held))
    if not confirm and not reason.strip():
        raise NoReason
    if held.confirmed is not None or held.withdrawn_at is not None:
        raise NotOpen
    try:
        with transaction.atomic():
            Claim.objects.filter(pk=held.pk).update(
                confirmed=confirm, decided_at=Now(), decided_by=by.id, decided_as=by.acted_as,
                reason=reason.strip()[:300] or None,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyClaimed from error
    details = {"person": held.person_id, "account": held.account_id}
    trail.record("confirmed_claim" if confirm else "refused_claim", by=by, subject=held, details=details)
    held.refresh_from_db()
    return held


@transaction.atomic
def withdraw_claim(claim: Claim, *, by: Actor) -> None:
    """The account is that person no more: the account itself, or who may confirm. Raises NotAllowed, NotOpen."""
    require(by.id == f"account:{claim.account_id}" or by.id == str(claim.person_id) or may_decide(by, claim))
    if not Claim.objects.filter(pk=claim.pk, withdrawn_at=None).update(withdrawn_at=Now()):
        raise NotOpen
    trail.record("withdrew_claim", by=by, subject=claim, details={"account": claim.account_id})


@transaction.atomic
def confirmed_already(account: Account, person: Person, *, by: Actor) -> Claim:
    """A claim that an invitation or the console vouches for. Raises AlreadyClaimed.

    For acts that have asked who may; an open claim of the account is withdrawn.
    """
    Claim.objects.filter(account=account, confirmed=None, withdrawn_at=None).update(withdrawn_at=Now())
    claim = _kept(
        Claim(
            account=account,
            person=person,
            confirmed=True,
            decided_at=Now(),
            decided_by=by.id,
            decided_as=by.acted_as,
        )
    )
    details = {"person": person.pk, "account": account.pk}
    trail.record("confirmed_claim", by=by, subject=claim, details=details)
    return claim


def may_decide(by: Actor, claim: Claim) -> bool:
    """Who may confirm claims of that person's organisations; not the person."""
    return asking.person_of(by) != claim.person_id and may_of_person(
        by, Right.CONFIRM_CLAIMS, claim.person_id
    )


def open_claims(by: Actor) -> list[Claim]:
    """The claims this actor may decide, oldest first."""
    found: QuerySet[Claim] = (
        Claim.objects.filter(confirmed=None, withdrawn_at=None).select_related("account").order_by("pk")
    )
    return [claim for claim in found[:200] if may_decide(by, claim)]


def _kept(claim: Claim) -> Claim:
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyClaimed from error
    claim.refresh_from_db()
    return claim
