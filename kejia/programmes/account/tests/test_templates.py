"""No page of a library shows: every template that its views may use is ours."""

from pathlib import Path

import pytest
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from kejia.programmes.account import names

NEVER = {
    "idp/oidc/device_authorization_code_form.html",  # devices are shut out
    "idp/oidc/device_authorization_confirm_form.html",
    "idp/oidc/device_authorization_confirmed.html",
    "idp/oidc/device_authorization_denied.html",
}


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for each in resolver.url_patterns:
        found += patterns(each) if isinstance(each, URLResolver) else [each]
    return found


def templates() -> set[str]:
    """The templates that allauth's views behind our addresses name."""
    found = {"429.html", "socialaccount/authentication_error.html"}
    for pattern in patterns(get_resolver()):
        view = getattr(pattern.callback, "view_class", None)
        if (
            view is not None
            and view.__module__.startswith("allauth.")
            and getattr(view, "template_name", None)
        ):
            found.add(view.template_name)
    return found - NEVER


def test_there_are_such_views() -> None:
    assert templates() >= {"mfa/index.html", "mfa/authenticate.html", "idp/oidc/authorization_form.html"}
    assert names.urlpatterns


@pytest.mark.parametrize("name", sorted(templates()))
def test_a_template_that_a_library_asks_for_is_ours(name: str) -> None:
    origin = Path(str(get_template(name).origin))  # type: ignore[attr-defined]  # every backend of ours has one
    assert "kejia/programmes/account/templates" in str(origin)
