"""What tests of the acts share: sending a form as its page gave it, with something typed into it."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from kejia.register.models import Fact


class _Form(HTMLParser):
    """Reads the one form of a page's main part that is sent by POST."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self._in_main = self._in_form = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_main = self._in_main or tag == "main"
        if tag == "form" and self._in_main and given.get("method") == "post":
            self._in_form, self.action = True, given.get("action", "")
        if not self._in_form:
            return
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "input" and name and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.fields[name] = value
        if tag == "select":
            self._select = name
            self.fields[name] = ""
        if tag == "option" and "selected" in given:
            self.fields[self._select] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_form = False


def _read(page: str) -> _Form:
    form = _Form()
    form.feed(page)
    return form


def form_of(page: str) -> dict[str, str]:
    """The fields of a page's form as a browser would send them back; without its buttons."""
    fields = _read(page).fields
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def send(client: Client, address: str, typed: Mapping[str, str], *, page: str = "") -> Any:
    """Open a page (or take one opened before), type, submit."""
    opened = page or client.get(address).content.decode()
    return client.post(_read(opened).action or address, {**form_of(opened), **typed})


def words_of(response: Any) -> str:
    """What a page says, without its tags."""
    page = response.content.decode() if hasattr(response, "content") else str(response)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def act(name: str, fact: Fact) -> str:
    """The address of an act upon a version of a fact."""
    return f"/records/facts/{fact._meta.model_name}/{fact.pk}/{name}/"
