"""Phones and mailboxes in one spelling each, and how they are shown without being given away."""

import re
from typing import NamedTuple

from kejia.accounts.kinds import Channel
from kejia.plain.folding import folded
from kejia.plain.text import Text

CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}")
E164 = re.compile(r"\+[1-9]\d{6,14}")
MAILBOX = re.compile(r"[^@\s]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+")
NO_PHONE = Text(
    "请填写 11 位手机号；境外号码请连同 + 和国家代码一起写",
    "enter a mobile number of 11 digits; a foreign one with + and its country code",
)
NO_ADDRESS = Text("请填写手机号或电子邮箱", "enter a mobile number or an e-mail address")


class UnusableAddress(ValueError):
    """It is neither a phone nor a mailbox; says what to enter."""

    def __init__(self, say: Text) -> None:
        super().__init__(say.en)
        self.say = say


class Address(NamedTuple):
    """Where a code can go."""

    channel: Channel
    value: str

    @property
    def shown(self) -> str:
        """So much of it that its owner knows it: 138****0001, w***@example.org."""
        if self.channel is Channel.EMAIL:
            name, _, site = self.value.partition("@")
            return f"{name[:1]}***@{site}"
        number = self.value.removeprefix("+86")
        return f"{number[:3]}****{number[-4:]}"


def read_phone(typed: str) -> Address:
    """A phone as people type it, with spaces, hyphens, full-width digits, +86. Raises UnusableAddress."""
    number = re.sub(r"[\s\-().]", "", folded(typed))
    number = re.sub(r"^00(?=[1-9])", "+", number)
    bare = re.sub(r"^(\+?86)(?=1\d{10}$)", "", number)
    if CHINESE_MOBILE.fullmatch(bare):
        return Address(Channel.SMS, f"+86{bare}")
    if E164.fullmatch(number) and not number.startswith("+86"):
        return Address(Channel.SMS, number)
    raise UnusableAddress(NO_PHONE)


def read_mailbox(typed: str) -> Address:
    """A mailbox, in lower case. Raises UnusableAddress."""
    mailbox = folded(typed).replace(" ", "").lower()
    if len(mailbox) <= 254 and MAILBOX.fullmatch(mailbox):
        return Address(Channel.EMAIL, mailbox)
    raise UnusableAddress(NO_ADDRESS)


def read_address(typed: str) -> Address:
    """Either of the two. Raises UnusableAddress."""
    return read_mailbox(typed) if "@" in folded(typed) else read_phone(typed)
