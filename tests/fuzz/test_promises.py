"""Each response here fails one check of `promises`."""

from __future__ import annotations

import pytest
from html5lib.html5parser import ParseError

from tests.fuzz.asking import Answer
from tests.fuzz.conftest import Site
from tests.fuzz.promises import is_here, keep
from tests.fuzz.strings import MARK, PRODUCT

TRUST = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
HTML = {**TRUST, "Content-Type": "text/html; charset=utf-8"}


def page(site: Site, old: str, new: str) -> Answer:
    text = site.app.test_client().get("/privacy").text
    assert old in text
    return Answer(200, tuple(HTML.items()), text.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<h1>", f"<h1><{MARK}>"),
        ("<h1>", '<h1 onclick="1">'),
        ("<h1>", "<h1><script>alert(1)</script>"),
        ("<h1>", '<h1><a href="https://evil.example">a</a>'),
        ("<h1>", '<h1><a href="java\nscript:alert(1)">a</a>'),
        ("<h1>", "<h1><img src=/a alt='' width=1>"),
        ("<h1>", "<h1><iframe></iframe>"),
        ("<h1>", f"<h1>{PRODUCT}"),
        ("<h1>", "<h1>\x01"),
        ("<h1>", "<h1>" + "a" * 1_000_000),
        ("</h1>", ""),
        ("<title>", "<title>Tin khác"),
        ('<meta charset="utf-8">', '<meta charset="utf-8"><meta http-equiv="refresh" content="0;url=//evil.example">'),
        ('href="/preferences"', 'href="//evil.example"'),
        ('href="/preferences"', 'href="/\\evil.example"'),
        ('href="/preferences"', 'href="\t/\n/evil.example"'),
    ],
)
def test_a_page_with_injected_content_is_noticed(sites: dict[str, Site], old: str, new: str) -> None:
    site = sites["first"]
    keep(page(site, "", ""), site.plain["pages.privacy"], 0)
    with pytest.raises((AssertionError, ValueError, SyntaxError, ParseError)):
        keep(page(site, old, new), site.plain["pages.privacy"], 0)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Zqx7": "1"},
        {"Location": "//evil.example"},
        {"Location": "/\\evil.example"},
        {"Location": "/\t/evil.example"},
        {"Location": "https://evil.example"},
        {"Location": "http://localhost/"},
        {"Location": "evil"},
        {"Set-Cookie": "a=b"},
        {"Set-Cookie": "bantin_prefs=text=125; Max-Age=1; Path=/; SameSite=Lax; Domain=evil.example"},
        {"Set-Cookie": "bantin_prefs=<b>; Max-Age=1; Path=/; SameSite=Lax"},
        {"ETag": "a\r\nX: y"},
        {"ETag": "a\x00"},
        {"ETag": "ế"},
        {"ETag": MARK},
        {"X-Content-Type-Options": "sniff"},
        {"Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'"},
    ],
)
def test_an_injected_header_is_noticed(sites: dict[str, Site], headers: dict[str, str]) -> None:
    keep(Answer(303, tuple(HTML.items()), b""), sites["first"].everything, 0)
    with pytest.raises(AssertionError):
        keep(Answer(303, tuple({**HTML, **headers}.items()), b""), sites["first"].everything, 0)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", MARK.encode()),
        ("text/xml", b"<a>"),
        ("text/xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        ("text/plain", MARK.encode()),
        ("application/atom+xml", f"<a><{MARK}/></a>".encode()),
        ("application/rss+xml", f'<a b="" {MARK}="1"/>'.encode()),
        ("application/rss+xml", b"<a>"),
        ("application/atom+xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        ("application/feed+json", f'{{"items": [{{"{MARK}": 1}}]}}'.encode()),
        ("application/feed+json", b"{"),
    ],
)
def test_a_broken_body_is_noticed(sites: dict[str, Site], kind: str, body: bytes) -> None:
    with pytest.raises((AssertionError, ValueError, SyntaxError, ParseError)):
        keep(Answer(200, tuple({**TRUST, "Content-Type": kind}.items()), body), sites["first"].everything, 0)


@pytest.mark.parametrize("status", [500, 502, 503, 599, 100])
def test_a_failure_is_noticed(sites: dict[str, Site], status: int) -> None:
    with pytest.raises(AssertionError):
        keep(Answer(status, tuple(HTML.items()), b""), sites["first"].everything, 0)


@pytest.mark.parametrize("address", ["/", "/a//b", "#a", "?a=//b", "/%2f%2fevil.example"])
def test_an_address_of_this_site_is_recognized(address: str) -> None:
    assert is_here(address)


@pytest.mark.parametrize("address", ["//a", " //a", "/\\a", "\\\\a", "/\n/a", "\x00//a", "a", "a:b", "https:/a", ""])
def test_an_address_of_another_site_is_recognized(address: str) -> None:
    assert not is_here(address)
