"""Reading: the inbox, how somebody wants to be written to, and what did not go out."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When

from kejia.messages.access import seen_by
from kejia.messages.kinds import FAILED, Channel, MessageKind, Pace, kind_named, open_kinds
from kejia.messages.models import Choice, Delivery, Letter, Message, RecipientHours
from kejia.messages.timing import Hours

A_PAGE = 30


@dataclass(frozen=True)
class Key:
    """Where a page of the inbox begins: after this message, which was read or not."""

    read: bool
    id: int

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{int(self.read)}-{self.id}"


def read_key(written: str) -> Key | None:
    """The key in an address; None where it is none, which is the first page."""
    read, dash, id = written.partition("-")
    if read in ("0", "1") and dash and id.isascii() and id.isdigit() and len(id) <= 18:
        return Key(read == "1", int(id))
    return None


def inbox_of(reader: str, after: Key | None = None) -> tuple[list[Message], Key | None]:
    """One page, unread first, then the newest first; and the key of the next page, None on the last."""
    found = seen_by(reader).annotate(
        was_read=Case(
            When(read_at__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
    )
    if after is not None:
        later = Q(was_read=int(after.read), id__lt=after.id)
        found = found.filter(later if after.read else later | Q(was_read=1))
    page: list[Message] = [*found.order_by("was_read", "-id")[: A_PAGE + 1]]
    if len(page) <= A_PAGE:
        return page, None
    last = page[A_PAGE - 1]
    return page[:A_PAGE], Key(last.read_at is not None, last.pk)


def count_unread(reader: str) -> int:
    """How many messages wait to be read."""
    return seen_by(reader).filter(read_at__isnull=True).count()


def find_message(reader: str, pk: int) -> Message | None:
    """One of the reader's messages, with the ways it went out; None for one that is none of theirs."""
    ways = Prefetch("deliveries", Delivery.objects.select_related("letter").order_by("channel"))
    return seen_by(reader).filter(pk=pk).prefetch_related(ways).first()


def hours_of(recipient: str) -> Hours:
    """Somebody's quiet hours and hour of the digest."""
    found = RecipientHours.objects.filter(recipient=recipient).first()
    return found.hours if found else Hours()


def paces_of(recipient: str, kind: MessageKind) -> dict[Channel, Pace]:
    """How one kind goes out to somebody, on each channel."""
    chosen = dict(Choice.objects.filter(recipient=recipient, kind=kind.name).values_list("channel", "pace"))
    return {channel: _pace(kind, channel, chosen.get(channel.value)) for channel in Channel}


def all_paces_of(recipient: str) -> list[tuple[MessageKind, dict[Channel, Pace]]]:
    """The same for every kind there is, for a page of preferences."""
    rows = Choice.objects.filter(recipient=recipient).values_list("kind", "channel", "pace")
    chosen = {(kind, channel): pace for kind, channel, pace in rows}
    return [
        (kind, {channel: _pace(kind, channel, chosen.get((kind.name, channel.value))) for channel in Channel})
        for kind in open_kinds()
    ]


def _pace(kind: MessageKind, channel: Channel, chosen: str | None) -> Pace:
    usual = kind.pace_on(channel)
    if chosen is None:
        return usual
    # a kind that cannot be stopped may be had on more channels or in a digest, not on fewer
    if Pace(chosen) == Pace.OFF and usual != Pace.OFF and not kind.may_be_stopped:
        return usual
    return Pace.AT_ONCE if kind.urgent and Pace(chosen) == Pace.DIGEST else Pace(chosen)


def failed_letters() -> QuerySet[Letter]:
    """Letters that were given up or are in doubt, the newest first."""
    return Letter.objects.filter(state__in=[state.value for state in FAILED]).order_by("-id")


def newest_letters() -> QuerySet[Letter]:
    """All letters with what would have been sent, the newest first: the development outbox."""
    return (
        Letter.objects.order_by("-id")
        .prefetch_related(Prefetch("deliveries", Delivery.objects.select_related("message")))
        .all()
    )


def kinds_of(letter: Letter) -> list[MessageKind]:
    """The kinds of the messages a letter carries."""
    names = Delivery.objects.filter(letter=letter).values_list("message__kind", flat=True)
    return [kind_named(name) for name in sorted(set(names))]
