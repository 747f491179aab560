"""Who may: everybody reads their own inbox and nobody another's; whoever holds a stop link may stop what it names."""

from django.db.models import QuerySet

from kejia.messages.kinds import MessageKind
from kejia.messages.models import Message


def seen_by(reader: str) -> QuerySet[Message]:
    """The messages a recipient may read: their own, without codes."""
    return Message.objects.filter(recipient=reader, secret=False)


def may_be_stopped(kind: MessageKind) -> bool:
    """Whether a recipient may say no to such messages; the kind's `duty` says why not."""
    return kind.may_be_stopped
