"""Who visits a page: the account, the person of the register it is, and the one post that person acts under now.

Nothing is asked before a page asks, and nothing of those who bring no session.
"""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch
from django.utils.cache import add_never_cache_headers

from kejia.accounts import reads as accounts
from kejia.accounts.kinds import TechnicalRoleKind
from kejia.accounts.models import Account
from kejia.register import access
from kejia.register.authority.claiming import person_of
from kejia.register.authority.holding import Held, posts_held
from kejia.register.kinds import Right
from kejia.register.models import Organisation, Person
from kejia.register.naming import person_name
from kejia.trail.actor import Actor

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])
Answer = Callable[[HttpRequest], HttpResponse]

POST_IN_SESSION = "acts_as"
NOBODY = Actor("person", "visitor", "来访者", "")
"""An outsider, as acts and predicates take one: may nothing."""


class Visitor:
    """Asked piece by piece; each piece once a request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def account(self) -> Account | None:
        """Who is signed in and not suspended."""
        if settings.SESSION_COOKIE_NAME not in self._request.COOKIES:
            return None
        return accounts.account_of(self._request)

    @cached_property
    def person(self) -> Person | None:
        """Who that is in the register, once a claim was confirmed."""
        return person_of(self.account) if self.account else None

    @cached_property
    def technical_role(self) -> TechnicalRoleKind | None:
        """Whoever keeps the system, its security or its audit has no business right meanwhile."""
        held = accounts.technical_roles_of(self.account) if self.account else []
        return TechnicalRoleKind(held[0].role) if held else None

    @cached_property
    def posts(self) -> list[Held]:
        """What one may act under today."""
        if self.person is None or self.technical_role is not None:
            return []
        return posts_held(self.person.pk)

    @cached_property
    def post(self) -> Held | None:
        """What one acts under: as chosen, as long as it is held; else the first."""
        chosen = self._request.session.get(POST_IN_SESSION) if self.posts else None
        found = next((held for held in self.posts if held.post == chosen), None)
        return found or (self.posts[0] if self.posts else None)

    @cached_property
    def actor(self) -> Actor:
        """As acts take it; an outsider is NOBODY, an account that is nobody of the register yet stands for itself."""
        if self.account is None:
            return NOBODY
        if self.person is None or self.technical_role is not None:
            return accounts.actor_of(self.account, self.technical_role)
        name = person_name(self.person.pk) or accounts.shown_name(self.account)
        return self._as(name, self.post)

    def acting(self, held: Held) -> Actor:
        """The visitor under one of the posts held, for an act that names it."""
        assert held in self.posts
        return self._as(self.actor.name, held)

    def _as(self, name: str, held: Held | None) -> Actor:
        assert self.person is not None
        if held is None:
            return Actor("person", str(self.person.pk), name, "")
        return Actor("person", str(self.person.pk), name, held.acted_as, held.on_behalf_of)

    def may(self, right: Right, organisation: Organisation | int | None = None) -> bool:
        """Whether the visitor has a right under the chosen post."""
        return self.account is not None and access.may(self.actor, right, organisation)


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor of a request."""
    found = getattr(request, "visitor", None)
    if not isinstance(found, Visitor):
        found = Visitor(request)
        request.visitor = found  # type: ignore[attr-defined]  # what requests carry of ours
    return found


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in a request, and under which post."""
    return visitor_of(request).actor


def is_inside(request: HttpRequest, right: Right | None = None) -> bool:
    """Whether this installation shows inside matters and the visitor has the right to these (None: to any)."""
    if not settings.KEJIA_INSIDE:
        return False
    visitor = visitor_of(request)
    if right is None:
        return visitor.account is not None
    return visitor.may(right)


def sees_all(request: HttpRequest, right: Right) -> bool:
    """Whether the installation shows inside matters and the visitor has the right for all organisations."""
    visitor = visitor_of(request)
    return (
        bool(settings.KEJIA_INSIDE)
        and visitor.account is not None
        and access.may_everywhere(visitor.actor, right)
    )


def page_for(right: Right | None = None) -> Callable[[Page], Page]:
    """An inside page: not there for outsiders, with no hint; who is not signed in on an inside installation may do so.

    With a right, it is there for those who have it for some organisation under the post they act as; which
    organisations, the page asks. Without one, for everybody who is signed in. Never cached.
    """

    def decorate(page: Page) -> Page:
        @wraps(page)
        def guarded(
            request: HttpRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:  # Any: the page's own
            if not settings.KEJIA_INSIDE:
                raise Http404
            if visitor_of(request).account is None:
                return sign_in_first(request)
            if right is not None and not visitor_of(request).may(right):
                raise Http404
            answer = page(request, *args, **kwargs)
            if isinstance(answer, HttpResponse):
                add_never_cache_headers(answer)
            return answer

        return cast(Page, guarded)

    return decorate


def sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """The way to the sign-in page and back; a part of a page is not fetched but the whole page is left."""
    back = request.get_full_path() if request.method == "GET" else "/"
    address = find_sign_in()
    if address is None:
        raise Http404
    if request.headers.get("HX-Request") == "true":
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = address
        return answer
    return redirect_to_login(back, address)


def find_sign_in() -> str | None:
    """Where one signs in; None where this installation has no such page."""
    try:
        return resolve_url(settings.LOGIN_URL)
    except NoReverseMatch:
        return None


def visitors(answer: Answer) -> Answer:
    """The middleware: `request.visitor`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.visitor = Visitor(request)  # type: ignore[attr-defined]  # what requests carry of ours
        return answer(request)

    return middleware
