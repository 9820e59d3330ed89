"""The search page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.services import search as service
from bantin_reader.source_factory import create_withdrawal
from bantin_reader.store.search import sqlite
from tests.checking import CheckingClient
from tests.conftest import land
from tests.web.search.pages import heading, titles, write


@pytest.mark.one_site
def test_results_are_counted_and_marked(site: CheckingClient) -> None:
    page = site.get("/search?q=lũ").text
    assert heading(page) == "3 kết quả cho “lũ”"
    assert titles(page) == ["Nước lũ rút", "Vân Sơn", "Cái lu nước"]
    assert "Nước <mark>lũ</mark> rút" in page
    assert "Đêm qua <mark>lũ</mark> về" in page
    assert "Cái <mark>lu</mark> nước" in page
    assert 'value="lũ"' in page
    assert "Bài có đúng dấu như bạn gõ đứng trước" in page


@pytest.mark.one_site
def test_the_page_speaks_english_and_is_not_for_search_engines(site: CheckingClient) -> None:
    page = site.get("/search?q=flood", headers={"Accept-Language": "en"})
    assert heading(page.text) == "1 result for “flood”"
    assert '<meta name="robots" content="noindex">' in page.text
    assert "<title>Search the articles: flood – " in page.text
    assert page.headers["Cache-Control"] == "no-cache"


@pytest.mark.one_site
def test_without_a_query_the_page_says_what_to_do(site: CheckingClient) -> None:
    for address in ("/search", "/search?q=", "/search?q=%22%20!", "/search?q=%00"):
        page = site.get(address).text
        assert "Gõ một hoặc nhiều từ" in page
        assert "<h2" not in page
    assert "dấu trừ chỉ loại bớt bài" in site.get("/search?q=-lũ").text


def test_an_abbreviation_finds_what_it_stands_for_and_the_other_way_round(settings: Settings, tmp_path: Path) -> None:
    settings.data.mkdir(exist_ok=True)
    (settings.data / "glossary.toml").write_text('[vi]\nCCVS = "Chợ cũ Vân Sơn"\n', "utf-8")
    app = create_app(settings)
    app.test_client_class = CheckingClient
    client = app.test_client()
    land(
        settings,
        write(tmp_path, "1", "Họp ở xã", body="Sáng nay, UBND xã họp ở CCVS."),
        write(tmp_path, "2", "Họp ở tỉnh", body="Ủy ban nhân dân tỉnh họp ở chợ cũ Vân Sơn.", date="2025-01-01"),
        write(tmp_path, "3", "Nhân dân"),
    )
    for typed in ("uỷ ban nhân dân", "uy+ban+nhan+dan+hop", "UBND", "ccvs", "chợ cũ vân sơn"):
        assert sorted(titles(client.get(f"/search?q={typed}").text)) == ["Họp ở tỉnh", "Họp ở xã"], typed
    page = client.get("/search?q=uỷ ban nhân dân").text
    assert titles(page) == ["Họp ở tỉnh", "Họp ở xã"], "what was typed comes first"
    assert "Sáng nay, <mark>UBND</mark> xã" in page
    assert heading(page) == "2 kết quả cho “uỷ ban nhân dân”"
    assert "<mark>Ủy ban nhân dân</mark> tỉnh" in client.get("/search?q=ubnd").text
    assert titles(client.get('/search?q="UBND"').text) == ["Họp ở xã"]
    assert titles(client.get("/search?q=uỷ ban nhân dân -UBND").text) == ["Họp ở tỉnh"]
    feed = client.get("/search/feed.json?q=UBND").json
    assert feed
    assert [item["title"] for item in feed["items"]] == ["Họp ở xã", "Họp ở tỉnh"]


@pytest.mark.one_site
def test_filters_combine_and_are_kept(site: CheckingClient) -> None:
    page = site.get("/search?q=lũ").text
    assert '<option value="giao-duc">Giáo dục (1)</option>' in page
    assert '<option value="2026">2026 (2)</option>' in page
    page = site.get("/search?q=lũ&category=giao-duc&year=2025").text
    assert (heading(page), titles(page)) == ("1 kết quả cho “lũ”", ["Nước lũ rút"])
    assert '<option value="giao-duc" selected>' in page
    assert '<option value="2025" selected>' in page
    assert titles(site.get("/search?q=van+son&lang=en").text) == ["Flood in Van Son"]
    none = site.get("/search?q=lũ&category=giao-duc&year=2026").text
    assert heading(none) == "Không tìm thấy gì cho “lũ”"
    assert 'href="/search?q=l%C5%A9">Tìm trong mọi bài' in none
    assert titles(site.get("/search?q=lũ&year=x&category=A&lang=x1").text) == ["Nước lũ rút", "Vân Sơn", "Cái lu nước"]


@pytest.mark.one_site
@pytest.mark.parametrize(
    ("typed", "offer"),
    [
        ("nước lũ ruts", "Nước lũ rút"),
        ("Fluod", "Flood"),
        ("vaan sonn", "Van Son"),
        ('"vaan son"', '"Van Son"'),
        ("xyzzyx", ""),
    ],
)
def test_where_nothing_is_found_a_corrected_query_and_the_newest_are_offered(
    site: CheckingClient, typed: str, offer: str
) -> None:
    page = site.get("/search", query_string={"q": typed}).text
    offers = re.findall(r'Có phải bạn muốn tìm: <a class="br-action" href="([^"]+)">', page)
    assert len(offers) == bool(offer)
    if offer:
        assert offer.replace('"', "&#34;").lower() in page.lower()
        assert titles(site.get(offers[0]).text)
    else:
        assert "Hãy xem lại cách viết" in page
    assert len(titles(page)) == 4


def test_results_go_on_from_a_position(
    client: CheckingClient, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PAGE_SIZE", 2)
    monkeypatch.setattr(service, "MOST_COUNTED", 4)
    land(settings, *(write(tmp_path, str(n), f"Lũ {n}", date=f"2026-01-0{n}") for n in range(1, 6)))
    address, found = "/search?q=lũ", []
    for _ in range(3):
        page = client.get(address).text
        found += titles(page)
        following = re.findall(r'rel="next" href="([^"]+)"', page)
        address = following[0].replace("&amp;", "&") if following else ""
    assert (found, address) == (["Lũ 5", "Lũ 4", "Lũ 3", "Lũ 2", "Lũ 1"], "")
    assert heading(page) == "Hơn 4 kết quả cho “lũ”"
    assert 'rel="prev" href="/search?q=l%C5%A9"' in page


@pytest.mark.one_site
@pytest.mark.parametrize("before", ["x", "6~1", "0~", "0~99999999999999999", "0~1", "-1~1"])
def test_a_position_that_is_none_or_has_nothing_after_it_is_not_found(site: CheckingClient, before: str) -> None:
    assert site.get("/search", query_string={"q": "lũ rút", "before": before}).status_code == 404


def test_a_search_that_is_stopped_says_so(site: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "MAX_SECONDS", -1)
    monkeypatch.setattr(sqlite, "STEPS_PER_CALL", 1)
    assert "việc tìm đã dừng giữa chừng" in site.get("/search?q=lũ").text


def test_a_withdrawn_article_is_not_found(site: CheckingClient, settings: Settings) -> None:
    create_withdrawal(settings).withdraw("nuoc-lu-rut", "Sai.")
    assert titles(site.get("/search?q=lũ+rút").text) != ["Nước lũ rút"]
    assert "Nước <mark>" not in site.get("/search?q=lũ").text


@pytest.mark.one_site
def test_what_was_typed_is_shown_as_text(site: CheckingClient) -> None:
    page = site.get("/search", query_string={"q": '<script>alert("1")</script> ' + "a" * 300}).text
    assert "<script>alert" not in page
    assert 'value="&lt;script&gt;' in page


@pytest.mark.one_site
def test_every_page_leads_to_the_search(site: CheckingClient) -> None:
    assert 'href="/search">Tìm</a>' in site.get("/preferences").text


def test_a_site_without_articles_has_no_newest_to_offer(client: CheckingClient) -> None:
    page = client.get("/search?q=lũ").text
    assert heading(page) == "Không tìm thấy gì cho “lũ”"
    assert "Tin mới nhất</h2>" not in page
