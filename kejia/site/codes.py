"""By what codes leave this installation: accounts and messages do not know one another, so the site ties them."""

from django.conf import settings

from kejia.accounts.kinds import Channel
from kejia.accounts.sending import register_sender, to_outbox


def wire() -> None:
    """The outbox where KEJIA_OUTBOX says so: nothing is sent then."""
    if settings.KEJIA_OUTBOX:
        for channel in Channel:
            register_sender(channel, to_outbox)
