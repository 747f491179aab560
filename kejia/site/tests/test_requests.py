"""What happens to every request: language, limits, headers, and the pages for what went wrong."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from kejia.site.errors import server_error

NOT_THERE = "/这一页不存在/"


def test_chinese_comes_first_whatever_the_browser_prefers(client: Client) -> None:
    response = client.get(NOT_THERE, headers={"accept-language": "en-US,en;q=0.9"})
    assert response.status_code == 404
    assert response["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans"' in response.content.decode()


def test_english_comes_by_the_switch_and_stays(client: Client) -> None:
    switched = client.post("/language/", {"language": "en", "next": "/"})
    assert switched.cookies["kejia_language"].value == "en"
    response = client.get(NOT_THERE)
    assert response["Content-Language"] == "en"
    assert "Cookie" in response["Vary"]
    assert '<html lang="en"' in response.content.decode()


def test_an_unknown_language_is_chinese(client: Client) -> None:
    client.cookies["kejia_language"] = "<script>"
    assert client.get(NOT_THERE)["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("address", [NOT_THERE, "/api/openapi.json"])
def test_every_answer_carries_the_security_headers(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_request_over_the_limit_is_refused_before_it_is_read(client: Client, settings: Settings) -> None:
    settings.KEJIA_UPLOAD_LIMIT = 10_000
    roster = SimpleUploadedFile("roster.csv", b"x" * 20_000)
    page = client.post("/check/", {"roster": roster})
    assert page.status_code == 413
    assert "<html" in page.content.decode()
    api = client.post("/api/check", {"roster": io.BytesIO(b"x" * 20_000)})
    assert (api.status_code, api.json()) == (413, {"detail": "too large"})


@pytest.mark.parametrize("length", ["-1", "many"])
def test_a_length_that_is_no_number_is_refused(client: Client, length: str) -> None:
    assert client.get("/healthz", headers={"content-length": length}).status_code == 413


def test_a_form_token_that_is_missing_is_told_as_an_old_page() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/language/", {"language": "en"})
    assert response.status_code == 403
    assert "<html" in response.content.decode()


@pytest.mark.urls("kejia.site.tests.addresses")
def test_a_page_that_fails_shows_the_page_for_that_and_no_inside() -> None:
    client = Client(raise_request_exception=False)
    response = client.get("/fails/")
    assert response.status_code == 500
    assert "<html" in response.content.decode()
    assert "a page that fails" not in response.content.decode()


@pytest.mark.urls("kejia.site.tests.addresses")
def test_a_form_with_too_much_text_is_told_as_too_large(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert client.post("/reads/", {"names": "王" * 2000}).status_code == 413


@pytest.mark.urls("kejia.site.tests.addresses")
def test_a_form_with_too_many_fields_is_told_as_too_large(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    assert client.post("/reads/", {f"field{n}": "1" for n in range(20)}).status_code == 413


def test_an_unknown_address_of_the_api_is_answered_in_json(client: Client) -> None:
    response = client.get("/api/nothing-here")
    assert (response.status_code, response.json()) == (404, {"detail": "not found"})


def test_the_last_page_does_not_fail_for_the_reason_the_first_did(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.TEMPLATES = []
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "程序出错" in response.content.decode()
