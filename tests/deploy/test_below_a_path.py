"""The site below a path of a portal's host name, installed as docs/operating.md says."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bantin_reader.config.settings import Settings
from tests.conftest import land
from tests.deploy.client import Readers, form
from tests.deploy.nginx import SITE, Nginx
from tests.deploy.portal import COOKIE, MOUNT, portal
from tests.deploy.upstream import AppServers
from tests.web.embed.oembed import PICTURED


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("site") / "var"
    return Settings(data=data, public_url=f"https://{SITE}{MOUNT}", proxies="127.0.0.1")


@pytest.fixture(scope="module")
def article(site: Settings) -> str:
    [slug] = land(site, PICTURED)
    return f"{MOUNT}/articles/{slug}"


@pytest.fixture(scope="module")
def nginx(apps: AppServers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    server = Nginx(tmp_path_factory.mktemp("nginx"), apps.ports, host=portal(), path=MOUNT)
    yield server
    server.stop()


def test_nginx_accepts_the_configuration_without_a_warning(nginx: Nginx) -> None:
    assert "warn" not in nginx.check()


def test_pages_files_and_pictures_have_urls_below_the_path(readers: Readers, article: str) -> None:
    for path in (f"{MOUNT}/", article, f"{MOUNT}/preferences", article.replace("/articles/", "/embed/articles/")):
        page = readers.ask(path)
        assert page.status == 200
        urls = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text)
        assert len(urls) > 3
        for url in urls:
            assert url.startswith(f"{MOUNT}/")
            assert readers.ask(url.replace("&amp;", "&")).status == 200
    assert readers.ask(f"{MOUNT}/embed/v1.js").status == 200


def test_the_portal_keeps_its_own_pages(readers: Readers, apps: AppServers) -> None:
    assert "Cổng dịch vụ công" in readers.ask("/cong-dan").text
    for path in ("/", "/articles/x", "/preferences", f"{MOUNT}x", "/static/a.css", f"{MOUNT}/../cong-dan/x"):
        answer = readers.ask(path)
        assert answer.status == 404
        assert "the portal has no such" in answer.text
    assert apps.requests == []


def test_the_404_page_below_the_path_is_the_sites(readers: Readers) -> None:
    answer = readers.ask(f"{MOUNT}/articles/none")
    assert answer.status == 404
    assert f'<a class="br-action" href="{MOUNT}/">' in answer.text


def test_a_press_keeps_earlier_preferences_beside_the_portals_cookie(
    readers: Readers, apps: AppServers, article: str
) -> None:
    cookie = f"{COOKIE}; bantin_prefs=text=125; a=b"
    press = readers.ask(f"{MOUNT}/preferences", Cookie=cookie, **form(theme="dark", next=article))
    assert (press.status, press.headers["Location"]) == (303, f"{article}#toolbar")
    assert press.headers["Set-Cookie"].startswith("bantin_prefs=text=125&theme=dark&plain=1;")
    assert f"; Path={MOUNT};" in press.headers["Set-Cookie"] + ";"
    assert apps.last(f"{MOUNT}/preferences").headers["Cookie"] == "bantin_prefs=text=125"
    page = readers.ask(article, Cookie=f"{COOKIE}; bantin_prefs=text=125&theme=dark&plain=1")
    assert 'data-text="125" data-theme="dark"' in page.text


def test_readers_share_a_copy_below_the_path(readers: Readers, apps: AppServers) -> None:
    for cookie in ("", COOKIE, "bantin_prefs=text=150"):
        readers.ask(f"{MOUNT}/accessibility?lang=en&utm_source=zalo", Cookie=cookie)
    assert apps.rendered(f"{MOUNT}/accessibility") == 1


@pytest.mark.parametrize(
    ("path", "location"),
    [
        (MOUNT, f"{MOUNT}/"),
        (f"{MOUNT}/privacy/?lang=en", f"{MOUNT}/privacy?lang=en"),
    ],
)
def test_redirects_stay_below_the_path(readers: Readers, path: str, location: str) -> None:
    answer = readers.ask(path)
    assert (answer.status, answer.headers["Location"]) == (301, location)


@pytest.mark.parametrize("path", ["metrics", "readyz", "%6detrics", "x/../readyz", "metrics/", "/metrics", "metrics?a"])
def test_the_operators_pages_are_not_public(readers: Readers, apps: AppServers, path: str) -> None:
    assert readers.ask(f"{MOUNT}/{path}").status == 404
    assert apps.requests == []


def test_healthz_is_answered_below_the_path(readers: Readers) -> None:
    assert readers.ask(f"{MOUNT}/healthz").text == '{"alive": true}\n'


def test_dot_segments_and_encoded_slashes_reach_no_page(readers: Readers) -> None:
    for path in (f"/cong-dan/..%2f{MOUNT[1:]}/privacy", f"/x/../..{MOUNT}/..{MOUNT}/privacy"):
        assert "<h1>Quyền riêng tư</h1>" not in readers.ask(path).text


def test_the_portal_answers_while_no_app_server_does(readers: Readers, apps: AppServers) -> None:
    apps.stop()
    try:
        answer = readers.ask(f"{MOUNT}/articles/another")
        assert answer.status == 503
        assert "Trang tạm thời chưa mở được" in answer.text
        assert readers.ask("/cong-dan").status == 200
    finally:
        apps.start()
