"""The kinds and the directory of these tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from kejia.messages import directory, kinds
from kejia.messages.tests.acting import KINDS, reach_of_tests


@pytest.fixture(autouse=True)
def known_here(settings: Any) -> Iterator[None]:
    """Kinds and recipients of the tests; a site with an address and no gateway yet."""
    settings.KEJIA_ADDRESS = "https://kejia.example.org"
    settings.KEJIA_OUTBOX = False
    before = dict(kinds._declared)
    kinds.declare(KINDS)
    directory.register(reach_of_tests)
    yield
    directory.forget(reach_of_tests)
    kinds._declared.clear()
    kinds._declared.update(before)
