"""Codes go into the outbox."""

from collections.abc import Iterator

import pytest

from kejia.accounts.kinds import Channel
from kejia.accounts.sending import register_sender, to_outbox


@pytest.fixture(autouse=True)
def outbox() -> Iterator[None]:
    """For both channels, whatever the site has wired."""
    for channel in Channel:
        register_sender(channel, to_outbox)
    yield
    for channel in Channel:
        register_sender(channel, to_outbox)
