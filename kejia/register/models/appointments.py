"""Facts about posts: how many seats, and who holds them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kejia.register import kinds
from kejia.register.models.identities import BELIEVED, Fact, Person, Post, kind_of, no_overlap


class Seats(Fact):
    """How many seats a post has; a post without this fact has no limit but `one_seat`."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="seats")
    number = models.PositiveIntegerField()

    class Meta(Fact.Meta):
        """One number at a time."""

        constraints: ClassVar = [*Fact.Meta.constraints, no_overlap("seats_one_at_a_time", "post")]


class Appointment(Fact):
    """Somebody holds a post. Vacancy is the absence of this fact; a future one is ordinary."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments", db_index=False)
    one_seat = models.BooleanField(default=False)
    """As the post says (a key on both columns holds it to that), so that the database can refuse a second holder."""
    capacity = kind_of(kinds.Capacity)
    establishment = kind_of(kinds.EstablishmentKind, blank=True)
    """The headcount it draws on; blank for none."""
    term = models.PositiveSmallIntegerField(null=True)
    votes_for = models.PositiveIntegerField(null=True)
    votes_of = models.PositiveIntegerField(null=True)

    class Meta(Fact.Meta):
        """One person a post once at a time; one holder of a one-seat post; one full-time headcount a person."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("appointment_once", "person", "post"),
            no_overlap("appointment_one_holder", "post", condition=BELIEVED & Q(one_seat=True)),
            no_overlap(
                "appointment_one_headcount", "person",
                condition=BELIEVED & Q(capacity="full_time") & ~Q(establishment=""),
            ),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True) | Q(votes_for__lte=models.F("votes_of")),
                name="appointment_votes_within_ballots",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            # who holds a post, on any day, as known at any moment, without the table
            models.Index(fields=["post"], include=["person", "valid", "known"], name="appointment_of_post")
        ]
