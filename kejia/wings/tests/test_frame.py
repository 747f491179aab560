"""The frame of every page. These pages ask no database: none of these tests may use one."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

PAGES = ["/", "/plan/", "/nothing-here/"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("cookie", "tag"), [("zh-hans", "zh-Hans"), ("en", "en")])
def test_the_page_says_its_language_and_has_one_title_main_and_heading(
    client: Client, address: str, cookie: str, tag: str
) -> None:
    client.cookies["kejia_language"] = cookie
    html = client.get(address).content.decode()
    assert f'<html lang="{tag}">' in html
    assert re.search(r"<title>[^<]+ · (科家|Kejia)</title>", html)
    assert html.count("<main") == 1
    assert html.count("<h1") == 1
    assert '<a class="k-skip" href="#main">' in html


@pytest.mark.parametrize("address", PAGES)
def test_the_english_page_speaks_chinese_only_where_it_says_so(client: Client, address: str) -> None:
    client.cookies["kejia_language"] = "en"
    html = client.get(address).content.decode()
    html = re.sub(r'<article class="k-paper" lang="zh-Hans">.*?</article>', "", html, flags=re.S)
    html = re.sub(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>.*?</\1>', "", html, flags=re.S)
    assert re.findall(r"[一-鿿]+", html) == []


def test_the_page_one_stands_on_is_marked_in_the_menu(client: Client) -> None:
    assert '<a href="/plan/" aria-current="page">' in client.get("/plan/").content.decode()
    assert 'aria-current="page"' not in client.get("/").content.decode()


def test_the_foot_names_who_runs_this(client: Client, settings: Any) -> None:
    assert "未登记运行单位" in client.get("/").content.decode()
    settings.KEJIA_PLATES = {
        "run_by": "示例省科协",
        "icp": "示例备0000号",
        "public_security": "示例公安0000",
        "accessibility": "无障碍标识0000",
    }
    html = client.get("/").content.decode()
    for plate in ("由示例省科协运行", "示例备0000号", "示例公安0000", "无障碍标识0000"):
        assert plate in html


def test_a_theme_is_kept_in_a_cookie_and_read_by_the_next_page(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "/plan/"})
    assert (response.status_code, response["Location"]) == (302, "/plan/")
    assert 'data-theme="dark"' in client.get("/plan/").content.decode()
    client.post("/theme/", {"theme": "", "next": "/"})
    assert "data-theme=" not in client.get("/").content.decode().split(">")[1]


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_choosing_a_theme_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.post("/theme/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_a_made_up_theme_is_neither_kept_nor_shown(client: Client) -> None:
    response = client.post("/theme/", {"theme": 'x" onload="1', "next": "/"})
    assert response.cookies["kejia_theme"].value == ""
    client.cookies["kejia_theme"] = "x"
    assert "data-theme=" not in client.get("/").content.decode().split(">")[1]


def test_the_theme_is_changed_by_post_only(client: Client) -> None:
    assert client.get("/theme/").status_code == 405


def test_the_gallery_is_hidden_unless_it_is_switched_on(client: Client, settings: Any) -> None:
    settings.KEJIA_GALLERY = False
    assert client.get("/gallery/").status_code == 404
    settings.KEJIA_GALLERY = True
    assert client.get("/gallery/").status_code == 200


@pytest.mark.parametrize("template", ["400", "403", "404", "413", "500"])
def test_an_error_page_says_what_to_do(template: str, rf: RequestFactory) -> None:
    html = render_to_string(f"{template}.html", {"status": int(template)}, rf.get("/"))
    assert f'<p class="k-wrong-code k-number">{template}</p>' in html
    assert "<li>" in html
    assert '<a class="btn btn-primary" href="/">' in html
