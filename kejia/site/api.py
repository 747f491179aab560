"""The API: each programme's router under /api/, described at /api/openapi.json."""

from importlib import import_module

from ninja import NinjaAPI

from kejia.site.programmes import api_modules

api = NinjaAPI(title="Kejia 科家", version="1", docs_url=None, urls_namespace="api")
for module in api_modules():
    api.add_router("", import_module(module).router)
