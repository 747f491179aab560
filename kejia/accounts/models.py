"""The account of somebody who signs in. Who that is in the register is for the register to say."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from kejia.accounts.kinds import EmployerKind, PageLanguage


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
    employer = models.CharField(max_length=20, choices=EmployerKind.choices, blank=True)
    language = models.CharField(max_length=2, choices=PageLanguage.choices, default=PageLanguage.CHINESE)
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
        ]

    def __str__(self) -> str:
        """For a log, where neither name nor number belongs."""
        return f"account {self.pk}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's is a plain attribute
        """Not suspended; Django and allauth ask for it before every request and every sign-in."""
        return self.suspended_at is None

    def save(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own signature
        """An empty address is none: libraries that fill in accounts write it as ""."""
        self.phone = self.phone or None
        self.email = self.email.lower() if self.email else None
        super().save(*args, **kwargs)
