"""Where the sites of societies find this one as a provider of sign-in (OpenID Connect); mounted at the root."""

from allauth.idp.oidc.views import authorization
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from kejia.programmes.account.outside import onward


def shut(request: HttpRequest) -> HttpResponse:
    """Devices without a browser do not sign in here."""
    raise Http404


urlpatterns = [
    path("identity/o/authorize", onward(authorization)),
    path("identity/o/device", shut),
    path("identity/o/api/device/code", shut),
    path("", include("allauth.idp.urls")),
]
