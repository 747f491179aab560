"""The invented recipients of the tests, what they are told, and gateways for them."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from kejia.messages import delivering
from kejia.messages.actions import choose, send
from kejia.messages.directory import Reach
from kejia.messages.gateways import Gateways, Mail, Sms, Wecom
from kejia.messages.kinds import Channel, InDoubt, MessageKind
from kejia.messages.models import Delivery, Letter, Message
from kejia.messages.tests.servers import SECRET
from kejia.messages.timing import Hours
from kejia.plain.text import Text
from kejia.trail.actor import Actor

BY = Actor("console", "test", "试", "")
WANG, LI, ZHAO = "test:wang", "test:li", "test:zhao"
"""One with all addresses, one who reads English and has a mailbox alone, one with none."""
REACH = {
    WANG: Reach({Channel.SMS: "+8613800000001", Channel.EMAIL: "wang@example.org", Channel.WECOM: "wang"}),
    LI: Reach({Channel.EMAIL: "li@example.org"}, "en"),
    ZHAO: Reach(),
}
ANSWERED = MessageKind("tests.answered", Text("提案答复", "answer to a proposal"), (Channel.EMAIL,))
TEXTED = MessageKind("tests.texted", Text("短信通知", "text notice"), (Channel.SMS,))
ONCE = MessageKind("tests.once", Text("至多一次", "once at most"), (Channel.SMS,), in_doubt=InDoubt.NEVER)
MAILED_ONCE = MessageKind(
    "tests.mailed_once", Text("邮件至多一次", "mailed once at most"), in_doubt=InDoubt.NEVER
)
NEWS = MessageKind("tests.news", Text("动态", "news"), (Channel.EMAIL,), digest=True)
DUTY = MessageKind(
    "tests.duty",
    Text("评审任务", "reviewing duty"),
    duty=Text("评审是您接受的职责", "reviewing is a duty you took on"),
)
WECOMED = MessageKind("tests.wecomed", Text("企业微信通知", "WeCom notice"), (Channel.WECOM,))
KINDS = (ANSWERED, TEXTED, ONCE, MAILED_ONCE, NEWS, DUTY, WECOMED)

AWAKE = Hours(time(0), time(0), time(8))


def reach_of_tests(recipient: str) -> Reach | None:
    """The directory of the tests."""
    return REACH.get(recipient)


def tell(
    kind: MessageKind = ANSWERED, to: str = WANG, what: str = "第 7 号提案已答复", **more: Any
) -> Message:
    """Tell somebody something."""
    with transaction.atomic():
        return send(
            kind, to, Text(what, f"{what} in English"), Text("请查看。", "Please look."), by=BY, **more
        )


def never_quiet(*recipients: str) -> None:
    """These have no quiet hours, so that a test may run at night."""
    for recipient in recipients:
        choose(recipient, {}, AWAKE, by=BY)


def gateways(*, smtp: int = 0, sms: int = 0, wecom: int = 0, remembers: int = 0) -> Gateways:
    """Gateways on these ports of this machine, as the environment would name them."""
    here = "127.0.0.1"
    return Gateways(
        email=Mail(
            host=here,
            port=smtp,
            sender="Kejia <kejia@example.org>",
            user="",
            password="",
            tls=False,
            starttls=False,
        )
        if smtp
        else None,
        sms=Sms(url=f"http://{here}:{sms}/send", secret=SECRET, remembers=remembers) if sms else None,
        wecom=Wecom(corp="corp", agent=7, secret="s", url=f"http://{here}:{wecom}") if wecom else None,
    )


def work(rounds: int = 3) -> None:
    """What a worker does with everything that is due now."""
    for _ in range(rounds):
        for delivery in Delivery.objects.filter(letter=None, skipped="").order_by("pk"):
            delivering.carry_on(delivery.pk)
        for letter in Letter.objects.filter(state__in=["ready", "handing"]).order_by("pk"):
            delivering.hand_over(letter.pk)


def let_it_be_due(by: timedelta = timedelta(days=2)) -> None:
    """As if so much time had passed for everything that waits."""
    past: datetime = timezone.now() - by
    Delivery.objects.filter(letter=None, skipped="").update(due_at=past)
    Letter.objects.filter(state="ready").update(due_at=past)


def let_leases_run_out() -> None:
    """As if the worker that hands a letter over had been gone for long."""
    Letter.objects.filter(state="handing").update(claimed_until=timezone.now() - timedelta(seconds=1))


def jobs() -> list[str]:
    """The names of what the worker was asked for."""
    found = ProcrastinateJob.objects.filter(queue_name="letters", status="todo")
    return sorted(found.values_list("task_name", flat=True))
