"""What a letter says, in its recipient's language: one message, or a digest of several."""

from collections.abc import Sequence
from dataclasses import dataclass

from kejia.messages.directory import Reach
from kejia.messages.kinds import Channel, Pace
from kejia.messages.links import link_to_message, link_to_stop
from kejia.messages.models import Letter, Message
from kejia.messages.stopping import StopOrder, token_of
from kejia.plain.text import Language, Text

DIGEST = Text("{n} 条新消息", "{n} new messages")


@dataclass(frozen=True)
class Composed:
    """A letter as a gateway gets it; each channel takes of it what fits."""

    key: str
    """The same however often the letter is handed over."""
    address: str
    subject: str
    text: str
    link: str = ""
    stop: str = ""
    """Where one click stops such letters; empty where nothing in it can be stopped."""
    language: Language = "zh"
    secret: bool = False


def compose(letter: Letter, messages: Sequence[Message], reach: Reach) -> Composed:
    """The letter with these messages; the recipient has an address on its channel."""
    language = reach.language
    if letter.digest:
        subject = DIGEST.filled(n=len(messages)).within(language)
        text = "\n".join(_line(message, language) for message in messages)
        link = link_to_message(messages[0].pk) if len(messages) == 1 else ""
    else:
        message = messages[0]
        subject, text = message.subject.within(language), message.body.within(language)
        link = "" if message.secret else link_to_message(message.pk)
    return Composed(
        key=str(letter.key),
        address=reach.addresses[letter.way],
        subject=subject,
        text=text,
        link=link,
        stop=_stop(letter, messages),
        language=language,
        secret=any(message.secret for message in messages),
    )


def _line(message: Message, language: Language) -> str:
    kind, subject = message.declared.text.within(language), message.subject.within(language)
    first = f"· {subject}（{kind}）" if language == "zh" else f"· {subject} ({kind})"
    link = link_to_message(message.pk)
    return f"{first}\n  {link}" if link else first


def _stop(letter: Letter, messages: Sequence[Message]) -> str:
    kinds = tuple(sorted({message.kind for message in messages if message.declared.may_be_stopped}))
    if not kinds:
        return ""
    pace = Pace.DIGEST if letter.digest else Pace.AT_ONCE
    return link_to_stop(token_of(StopOrder(letter.recipient, Channel(letter.channel), kinds, pace)))
