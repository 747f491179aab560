"""While the invented federation is loaded, every page says so."""

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from kejia.register import reads
from kejia.register.models import Batch
from kejia.site.context import shows_demo

SAYS = {
    "zh-hans": "演示数据：人物、文号和所述情况均为虚构",
    "en": "people, documents and what is said are invented",
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_says_that_the_demo_is_loaded(client: Client, language: str) -> None:
    client.cookies["kejia_language"] = language
    cache.delete(reads.DEMO_LOADED)
    assert SAYS[language] not in client.get("/").content.decode()
    Batch.objects.create(title="演示数据", made_by="test", is_demo=True)
    reads.look_for_demo_again()
    for address in ("/", "/check/", "/plan/"):
        assert SAYS[language] in client.get(address).content.decode()


def test_a_page_is_shown_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> bool:
        raise OperationalError("no server")

    monkeypatch.setattr(reads, "demo_loaded", fails)
    assert not shows_demo()
    assert client.get("/").status_code == 200
