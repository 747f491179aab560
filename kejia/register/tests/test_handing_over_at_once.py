"""Two scan the same code in the same moment, on connections of their own: one takes the post over, the other is refused."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kejia.register.authority import handing_over
from kejia.register.models import HandOver, Person
from kejia.register.tests.offices import Federation, acting
from kejia.register.tests.people import person

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_scan_at_once_one_takes_the_post() -> None:
    there = Federation()
    _, code = handing_over.show(there.secretary_post, by=acting(there.secretary, there.secretary_post))
    both = [person("周晓禾"), person("李强")]
    ready = Barrier(2)

    def scan(who: Person) -> bool:
        try:
            ready.wait(10)
            handing_over.take(code, who, by=acting(who))
            return True
        except handing_over.NotOpen:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        took = list(threads.map(scan, both))
    assert sorted(took) == [False, True]
    assert HandOver.objects.get().incoming == both[took.index(True)]
