"""Whom the register tells of an emergency right: the site registers a way; what is in force is listed besides."""

from collections.abc import Callable

from kejia.register.models import EmergencyRight

Teller = Callable[[EmergencyRight], None]
_tellers: list[Teller] = []


def register_teller(teller: Teller) -> None:
    """Have a function called with every emergency right that two people gave, once it is given."""
    if teller not in _tellers:
        _tellers.append(teller)


def tell_security(given: EmergencyRight) -> None:
    """Tell all who are registered."""
    for teller in _tellers:
        teller(given)
