"""How the links of a saved page are resolved."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bantin_reader.sources.html.urls import PageUrls

BASE = '<base href="https://base.example/tin/">'
CANONICAL = '<link rel="canonical" href="https://canonical.example/tin/bai.html">'
OG = '<meta property="og:url" content="https://og.example/tin/bai.html">'
SAVED_FROM = "<!-- saved from url=(0037)https://saved.example/tin/bai.html -->"


def link(href: str, head: str = CANONICAL) -> str:
    return PageUrls(LexborHTMLParser(head), head, Path("/tin/bai.html")).link(href)


@pytest.mark.parametrize(
    ("head", "host"),
    [
        (BASE, "base"),
        (CANONICAL, "canonical"),
        (OG, "og"),
        (SAVED_FROM, "saved"),
        (SAVED_FROM + OG, "og"),
        (
            "<!--\n Page saved with SingleFile \n url: https://saved.example/tin/bai.html \n saved date: Thu -->",
            "saved",
        ),
        (OG + CANONICAL, "canonical"),
        (SAVED_FROM + OG + CANONICAL + BASE, "base"),
        ('<link rel="canonical" href="http://[">' + OG, "og"),
        ('<link rel="canonical" href="/tin/bai.html">' + OG, "og"),
        ('<base href="file:///C:/tin/">' + CANONICAL, "canonical"),
        ("<base>" + OG, "og"),
    ],
)
def test_a_relative_link_is_resolved_by_the_most_reliable_address_of_the_page(head: str, host: str) -> None:
    assert link("b.html?c=1&d=2#e", head) == f"https://{host}.example/tin/b.html?c=1&d=2#e"


@pytest.mark.parametrize(
    "head", ["", '<link rel="canonical" href="bai.html">', '<meta property="og:url" content="a.html">']
)
def test_the_address_of_an_httrack_copy_is_read_from_its_comment(head: str) -> None:
    mirrored = "<!-- Mirrored from saved.example/tin/index.html by HTTrack Website Copier/3.x -->"
    assert link("../b.html", mirrored + head) == "http://saved.example/b.html"
    assert link("b.html", "<!-- Mirrored from trang by HTTrack -->") == ""


@pytest.mark.parametrize("href", ["b.html", "/b.html", "../b.html", "?a=1", "//b.example/"])
def test_a_relative_link_of_a_page_without_an_address_leads_nowhere(href: str) -> None:
    assert link(href, "") == ""


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://vanson.example/a?b=c#d", "https://vanson.example/a?b=c#d"),
        ("  HTTP://vanson.example/a\n", "http://vanson.example/a"),
        ("//vanson.example/a", "https://vanson.example/a"),
        ("/a", "https://canonical.example/a"),
        ("../../../a", "https://canonical.example/a"),
        ("bài viết.html", "https://canonical.example/tin/bài viết.html"),
        ("mailto:toasoan@vanson.example", "mailto:toasoan@vanson.example"),
        ("MAILTO:toasoan@vanson.example", "mailto:toasoan@vanson.example"),
        ("tel:+84 219 386 6411", "tel:+842193866411"),
    ],
)
def test_web_mail_and_telephone_links_are_kept(href: str, address: str) -> None:
    got = link(href)
    scheme, colon, rest = got.partition(":")
    assert scheme.lower() + colon + rest == address


def test_spaces_in_the_subject_of_a_mail_link_are_kept() -> None:
    """RFC 6068, section 5: a space is %20."""
    assert link("mailto:a@vanson.example?subject=Góp ý") == "mailto:a@vanson.example?subject=Góp%20ý"


@pytest.mark.parametrize(
    "href",
    [
        *("", " ", "#", "#muc", "http://", "http:///a", "http://[", "http://[::1", "http://[a]/"),
        *("javascript:alert(1)", " JavaScript:void(0)", "java\nscript:alert(1)", "\x01javascript:a()", "vbscript:a"),
        *("data:text/html,a", "file:///C:/a.html", "about:blank", "blob:https://a", "ftp://a.example/b", "C:\\a.html"),
        "https://a.example/" + "x" * 2000,
    ],
)
def test_a_link_that_readers_cannot_follow_is_removed(href: str) -> None:
    assert link(href) == ""
