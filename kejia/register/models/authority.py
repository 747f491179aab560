"""What a post may do, and who acts for its holder for some days."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kejia.register import kinds
from kejia.register.models.identities import BELIEVED, Fact, Person, Post, kind_of, no_overlap


class PostDuty(Fact):
    """A post brings a right, as far as its scope reaches. Whoever holds the post on a day has it on that day."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="duties")
    right = kind_of(kinds.Right)
    scope = kind_of(kinds.Scope)

    class Meta(Fact.Meta):
        """One scope of a right at a time."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("post_duty_once", "post", "right"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["post", "right"], condition=BELIEVED, name="post_duty_post_right")
        ]


class StandIn(Fact):
    """Somebody acts for the holder of a post, up to a day, at most 90 days; it counts while the holder holds the post.

    A constraint in SQL sees to the length (migration 0007).
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="stand_ins")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="lent")
    person = models.ForeignKey(Person, models.PROTECT, related_name="stands_in")

    class Meta(Fact.Meta):
        """Nobody stands in for themself; the same person for the same post once at a time."""

        constraints: ClassVar = [
            *Fact.Meta.constraints,
            no_overlap("stand_in_once", "post", "person"),
            models.CheckConstraint(condition=~Q(person=F("holder")), name="stand_in_is_another"),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], condition=BELIEVED, name="stand_in_person")]
