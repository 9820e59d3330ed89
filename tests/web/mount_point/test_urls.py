"""Below a path of its host no URL of the site leaves the mount point."""

from __future__ import annotations

import re

import pytest

from tests.checking import parse
from tests.web.mount_point.site import HOST, MOUNT, SITE, Host, pages, urls_in

pytestmark = pytest.mark.slow  # opens every page


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


def test_an_error_page_leads_to_the_front_page(host: Host) -> None:
    for path in (f"{MOUNT}/nothing", f"{MOUNT}/articles/nothing"):
        answer = host.get(path)
        assert answer.status_code == 404
        assert f'<a class="br-action" href="{MOUNT}/">' in answer.text
    too_long = host.get(f"{MOUNT}/{'x' * 9000}")
    assert too_long.status_code == 414
    if "<a " in too_long.text:
        assert f'<a href="{SITE}/">' in too_long.text
