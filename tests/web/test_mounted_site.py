"""A site below a path of its host: by the path of BANTIN_PUBLIC_URL, or by the SCRIPT_NAME of another server."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.factory import create_app
from bantin_reader.model.embed_preferences import EMBED_COOKIE
from bantin_reader.model.preferences import COOKIE
from tests.checking import parse
from tests.conftest import land
from tests.web.embed.oembed import PICTURED

HOST = "tinh.example.vn"
MOUNT = "/doc-bao"
SITE = f"https://{HOST}{MOUNT}"
HTMX = {"HX-Request": "true"}


def neighbour(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """The other application on the host."""
    start("404 NOT FOUND", [("Content-Type", "text/plain")])
    return [b"the neighbour's 404"]


class Host:
    """A host with the site below MOUNT and a neighbour everywhere else. `app` is asked by `get` and `post`."""

    def __init__(self, app: Any, slug: str) -> None:
        self._client = Client(app, use_cookies=False)
        self.slug = slug

    def get(self, path: str, **options: Any) -> Any:
        return self._client.get(path, base_url=f"https://{HOST}", buffered=True, **options)

    def post(self, path: str, **options: Any) -> Any:
        return self._client.post(path, base_url=f"https://{HOST}", buffered=True, **options)


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, str]:
    settings = Settings(data=tmp_path_factory.mktemp("site") / "var", public_url=SITE)
    [slug] = land(settings, PICTURED)
    return settings, slug


def by_public_url(settings: Settings) -> Any:
    """Behind a proxy that passes on the path as it came."""
    return create_app(settings)


def by_public_url_behind_a_stripping_proxy(settings: Settings) -> Any:
    app = create_app(settings)

    def strip(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(MOUNT)
        return app(environ, start)

    return strip


def by_dispatcher(settings: Settings) -> Any:
    app = create_app(settings.model_copy(update={"public_url": None}))
    return DispatcherMiddleware(neighbour, {MOUNT: app})


def by_dispatcher_with_the_hosts_public_url(settings: Settings) -> Any:
    app = create_app(settings.model_copy(update={"public_url": f"https://{HOST}"}))
    return DispatcherMiddleware(neighbour, {MOUNT: app})


def by_dispatcher_with_the_whole_public_url(settings: Settings) -> Any:
    return DispatcherMiddleware(neighbour, {MOUNT: create_app(settings)})


@pytest.fixture(
    scope="module",
    params=[
        by_public_url,
        by_public_url_behind_a_stripping_proxy,
        by_dispatcher,
        by_dispatcher_with_the_hosts_public_url,
        by_dispatcher_with_the_whole_public_url,
    ],
    ids=lambda way: way.__name__,
)
def host(request: pytest.FixtureRequest, landed: tuple[Settings, str]) -> Host:
    settings, slug = landed
    return Host(request.param(settings), slug)


def pages(slug: str) -> list[str]:
    site = ["/", f"/articles/{slug}", "/preferences", "/privacy", "/accessibility", "/nothing"]
    return [MOUNT + path for path in [*site, f"/embed/articles/{slug}", "/embed/latest", "/embed/nothing"]]


def urls_in(page: Element) -> list[str]:
    """Everything in the markup that a browser or a script takes for a URL of this host."""
    names = ("href", "src", "action", "data-hx-post", "data-hx-get", "data-press", "data-path")
    found = [element.get(name) for element in page.iter() for name in names]
    found += [part.split()[0] for element in page.iter() for part in (element.get("srcset") or "").split(",") if part]
    found += [element.get("value") for element in page.iter("input") if element.get("name") == "next"]
    own = [url.removeprefix(f"https://{HOST}") for url in found if url and not url.startswith(("#", "mailto:"))]
    return [url for url in own if not url.startswith("http")]


def test_no_url_of_any_page_leaves_the_mount_point(host: Host) -> None:
    for path in pages(host.slug):
        urls = urls_in(parse(host.get(path).text))
        assert len(urls) >= 4, path
        assert [url for url in urls if url != MOUNT and not url.startswith(f"{MOUNT}/")] == [], path


def test_every_url_of_every_page_leads_to_a_page_or_file(host: Host) -> None:
    urls = {url for path in pages(host.slug) for url in urls_in(parse(host.get(path).text))}
    assert any("/static/" in url for url in urls)
    assert any("/pictures/" in url for url in urls)
    for url in urls:
        assert host.get(url).status_code == 200 or url in (MOUNT, f"{MOUNT}/nothing"), url


def test_the_mount_point_itself_leads_to_the_front_page(host: Host) -> None:
    for query in ("", "?lang=en"):
        answer = host.get(MOUNT + query)
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{MOUNT}/{query}")


def test_paths_with_a_slash_at_their_end_stay_below_the_mount_point(host: Host) -> None:
    answer = host.get(f"{MOUNT}/articles/{host.slug}/?lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{MOUNT}/articles/{host.slug}?lang=en")


def test_a_press_with_htmx_sets_the_cookie_for_the_mount_point_alone(host: Host) -> None:
    article = f"{MOUNT}/articles/{host.slug}"
    answer = host.post(f"{MOUNT}/preferences", data={"text": "125", "next": article}, headers=HTMX)
    assert answer.status_code == 200
    assert f'name="next" value="{article}"' in answer.text
    assert f'data-hx-post="{MOUNT}/preferences?lang=vi"' in answer.text
    assert f"; Path={MOUNT};" in answer.headers["Set-Cookie"] + ";"


@pytest.mark.parametrize(
    ("target", "location"),
    [
        (f"{MOUNT}/privacy?lang=en", f"{MOUNT}/privacy?lang=en#toolbar"),
        (f"{MOUNT}/preferences?saved=1", f"{MOUNT}/preferences?saved=1#saved"),
        (f"{MOUNT}/", f"{MOUNT}/#toolbar"),
        ("/", f"{MOUNT}/#toolbar"),
        ("/cong-dan/ho-so", f"{MOUNT}/#toolbar"),
        (f"{MOUNT}x/privacy", f"{MOUNT}/#toolbar"),
        (f"{MOUNT}/../cong-dan", f"{MOUNT}/#toolbar"),
        (f"{MOUNT}/%2e%2E/cong-dan", f"{MOUNT}/#toolbar"),
        (f"{MOUNT}/a/.%2e/../cong-dan", f"{MOUNT}/#toolbar"),
        (f"//{HOST}{MOUNT}/", f"{MOUNT}/#toolbar"),
        (f"https://{HOST}{MOUNT}/privacy", f"{MOUNT}/#toolbar"),
    ],
)
def test_a_press_without_script_goes_back_to_this_site_only(host: Host, target: str, location: str) -> None:
    answer = host.post(f"{MOUNT}/preferences", data={"theme": "dark", "next": target})
    assert (answer.status_code, answer.headers["Location"]) == (303, location)


def test_an_embeds_cookie_has_the_root_path_that_its_prefix_demands(host: Host) -> None:
    embed = host.get(f"{MOUNT}/embed/articles/{host.slug}?level=3")
    [larger] = [a for a in parse(embed.text).iter("a") if a.get("id") == "toolbar-larger"]
    press = larger.get("href", "")
    assert press.startswith(f"{MOUNT}/embed/articles/{host.slug}?level=3&set-text=110")
    cookie = host.get(press).headers["Set-Cookie"]
    assert cookie.startswith(f"{EMBED_COOKIE}=text=110;")
    assert "; Path=/;" in cookie + ";"
    [toolbar] = [tag for tag in parse(embed.text).iter() if tag.get("id") == "embed-toolbar"]
    answer = host.get(toolbar.get("data-hx-get", "") + "&set-text=150&pressed=larger")
    assert answer.status_code == 200
    assert f'href="{MOUNT}/embed/articles/{host.slug}?level=3&amp;set-' in answer.text


def test_oembed_accepts_and_returns_urls_below_the_mount_point(host: Host) -> None:
    for url in (f"{SITE}/articles/{host.slug}", f"{SITE}/articles/{host.slug}/", f"{SITE}/embed/articles/{host.slug}"):
        answer = host.get(f"{MOUNT}/oembed", query_string={"url": url})
        assert answer.status_code == 200
        assert answer.json["provider_url"] == SITE
        assert answer.json["thumbnail_url"].startswith(f"{SITE}/pictures/")
        for part in (f"articles/{host.slug}", f"embed/articles/{host.slug}", "embed/v1.js"):
            assert f'"{SITE}/{part}"' in answer.json["html"]
    for url in (f"https://{HOST}/articles/{host.slug}", f"{SITE}x/articles/{host.slug}", f"{SITE}{MOUNT}/articles/x"):
        assert host.get(f"{MOUNT}/oembed", query_string={"url": url}).status_code == 404


def test_metadata_has_urls_below_the_mount_point(host: Host) -> None:
    page = host.get(f"{MOUNT}/articles/{host.slug}").text
    assert f'<link rel="canonical" href="{SITE}/articles/{host.slug}">' in page
    assert set(re.findall(rf"https://{HOST}(/[^/\"&;<]*)", page)) == {MOUNT}
    embed = host.get(f"{MOUNT}/embed/articles/{host.slug}").text
    assert f'<link rel="canonical" href="{SITE}/articles/{host.slug}">' in embed
    assert host.get(f"{MOUNT}/embed/v1.js").headers["Content-Location"].startswith(f"{MOUNT}/static/")


def test_cross_origin_headers_are_those_of_the_route(host: Host) -> None:
    embed = host.get(f"{MOUNT}/embed/articles/{host.slug}").headers
    assert "frame-ancestors 'self' *" in embed["Content-Security-Policy"]
    for path in (f"{MOUNT}/embed/v1.js", f"{MOUNT}/oembed?url={SITE}/articles/{host.slug}"):
        assert host.get(path).headers["Access-Control-Allow-Origin"] == "*"
    article = host.get(f"{MOUNT}/articles/{host.slug}").headers
    assert article["Content-Security-Policy"].count("frame-ancestors 'self';") == 1
    assert "Access-Control-Allow-Origin" not in article


def test_pages_are_cached_and_presses_are_not(host: Host) -> None:
    path = f"{MOUNT}/articles/{host.slug}"
    first = host.get(path)
    assert host.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    for text in ("125", "150"):
        embed = f"{MOUNT}/embed/articles/{host.slug}?set-text={text}"
        assert f"{EMBED_COOKIE}=text={text};" in host.get(embed).headers["Set-Cookie"]


def test_an_error_page_leads_to_the_front_page(host: Host) -> None:
    for path in (f"{MOUNT}/nothing", f"{MOUNT}/articles/nothing"):
        answer = host.get(path)
        assert answer.status_code == 404
        assert f'<a class="br-action" href="{MOUNT}/">' in answer.text
    too_long = host.get(f"{MOUNT}/{'x' * 9000}")
    assert too_long.status_code == 414
    if "<a " in too_long.text:
        assert f'<a href="{SITE}/">' in too_long.text


def test_the_plain_error_page_links_to_the_front_page(landed: tuple[Settings, str], monkeypatch: Any) -> None:
    def fail(*_: Any) -> Any:
        raise RuntimeError

    app = create_app(landed[0])
    monkeypatch.setattr(Flask, "full_dispatch_request", fail)
    monkeypatch.setattr(Flask, "handle_exception", fail)
    answer = Client(app).get(f"{MOUNT}/privacy?lang=en", base_url=f"https://{HOST}")
    assert answer.status_code == 500
    assert f'href="{SITE}/"' in answer.text


def test_one_application_below_two_paths_mixes_no_pages(landed: tuple[Settings, str]) -> None:
    app = create_app(landed[0].model_copy(update={"public_url": None}))
    both = Host(DispatcherMiddleware(neighbour, {"/mot": app, "/hai": app}), landed[1])
    for mount in ("/mot", "/hai", "/mot"):
        assert f'<a class="br-masthead__name" lang="vi" href="{mount}/"' in both.get(f"{mount}/privacy").text
    assert both.get("/privacy").text == "the neighbour's 404"


def test_a_mount_point_of_any_letters_reads_the_same_everywhere(landed: tuple[Settings, str]) -> None:
    app = create_app(landed[0].model_copy(update={"public_url": None}))
    encoded = "/b%C3%A1o%20%28m%E1%BB%9Bi%29"
    host = Host(DispatcherMiddleware(neighbour, {"/báo (mới)".encode().decode("latin-1"): app}), landed[1])
    page = host.get(f"{encoded}/articles/{landed[1]}")
    assert page.status_code == 200
    assert all(url.startswith(f"{encoded}/") for url in urls_in(parse(page.text)) if url != encoded)
    answer = host.post(f"{encoded}/preferences", data={"text": "125", "next": f"{encoded}/privacy"})
    assert answer.headers["Location"] == f"{encoded}/privacy#toolbar"
    assert f"; Path={encoded}" in answer.headers["Set-Cookie"]
    assert host.get(f"{encoded}/embed/v1.js").headers["Content-Location"].startswith(f"{encoded}/static/")


@pytest.mark.parametrize("path", ["/articles", "/embed/tin", "/static", "/preferences", "/metrics"])
def test_a_public_path_that_begins_like_a_route_stops_the_start(settings: Settings, path: str) -> None:
    with pytest.raises(SettingsError, match=r"BANTIN_PUBLIC_URL: .* begin with /"):
        create_app(settings.model_copy(update={"public_url": f"https://{HOST}{path}"}))


def test_a_neighbours_cookie_for_the_whole_host_ranks_below_the_sites_own(host: Host) -> None:
    both = f"{COOKIE}=text=125; {COOKIE}=text=300"  # a browser sends the longer path first (RFC 6265, 5.4)
    assert 'data-text="125"' in host.get(f"{MOUNT}/privacy", headers={"Cookie": both}).text
