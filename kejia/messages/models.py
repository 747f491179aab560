"""Messages, which are the record; deliveries, one for each way out; letters, which are what a gateway is handed."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kejia.messages.kinds import Channel, MessageKind, Pace, Skipped, State, kind_named
from kejia.messages.timing import Hours
from kejia.plain.text import Text


def one_of(closed: Any, **more: Any) -> "models.CharField[str, str]":  # Any: an enum; a field's own options
    """A column that holds one of a closed set."""
    longest = max(len(each.value) for each in closed)
    return models.CharField(max_length=max(longest, 16), **more)


class Message(models.Model):
    """What somebody is told, in both languages. Written in the transaction of the fact it tells of."""

    recipient = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    subject_zh = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=300)
    body_zh = models.TextField()
    body_en = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    """Where on this site to go on, such as /imports/7/."""
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    sent_by = models.CharField(max_length=120)
    """Kind and id of who acted, as in the trail."""
    made_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True)
    secret = models.BooleanField(default=False)

    class Meta:
        """Found by recipient, unread first and the newest first."""

        indexes = [
            models.Index(fields=["recipient", "-id"], name="letters_inbox"),
            models.Index(
                fields=["recipient", "-id"],
                condition=Q(read_at__isnull=True, secret=False),
                name="letters_unread",
            ),
            models.Index(fields=["about_type", "about_id"], name="letters_about"),
        ]

    def __str__(self) -> str:
        """For a log: neither to whom nor what."""
        return f"message {self.pk} ({self.kind})"

    @property
    def subject(self) -> Text:
        """What it is about."""
        return Text(self.subject_zh, self.subject_en)

    @property
    def body(self) -> Text:
        """What it says, plain text with line ends."""
        return Text(self.body_zh, self.body_en)

    @property
    def declared(self) -> MessageKind:
        """Its kind."""
        return kind_named(self.kind)


class Letter(models.Model):
    """What a gateway is handed in one go: one message, or a digest of several.

    `key` is handed along each time, so that a gateway which knows keys sends it once however often it is handed over.
    """

    recipient = models.CharField(max_length=120)
    channel = one_of(Channel)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.BooleanField(default=False)
    state = one_of(State, default=State.READY.value)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    """Of the worker that hands it over now; whoever holds another may not write here."""
    claimed_until = models.DateTimeField(null=True)
    first_handed_at = models.DateTimeField(null=True)
    doubtful = models.BooleanField(default=False)
    """Whether a gateway may have taken it over without our knowing."""
    sent_at = models.DateTimeField(null=True)
    masked = models.CharField(max_length=120, blank=True)
    """Where it went, as lists show it."""
    receipt = models.CharField(max_length=200, blank=True)
    trouble_zh = models.CharField(max_length=300, blank=True)
    trouble_en = models.CharField(max_length=300, blank=True)
    shown = models.JSONField(null=True)
    """What would have been sent, on an installation that sends nothing (the development outbox)."""

    class Meta:
        """What is under way is found without looking through what is done."""

        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state__in=["ready", "handing"]), name="letters_under_way"
            ),
            models.Index(fields=["-id"], condition=Q(state__in=["dead", "in_doubt"]), name="letters_failed"),
        ]

    def __str__(self) -> str:
        """For a log."""
        return f"letter {self.pk} by {self.channel}, {self.state}"

    @property
    def trouble(self) -> Text:
        """What went wrong the last time."""
        return Text(self.trouble_zh, self.trouble_en)

    @property
    def way(self) -> Channel:
        """Its channel."""
        return Channel(self.channel)

    @property
    def standing(self) -> State:
        """Its state."""
        return State(self.state)


class Delivery(models.Model):
    """One way out for one message: waiting for its moment, put into a letter, or skipped for a reason."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    channel = one_of(Channel)
    digest = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="deliveries")
    skipped = one_of(Skipped, blank=True)

    class Meta:
        """Once on each channel."""

        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="letters_once_a_channel"),
            models.CheckConstraint(
                condition=Q(letter__isnull=True) | Q(skipped=""), name="letters_sent_or_skipped"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(letter__isnull=True, skipped=""), name="letters_waiting"
            )
        ]

    def __str__(self) -> str:
        """For a log."""
        return f"delivery {self.pk} of message {self.message_id} by {self.channel}"

    @property
    def way(self) -> Channel:
        """Its channel."""
        return Channel(self.channel)

    @property
    def standing(self) -> Text:
        """Where it stands, in words."""
        if self.skipped:
            return Skipped(self.skipped).text
        return self.letter.standing.text if self.letter is not None else State.READY.text


class Choice(models.Model):
    """How a recipient wants one kind on one channel; without a row the kind's own default holds."""

    recipient = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    channel = one_of(Channel)
    pace = one_of(Pace)

    class Meta:
        """One answer to each question."""

        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind", "channel"], name="letters_one_choice")
        ]

    def __str__(self) -> str:
        """For a log."""
        return f"{self.kind} by {self.channel}: {self.pace}"


class RecipientHours(models.Model):
    """A recipient's own quiet hours and hour of the digest."""

    recipient = models.CharField(max_length=120, primary_key=True)
    quiet_from = models.TimeField(default=Hours.quiet_from)
    quiet_until = models.TimeField(default=Hours.quiet_until)
    digest_at = models.TimeField(default=Hours.digest_at)

    def __str__(self) -> str:
        """For a log."""
        return f"quiet from {self.quiet_from} until {self.quiet_until}"

    @property
    def hours(self) -> Hours:
        """As the clock uses them."""
        return Hours(self.quiet_from, self.quiet_until, self.digest_at)
