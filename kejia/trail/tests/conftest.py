"""Fixtures of the trail's tests."""

import pytest
from django.db import connection


@pytest.fixture
def jobs(transactional_db: None) -> None:
    """No job waits; the flush between tests leaves the worker's own tables alone."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
