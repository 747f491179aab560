"""The gateway of a channel on this installation."""

from datetime import timedelta

from django.conf import settings

from kejia.messages.channels.mail import MailGateway
from kejia.messages.channels.outcome import Gateway
from kejia.messages.channels.shown import ShownGateway
from kejia.messages.channels.sms import SmsGateway
from kejia.messages.channels.wecom import WecomGateway
from kejia.messages.gateways import Gateways
from kejia.messages.kinds import Channel


def find_gateway(channel: Channel) -> Gateway | None:
    """The way out by a channel; None where this installation has none. With KEJIA_OUTBOX nothing really goes out."""
    if settings.KEJIA_OUTBOX:
        return ShownGateway(channel)
    named: Gateways = settings.KEJIA_GATEWAYS
    if channel == Channel.EMAIL and (mail := named["email"]) is not None:
        return MailGateway(**mail)
    if channel == Channel.SMS and (sms := named["sms"]) is not None:
        return SmsGateway(sms["url"], sms["secret"], timedelta(seconds=sms["remembers"]))
    if channel == Channel.WECOM and (wecom := named["wecom"]) is not None:
        return WecomGateway(**wecom)
    return None


def open_channels() -> list[Channel]:
    """The channels by which something goes out from here."""
    return [channel for channel in Channel if find_gateway(channel) is not None]
