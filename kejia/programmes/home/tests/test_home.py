"""The first page: a door only where there is something behind it."""

from typing import Any

from django.test import Client

from kejia.programmes.plan.manifest import MANIFEST as PLAN


def test_a_door_stands_only_where_its_programme_is_installed(client: Client, settings: Any) -> None:
    settings.KEJIA_MANIFESTS = (PLAN,)
    html = client.get("/").content.decode()
    assert html.count('class="k-door"') == 1
    assert '<a class="k-door" href="/plan/">' in html
    settings.KEJIA_MANIFESTS = ()
    assert 'class="k-door"' not in client.get("/").content.decode()


def test_the_example_says_that_its_figures_are_invented(client: Client) -> None:
    assert "示例，数字为虚构" in client.get("/").content.decode()


def test_the_page_says_whose_it_is_not(client: Client) -> None:
    assert "它不是中国科协的网站" in client.get("/").content.decode()
