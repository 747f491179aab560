"""All addresses: the site's own, the API, and each programme's where its manifest says."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from kejia.site.api import api
from kejia.site.health import healthz
from kejia.site.programmes import MANIFESTS

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
    path("", include("kejia.wings.urls")),
    path("account/", include("kejia.programmes.account.names")),
    path("", include("kejia.programmes.account.provider_urls")),
    path("api/", api.urls),
    *(path(manifest.prefix, include(manifest.urls)) for manifest in MANIFESTS if manifest.urls),
]

handler400 = "kejia.site.errors.bad_request"
handler403 = "kejia.site.errors.forbidden"
handler404 = "kejia.site.errors.not_found"
handler500 = "kejia.site.errors.server_error"
