"""What every page shows that only the site knows of: whether what it shows is the invented federation."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest

from kejia.register import reads


def demo(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """The context processor; the register is asked only where a page shows it, and once a minute."""
    return {"demo_loaded": shows_demo}


def shows_demo() -> bool:
    """Whether the demo is loaded; a page is shown without the database too."""
    try:
        return reads.demo_loaded()
    except DatabaseError:
        cache.set(reads.DEMO_LOADED, False, reads.LOOK_AGAIN)
        return False
