"""The account of somebody who signs in. Who that is in the register is for the register to say."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Concat, Lower, Now

from kejia.accounts.kinds import (
    Channel,
    CodePurpose,
    EmployerKind,
    Method,
    SignInEventKind,
    TechnicalRoleKind,
)
from kejia.plain.text import LANGUAGES


class Accounts(BaseUserManager["Account"]):
    """Accounts by what one signs in with."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """By phone, as Django asks."""
        return self.get(phone=username)


class Account(AbstractBaseUser):
    """One person's own way in; never shared, never an organisation's. It holds no identity number and no right."""

    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)
    """As E.164 writes it, proved by a code."""
    email = models.EmailField(unique=True, null=True, blank=True)
    """In lower case, proved by a code or by whoever vouches for its sign-in."""
    name = models.CharField(max_length=100, blank=True)
    """As self-given; the register's name of the person is another matter."""
    county = models.CharField(max_length=12, blank=True)
    """The code of a division."""
    field = models.CharField(max_length=10, blank=True)
    """The code of a discipline."""
    employer = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, default="zh")
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspension_reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    USERNAME_FIELD = "phone"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        """Addresses have one spelling each, a suspension has its reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(phone__isnull=True) | Q(phone__regex=r"^\+[1-9][0-9]{6,14}$"),
                name="accounts_phone_as_e164",
            ),
            models.CheckConstraint(
                condition=Q(email__isnull=True) | Q(email=Lower("email")) & ~Q(email=""),
                name="accounts_email_in_lower_case",
            ),
            models.CheckConstraint(
                condition=Q(suspended_at__isnull=True) | ~Q(suspension_reason=""),
                name="accounts_suspended_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(employer="") | Q(employer__in=list(EmployerKind)), name="accounts_employer_known"
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="accounts_language_known"),
        ]

    def __str__(self) -> str:
        """For a log, where neither name nor number belongs."""
        return f"account {self.pk}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's is a plain attribute
        """Not suspended; Django and allauth ask for it before every request and every sign-in."""
        return self.suspended_at is None

    def get_full_name(self) -> str:
        """As Django and allauth ask for the name."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        """An empty address is none: libraries that fill in accounts write it as ""."""
        self.phone = self.phone or None
        self.email = self.email.lower() if self.email else None
        super().save(*args, **kwargs)


class SignInCode(models.Model):
    """Six digits on their way to a phone or a mailbox. Only their digest is kept, and they open one door once."""

    channel = models.CharField(max_length=10)
    address = models.CharField(max_length=254)
    purpose = models.CharField(max_length=20)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sign_in_codes")
    """Whose address it is where that was known, or who wants it as a new one; None of an unknown address."""
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField(db_default=Now())
    lapses_at = models.DateTimeField(db_index=True)
    tries_left = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Known kinds only."""

        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=list(Channel), purpose__in=list(CodePurpose)),
                name="accounts_code_known",
            )
        ]

    def __str__(self) -> str:
        """For a log."""
        return f"code {self.pk} by {self.channel}"


class SignInEvent(models.Model):
    """A line of the sign-in log: limits are counted here, holders and the security officer read it. Kept for a time."""

    at = models.DateTimeField(db_default=Now(), db_index=True)
    kind = models.CharField(max_length=20)
    method = models.CharField(max_length=20, blank=True)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="sign_in_events")
    key = models.CharField(max_length=64)
    """A keyed digest of the phone, mailbox or account that was tried: what nobody registered is written nowhere."""
    ip = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=300, blank=True)

    class Meta:
        """Found by what was tried, by whom it was, and from where."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(SignInEventKind)) & (Q(method="") | Q(method__in=list(Method))),
                name="accounts_event_known",
            )
        ]
        indexes = [
            models.Index(fields=["key", "at"], name="accounts_event_by_key"),
            models.Index(fields=["ip", "at"], name="accounts_event_by_ip"),
            models.Index(fields=["account", "at"], name="accounts_event_by_account"),
        ]

    def __str__(self) -> str:
        """For a log."""
        return f"{self.kind} {self.method}"


class Consent(models.Model):
    """That the holder agreed to a text: which one, in which version."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="consents")
    text = models.CharField(max_length=50)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    """SHA-256 of the words, so that a version that was changed in silence shows."""
    given_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Once for each version."""

        constraints = [
            models.UniqueConstraint(fields=["account", "text", "version"], name="accounts_consent_once")
        ]

    def __str__(self) -> str:
        """For a log."""
        return f"{self.text} {self.version}"


class TechnicalRole(models.Model):
    """That an account is system, security or audit officer for some days. No right in any matter comes with it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="technical_roles")
    role = models.CharField(max_length=20)
    valid = DateRangeField()
    given_by = models.CharField(max_length=100)
    """Who gave it, as kind:id of the trail's actor."""
    second_by = models.CharField(max_length=100, blank=True)
    """Who agreed; empty only where the console gave it, as for the very first."""
    given_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Nobody holds two at once; nobody gives one alone, or to themselves."""

        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=list(TechnicalRoleKind)), name="accounts_technical_role_known"
            ),
            models.CheckConstraint(
                condition=~Q(valid__isempty=True) & Q(valid__startswith__isnull=False),
                name="accounts_technical_role_has_days",
            ),
            ExclusionConstraint(
                name="accounts_one_technical_role",
                expressions=[("account", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=(Q(second_by="") & Q(given_by__startswith="console:"))
                | (~Q(second_by="") & ~Q(second_by=models.F("given_by"))),
                name="accounts_technical_role_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(given_by=Concat(models.Value("account:"), models.F("account_id")))
                & ~Q(second_by=Concat(models.Value("account:"), models.F("account_id"))),
                name="accounts_technical_role_by_others",
            ),
        ]

    def __str__(self) -> str:
        """For a log."""
        return f"{self.role} of {self.account_id}"


class OutboxItem(models.Model):
    """A code that nobody sent: an installation for development shows it instead."""

    channel = models.CharField(max_length=10)
    address = models.CharField(max_length=254)
    zh = models.TextField()
    en = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        """The newest first."""

        ordering = ["-pk"]

    def __str__(self) -> str:
        """For a log."""
        return f"{self.channel} {self.pk}"
