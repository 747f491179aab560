"""The API: each programme's router under /api/, described at /api/openapi.json."""

from importlib import import_module

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from kejia.site.programmes import api_modules

UNPROCESSABLE = 422

api = NinjaAPI(title="Kejia 科家", version="1", docs_url=None, urls_namespace="api")
for module in api_modules():
    api.add_router("", import_module(module).router)


@api.exception_handler(ValidationError)
def refuse(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A request that does not fit is answered like any other refusal: one sentence that names the fields."""
    wrong = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors)
    return api.create_response(request, {"error": wrong}, status=UNPROCESSABLE)
