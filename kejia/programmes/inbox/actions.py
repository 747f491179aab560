"""The one message this programme sends: a trial, to see whether one's addresses work."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kejia.messages.access import seen_by
from kejia.messages.actions import send
from kejia.messages.models import Message
from kejia.plain.text import Text
from kejia.programmes.inbox.manifest import TRIAL
from kejia.trail.actor import Actor

A_DAY = 5
"""Trials within 24 hours; each may be an SMS that somebody pays."""


class TooManyTrials(Exception):
    """One has had as many trials as a day allows."""


@transaction.atomic
def send_trial(recipient: str, *, by: Actor) -> Message:
    """Write to oneself by every way that is open. Raises TooManyTrials."""
    since = timezone.now() - timedelta(days=1)
    if seen_by(recipient).filter(kind=TRIAL.name, made_at__gt=since).count() >= A_DAY:
        raise TooManyTrials
    return send(
        TRIAL,
        recipient,
        Text("试发：能收到就说明这个渠道可用", "Trial: if you read this, the channel works"),
        Text(
            "这是您在消息设置里自己要求试发的，不用回复。",
            "You asked for this in the settings of your messages. No answer is needed.",
        ),
        by=by,
        link="/inbox/preferences/",
    )
