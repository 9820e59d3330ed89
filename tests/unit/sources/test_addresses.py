"""Addresses that other people wrote: a malformed one is left out, and the rest of its document is read."""

from __future__ import annotations

import json
import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bantin_reader.sources import feed, json_feed
from bantin_reader.sources.address_patterns import common_pattern
from bantin_reader.sources.addresses import absolute_address, address_parts
from bantin_reader.sources.http_client import Response
from bantin_reader.sources.link_list import read_links
from bantin_reader.sources.site_config.finder import SiteConfigs
from bantin_reader.sources.web_page.article_finder import ArticleFinder
from bantin_reader.sources.wordpress_source import wordpress_site

URL = "https://bao.example/tin"
BROKEN = "https://[bao"


def response(text: str) -> Response:
    return Response(url=URL, content=text.encode())


def test_an_address_is_resolved_and_a_malformed_one_is_empty() -> None:
    assert absolute_address(URL, "bai-1") == "https://bao.example/bai-1"
    assert absolute_address(URL, BROKEN) == ""
    assert address_parts(BROKEN).scheme == ""


def test_the_whole_article_is_looked_for_at_the_next_link(tmp_path: Path) -> None:
    (tmp_path / "bao.example.txt").write_text("single_page_link: //a\nsingle_page_link: //a/@href\n", "utf-8")
    configs = SiteConfigs(tmp_path, ArticleFinder())
    assert configs.single_page(f'<a href="{BROKEN}">1</a><a href="/in">2</a>', URL) == "https://bao.example/in"


def test_a_page_that_names_no_valid_address_of_wordpress_belongs_to_none() -> None:
    assert wordpress_site(LexborHTMLParser(f'<link rel="https://api.w.org/" href="{BROKEN}">'), URL) == ""


def test_a_list_with_a_malformed_address_has_its_other_links() -> None:
    page = read_links(response(f'<base href="{BROKEN}"><a href="{BROKEN}">1</a><a href="https://bao.example/2">2</a>'))
    assert page.links == (("https://bao.example/2", ""),)
    urls = f"<url><loc>{BROKEN}</loc></url><url><loc>https://bao.example/2</loc></url>"
    sitemap = read_links(response(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'))
    assert sitemap.links == (("https://bao.example/2", ""),)


def test_a_feed_with_a_malformed_address_has_its_other_entries() -> None:
    picture = f'<enclosure url="{BROKEN}" type="image/png"/>'
    items = f"<item><title>1</title><link>{BROKEN}</link>{picture}</item><item><title>2</title><link>/2</link></item>"
    entries = feed.parse(response(f'<rss version="2.0"><channel><title>Báo</title>{items}</channel></rss>'))
    assert [(entry.address, entry.picture) for entry in entries] == [("", ""), ("https://bao.example/2", "")]
    listed = [{"id": "1", "url": BROKEN, "image": BROKEN}, {"id": "2", "url": "/2"}]
    content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Báo", "items": listed})
    assert [entry.address for entry in json_feed.parse(content.encode(), URL)] == ["", "https://bao.example/2"]


def test_the_pattern_of_addresses_with_a_number_matches_them_and_no_section() -> None:
    addresses = [f"https://bao.example/tin/bai-moi-{number}.html" for number in (12345, 12346)]
    pattern = common_pattern([*addresses, "https://bao.example/lien-he.html"])
    assert pattern == r"/[^/]+-[^/]+-\d+\.html$"
    assert all(re.search(pattern, address) for address in addresses)
    assert not re.search(pattern, "https://bao.example/tin/bai-moi-nhat.html")
    words = common_pattern(["https://bao.example/tin/ba-con-len-doi/"])
    assert re.search(words, "https://bao.example/tin/ba-con-len-doi/")
