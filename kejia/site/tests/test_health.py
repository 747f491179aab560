"""The address that whatever watches the site asks for."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_site_is_healthy_while_its_database_answers(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
