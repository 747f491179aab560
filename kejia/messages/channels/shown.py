"""The development outbox: nothing goes out, what would have is kept to be looked at."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from kejia.messages.channels.mail import MailGateway
from kejia.messages.channels.outcome import Outcome, sent
from kejia.messages.channels.sms import words as sms_words
from kejia.messages.channels.wecom import words as wecom_words
from kejia.messages.composing import Composed
from kejia.messages.kinds import Channel
from kejia.messages.models import Letter


@dataclass
class ShownGateway:
    """Writes what a channel would have sent beside the letter."""

    channel: Channel
    remembers: timedelta = timedelta(days=365)

    def hand_over(self, letter: Composed) -> Outcome:
        """Keep it; handing it over again changes nothing."""
        shown = asdict(letter) | {"words": self._words(letter)}
        Letter.objects.filter(key=letter.key).update(shown=shown)
        return sent("outbox")

    def _words(self, letter: Composed) -> str:
        if self.channel == Channel.SMS:
            return sms_words(letter)
        if self.channel == Channel.WECOM:
            return wecom_words(letter)
        mail = MailGateway("", 0, "kejia@localhost").mail_of(letter)
        return str(mail.body)
