"""What a declaration of a kind of messages may say."""

import pytest

from kejia.messages import kinds
from kejia.messages.kinds import (
    CODE,
    Channel,
    MessageKind,
    Pace,
    UnknownKind,
    declare,
    get_kind,
    kind_named,
    open_kinds,
)
from kejia.messages.tests.acting import ANSWERED, DUTY
from kejia.plain.text import Text

NAME = Text("通知", "notice")


@pytest.mark.parametrize("name", ["answered", "Tests.answered", "tests.", "tests.an swered", "t." + "a" * 60])
def test_a_kind_is_named_for_its_programme_and_a_word(name: str) -> None:
    with pytest.raises(ValueError, match="named for its programme"):
        MessageKind(name, NAME)


def test_what_is_urgent_does_not_wait_for_a_digest() -> None:
    with pytest.raises(ValueError, match="does not wait"):
        MessageKind("tests.both", NAME, urgent=True, digest=True)


def test_a_name_has_one_meaning() -> None:
    declare([ANSWERED])
    with pytest.raises(ValueError, match="two kinds"):
        declare([MessageKind(ANSWERED.name, NAME)])


def test_a_code_can_be_neither_stopped_nor_seen_in_an_inbox() -> None:
    assert not CODE.may_be_stopped
    assert CODE not in open_kinds()
    assert DUTY in open_kinds()


def test_a_message_whose_programme_is_gone_still_goes_out_and_is_not_sent_anew() -> None:
    kinds._declared.pop(ANSWERED.name)
    assert kind_named(ANSWERED.name).pace_on(Channel.EMAIL) == Pace.AT_ONCE
    with pytest.raises(UnknownKind):
        get_kind(ANSWERED.name)
