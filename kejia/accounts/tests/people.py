"""The same invented people in every test of accounts, and what they hold."""

import re
from datetime import date

from kejia.accounts.actions import create_account, give_technical_role
from kejia.accounts.addresses import Address, read_mailbox, read_phone
from kejia.accounts.kinds import Channel, TechnicalRoleKind
from kejia.accounts.models import Account, OutboxItem
from kejia.accounts.reads import actor_of
from kejia.accounts.sign_in_log import Origin
from kejia.trail.actor import Actor

CONSOLE = Actor("console", "root", "root", "")
HERE = Origin("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0")
ELSEWHERE = Origin("198.51.100.9", "Mozilla/5.0 (iPhone)")
WANG = read_phone("13800000001")
LI = read_phone("13800000002")
WANG_MAIL = read_mailbox("wang@example.org")
PASSWORD = "正确的马和电池订书钉"
CODE = re.compile(r"\d{6}")


def an_account(phone: Address | None = WANG, name: str = "王岚", email: Address | None = None) -> Account:
    """Somebody's account, as registered."""
    return create_account(phone=phone, email=email, name=name, by=CONSOLE)


def an_officer(role: TechnicalRoleKind, phone: str = "13900000009") -> tuple[Account, Actor]:
    """An account with a technical role, and it as an actor under that role."""
    account = an_account(read_phone(phone), "安全员")
    give_technical_role(account, role, since=date(2020, 1, 1), by=CONSOLE)
    return account, actor_of(account, role)


def last_code(address: Address = WANG) -> str:
    """The digits that went out last to an address."""
    item = OutboxItem.objects.filter(channel=address.channel, address=address.value).first()
    assert item is not None
    found = CODE.search(item.zh)
    assert found
    return found.group()


def wrong(code: str) -> str:
    """Six digits that are not these."""
    return f"{(int(code) + 1) % 10**6:06}"


SMS, EMAIL = Channel.SMS, Channel.EMAIL
