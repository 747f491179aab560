"""Where a request comes from."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

from kejia.accounts.sign_in_log import Origin


def origin_of(request: HttpRequest) -> Origin:
    """The visitor's address (behind a proxy the one it names) and browser."""
    try:
        ip = get_adapter().get_client_ip(request)
    except (PermissionDenied, ImproperlyConfigured):  # no address, or not the number of proxies that was set
        ip = None
    return Origin(ip, request.headers.get("User-Agent", "")[:300])
