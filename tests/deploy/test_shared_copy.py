"""Readers whose browser runs scripts share one cached copy; others have one for each cookie."""

from __future__ import annotations

import re
import time

import pytest

from tests.deploy.client import Readers
from tests.deploy.upstream import AppServers

# A copy is fresh for one second of nginx's clock, which counts whole seconds: for up to two seconds.
STALE_SECONDS = 2.1


def shown(page: str, name: str) -> str:
    found = re.search(rf'<html[^>]* {name}="([^"]+)"', page)
    assert found, page[:200]
    return found[1]


def test_readers_with_script_share_one_copy_whatever_their_cookie(
    readers: Readers, apps: AppServers, article: str
) -> None:
    cookies = ["", "text=125", "theme=dark", "text=300&theme=contrast", "text=1", "nothing", "x" * 600, "lang=auto"]
    pages = {readers.with_cookie(article, cookie).text for cookie in cookies}
    pages.add(readers.ask(article).text)
    pages.add(readers.ask(article, Cookie="other=1; bantin_prefs=text=150; more=2").text)
    assert apps.rendered(article) == 1
    assert {shown(page, "data-text") for page in pages} == {"100"}
    assert len(pages) == 1
    assert all("Cookie" not in one.headers for one in apps.requests)


def test_readers_without_script_get_the_page_of_their_cookie(readers: Readers, apps: AppServers) -> None:
    page = "/privacy"
    first = readers.with_cookie(page, "text=125&theme=dark&plain=1").text
    assert (shown(first, "data-text"), shown(first, "data-theme")) == ("125", "dark")
    second = readers.with_cookie(page, "text=200&plain=1").text
    assert (shown(second, "data-text"), shown(second, "data-theme")) == ("200", "auto")
    assert shown(readers.with_cookie(page, "text=200").text, "data-text") == "100"
    assert apps.rendered(page) == 3


def test_the_cookie_of_a_reader_without_script_reaches_the_app_as_it_is(readers: Readers, apps: AppServers) -> None:
    for others in ("{}", "a=1; {}; b=2", "đường=phố; {}", "{}; x_bantin_prefs=text=300&plain=1"):
        readers.ask("/accessibility", Cookie=others.format("bantin_prefs=text=125&theme=dark&plain=1"))
    assert apps.rendered("/accessibility") == 1
    assert apps.last("/accessibility").headers["Cookie"] == "bantin_prefs=text=125&theme=dark&plain=1"


def test_a_new_preference_needs_no_change_in_nginx(readers: Readers, apps: AppServers) -> None:
    for plain in ("text=125&face=serif&plain=1", "face=sans&lang=en&ruler=one&plain=1"):
        for _ in range(2):
            readers.with_cookie("/privacy?page=2", plain)
        assert apps.last("/privacy").headers["Cookie"] == f"bantin_prefs={plain}"
    assert apps.rendered("/privacy") == 2
    for shared in ("", "face=serif", "text=125&face=serif&ruler=one"):
        readers.with_cookie("/privacy?page=2", shared)
    assert apps.rendered("/privacy") == 3
    assert "Cookie" not in apps.last("/privacy").headers


@pytest.mark.parametrize(
    ("cookie", "reaches"),
    [
        ("text=125&lang=en", "lang=en"),
        ("lang=en&images=off", "lang=en&images=off"),
        ("text=125&lang=vi&face=serif&images=off&ruler=one", "lang=vi&images=off"),
        ("images=off&ruler=one", "images=off"),
        ("lang=fr&images=off", "images=off"),
    ],
)
def test_only_preferences_that_change_the_markup_reach_the_app(
    readers: Readers, apps: AppServers, cookie: str, reaches: str
) -> None:
    path = f"/nothing-{cookie.encode().hex()}"
    readers.with_cookie(path, cookie)
    assert apps.last(path).headers["Cookie"] == f"bantin_prefs={reaches}"


@pytest.mark.parametrize(
    "cookie", ["lang=english", "xlang=en", "images=offf", "lang=", 'lang=en"', "LANG=en", "lang=en&%22"]
)
def test_an_unknown_value_makes_no_copy(readers: Readers, apps: AppServers, cookie: str) -> None:
    path = f"/nothing-{cookie.encode().hex()}"
    readers.with_cookie(path, cookie)
    assert "Cookie" not in apps.last(path).headers


@pytest.mark.parametrize(
    ("cookie", "name", "value"),
    [("lang=en", "lang", "en"), ("lang=vi", "lang", "vi"), ("images=off", "data-images", "off")],
)
def test_the_cookies_language_and_pictures_have_copies_of_their_own(
    readers: Readers, article: str, cookie: str, name: str, value: str
) -> None:
    assert shown(readers.with_cookie(article, f"text=150&{cookie}").text, name) == value
    assert shown(readers.with_cookie(article, f"{cookie}&plain=1").text, name) == value
    assert shown(readers.ask(article).text, "lang") == "vi"
    assert shown(readers.ask(article).text, "data-images") == "on"


def test_a_browser_that_revalidates_gets_304(readers: Readers, article: str) -> None:
    page = readers.ask(article)
    assert page.headers["Cache-Control"] == "no-cache"
    assert page.headers["Vary"] == "Cookie, Accept-Language, Accept-Encoding"
    again = readers.with_cookie(article, "text=125", If_None_Match=page.headers["ETag"])
    assert (again.status, again.content) == (304, b"")
    assert again.headers["ETag"] == page.headers["ETag"]
    assert again.headers["Content-Security-Policy"] == page.headers["Content-Security-Policy"]
    assert readers.ask(article, If_None_Match='W/"another"').status == 200


def test_nginx_revalidates_a_copy_after_a_second(readers: Readers, apps: AppServers, article: str) -> None:
    etag = readers.ask(article, Accept_Encoding="br").headers["ETag"]
    time.sleep(STALE_SECONDS)
    assert readers.ask(article, Accept_Encoding="br").status == 200
    asked = apps.last(article)
    assert (asked.status, asked.headers["If-None-Match"]) == (304, etag)
    assert apps.rendered(article) <= 1


def test_head_is_answered_from_the_copy_for_get(readers: Readers, apps: AppServers, article: str) -> None:
    page = readers.ask(article, Accept_Encoding="gzip")
    head = readers.ask(article, method="HEAD", Accept_Encoding="gzip")
    assert (head.status, head.content) == (200, b"")
    assert head.headers["ETag"] == page.headers["ETag"]
    assert {one.method for one in apps.requests} == {"GET"}
    assert apps.rendered(article) == 1


def test_a_hundred_requests_at_once_cause_one_render(readers: Readers, apps: AppServers, article: str) -> None:
    apps.delay = 0.3
    try:
        answers = readers.at_once(100, f"{article}?lang=en")
    finally:
        apps.delay = 0.0
    assert {answer.status for answer in answers} == {200}
    assert apps.rendered(article) == 1


@pytest.mark.parametrize(
    ("query", "reaches"),
    [
        ("?fbclid=IwAR0x", ""),
        ("?utm_source=zalo&utm_medium=zalo&zarsrc=31", ""),
        ("?lang=en&fbclid=IwAR0x&utm_campaign=x", "?lang=en"),
        ("?lang=en", "?lang=en"),
        ("?page=2&lang=en", "?page=2&lang=en"),
        ("?xfbclid=1", "?xfbclid=1"),
        ("?", ""),
    ],
)
def test_tracking_arguments_do_not_reach_the_app(readers: Readers, apps: AppServers, query: str, reaches: str) -> None:
    path = "/nothing-" + "".join(filter(str.isalnum, query))
    readers.ask(path + query)
    assert apps.last(path).target == path + reaches


def test_a_404_page_is_cached(readers: Readers, apps: AppServers) -> None:
    assert {readers.ask("/articles/none").status for _ in range(3)} == {404}
    assert len(apps.requests) < 3


def test_built_files_are_cached_without_query_or_cookie(readers: Readers, apps: AppServers, article: str) -> None:
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', readers.ask(article).text):
        for query in ("", "?1", "?2"):
            built = readers.ask(address + query, Accept_Encoding="br, gzip", Cookie="bantin_prefs=text=125")
            assert built.status == 200
            assert "immutable" in built.headers["Cache-Control"]
            assert built.headers["Access-Control-Allow-Origin"] == "*"
        assert apps.rendered(address) == 1
        assert "Cookie" not in apps.last(address).headers
