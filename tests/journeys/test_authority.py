"""Authority in a real browser."""

import pytest

from kejia.register.tests.insiders import Insider
from tests.journeys.looking import Opened, faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.usefixtures("insider")
@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (820, "light"), (1440, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    opened: Opened, axe: str, insider: Insider, width: int, theme: str
) -> None:
    page = opened("/authority/", width, theme)
    for address in ("", "stand-ins/", "hand-over/", "two/", "invitations/", "who/", "claims/"):
        page.goto(page.url.partition("/authority/")[0] + f"/authority/{address}")
        assert (address, faults(page, axe)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") == width
