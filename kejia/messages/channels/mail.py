"""E-mail by SMTP, through Django's own mail; RFC 8058 lets a mail program stop it with one click.

An SMTP server knows no keys. Each letter carries its key as Message-ID, the same every time, so that a mailbox which
drops doubles can; nothing is built on it.
"""

import smtplib
from dataclasses import dataclass
from datetime import timedelta

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from kejia.messages.channels.outcome import NO_MEMORY, Outcome, later, refused, sent, unsure
from kejia.messages.composing import Composed

TIMEOUT = 20
PERMANENT = 500
"""From this reply code on an SMTP server means never; below it, not now."""
STOP = {
    "zh": "不想再收到此类邮件，请打开：",
    "en": "To stop e-mails of this kind, open:",
}


@dataclass(frozen=True)
class MailGateway:
    """The server that takes our mail, and whom it is from."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: bool = False
    """TLS from the first byte (smtps)."""
    starttls: bool = False
    remembers: timedelta = NO_MEMORY

    def hand_over(self, letter: Composed) -> Outcome:
        """Hand it over; a fault before its last byte is no doubt, one after it is."""
        backend = EmailBackend(
            host=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_ssl=self.tls,
            use_tls=self.starttls,
            timeout=TIMEOUT,
        )
        try:
            backend.open()
        except (OSError, smtplib.SMTPException) as error:
            return later(type(error).__name__)
        mail = self.mail_of(letter)
        try:
            backend.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            return _by_code(next(iter(error.recipients.values()))[0])
        except smtplib.SMTPResponseException as error:
            return _by_code(error.smtp_code)
        except (OSError, smtplib.SMTPException) as error:
            return unsure(type(error).__name__)
        finally:
            backend.close()
        return sent(str(mail.extra_headers["Message-ID"]))

    def mail_of(self, letter: Composed) -> EmailMessage:
        """The mail itself."""
        host = self.sender.rpartition("@")[2].rstrip(">")
        headers = {"Message-ID": f"<{letter.key}@{host}>", "Auto-Submitted": "auto-generated"}
        parts = [letter.text, letter.link]
        if letter.stop:
            headers["List-Unsubscribe"] = f"<{letter.stop}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
            parts.append(f"-- \n{STOP[letter.language]}\n{letter.stop}")
        subject = " ".join(letter.subject.split())  # a header has one line
        return EmailMessage(
            subject, "\n\n".join(filter(None, parts)), self.sender, [letter.address], headers=headers
        )


def _by_code(code: int) -> Outcome:
    return refused(code) if code >= PERMANENT else later(code)
