"""Several workers at once, each on a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from kejia.messages import delivering
from kejia.messages.models import Delivery, Letter
from kejia.messages.tests.acting import NEWS, TEXTED, WANG, gateways, let_it_be_due, never_quiet, tell
from kejia.messages.tests.servers import sms_server, smtp_server

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 5


def at_once(acts: list[Callable[[], object]]) -> list[BaseException]:
    """Run all of them at the same moment; what they raised."""
    ready, raised = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait(30)
            act()
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,), daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def test_the_jobs_of_one_digest_make_one_letter(settings: Any) -> None:
    never_quiet(WANG)
    with smtp_server() as server:
        settings.KEJIA_GATEWAYS = gateways(smtp=server.port)
        for number in range(WORKERS):
            tell(NEWS, what=f"news {number}")
        let_it_be_due()
        due = list(Delivery.objects.values_list("pk", flat=True))
        assert at_once([lambda pk=pk: delivering.carry_on(pk) for pk in due]) == []  # type: ignore[misc]
        assert (Letter.objects.count(), len(server.raw)) == (1, 1)
        assert Letter.objects.get().deliveries.count() == WORKERS


def test_workers_at_one_message_hand_it_over_once(settings: Any) -> None:
    never_quiet(WANG)
    with sms_server(knows_keys=False) as server:
        settings.KEJIA_GATEWAYS = gateways(sms=server.port)
        tell(TEXTED)
        pk = Delivery.objects.get().pk
        assert at_once([lambda: delivering.carry_on(pk)] * WORKERS) == []
        assert (len(server.passed_on), Letter.objects.get().state) == (1, "sent")
