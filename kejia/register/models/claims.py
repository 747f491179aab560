"""Which account is which person of the register, and invitations by link."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kejia.register.models.identities import Person, Post

CONFIRMED = Q(confirmed=True, withdrawn_at__isnull=True)
LONGEST_INVITATION = timedelta(days=14)


class Claim(models.Model):
    """An account says which person of the register it is; a secretary confirms or refuses.

    Rows are written once (a trigger): what is decided is filled in later and stays.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    """How the account says one can tell."""
    made_at = models.DateTimeField(db_default=Now())
    confirmed = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=100, null=True)  # noqa: DJ001  # filled in once, from null
    decided_as = models.CharField(max_length=100, null=True)  # noqa: DJ001
    reason = models.CharField(max_length=300, null=True)  # noqa: DJ001
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """One person an account, one account a person, one open claim an account; a refusal has its reason."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account"], condition=CONFIRMED, name="claim_one_person_an_account"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=CONFIRMED, name="claim_one_account_a_person"
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(confirmed__isnull=True, withdrawn_at__isnull=True),
                name="claim_one_open_an_account",
            ),
            models.CheckConstraint(
                condition=Q(confirmed__isnull=True, decided_at__isnull=True)
                | Q(confirmed__isnull=False, decided_at__isnull=False),
                name="claim_decided_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed=False) | Q(reason__isnull=False) & ~Q(reason=""),
                name="claim_refused_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"


class Invitation(models.Model):
    """A link, for one use, to a post: who opens it and accepts becomes its holder, and is confirmed as that person."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    """Whom of the register; null for somebody it does not hold yet."""
    name = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32, unique=True)
    """Of the secret in the link, which is kept nowhere."""
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.CharField(max_length=100)
    made_as = models.CharField(max_length=100, blank=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Short, and used or revoked once."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gt=F("made_at"), until__lte=F("made_at") + LONGEST_INVITATION),
                name="invitation_is_short",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_used_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
