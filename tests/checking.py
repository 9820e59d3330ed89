"""A test client that checks every page it opens."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

LANDMARKS = ("header", "main", "footer")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class CheckingClient(FlaskClient):
    """A Flask test client that raises AssertionError for an HTML response that `check` rejects."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("buffered", True)
        response = super().open(*args, **kwargs)
        shown = response.get_data() and response.status_code // 100 != 3 and "Content-Encoding" not in response.headers
        if response.mimetype == "text/html" and shown:
            check(response.get_data(as_text=True))
        return response


@lru_cache(maxsize=64)
def parse(html: str, *, strict: bool = True) -> Element:
    """The document's tree, which callers leave as it is; strict parsing fails on what HTML calls a parse error."""
    parser = html5lib.HTMLParser(strict=strict, namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@lru_cache(maxsize=1024)
def check(html: str) -> None:
    """Raise AssertionError unless the page or partial is valid, named, and follows the content security policy."""
    if not html.startswith("<!doctype html>"):
        check_partial(html)
        return
    page = parse(html)
    is_embed = page.get("data-embed") is not None
    levels = [(element.tag, text_of(element)) for element in page.iter() if element.tag in HEADINGS]
    top = min(tag for tag, _ in levels)
    headings = [text for tag, text in levels if tag == top]
    assert len(headings) == 1, f"one first heading expected: {headings}"
    assert (top in ("h2", "h3", "h4")) if is_embed else (top == "h1"), f"the first heading is {top}"
    title = next(page.iter("title"))
    assert text_of(title).startswith(headings[0]), f"the title {text_of(title)!r} does not start with {headings[0]!r}"
    assert page.get("lang"), "<html> has no lang"
    body = page.find("body")
    assert body is not None
    for landmark in ("main",) if is_embed else LANDMARKS:
        assert len(body.findall(landmark)) == 1, f"one {landmark} expected as a child of body"
    assert all(nav.get("aria-label") for nav in page.iter("nav")), "a nav without a name"
    viewport = next(meta for meta in page.iter("meta") if meta.get("name") == "viewport").get("content", "")
    assert "user-scalable" not in viewport, "the viewport forbids zoom"
    assert "maximum-scale" not in viewport, "the viewport limits zoom"
    assert not any(name.startswith("on") for element in page.iter() for name in element.attrib), "an inline handler"
    assert not any(element.get("style") for element in page.iter()), "an inline style, which the policy forbids"
    assert not any((link.get("href") or "").startswith("javascript:") for link in page.iter("a")), "a javascript: link"
    check_ids(page)
    check_names(page)


def check_partial(html: str) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    fragment = parser.parseFragment(html)
    assert len(fragment) == 1, "a partial has one root element"
    check_ids(fragment)
    check_names(fragment)


def check_ids(page: Element) -> None:
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert not [name for name, count in ids.items() if count > 1], f"ids used twice: {ids}"
    for element in page.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for name in (element.get(attribute) or "").split():
                assert name in ids, f"{attribute} points to {name}, which is not there"


def check_names(page: Element) -> None:
    for control in [*page.iter("button"), *page.iter("a")]:
        words = text_of(control) or control.get("aria-label") or "".join(i.get("alt", "") for i in control.iter("img"))
        assert words, f"a {control.tag} without a name: {control.attrib}"
    for image in page.iter("img"):
        assert image.get("alt") is not None, f"an img without alt: {image.attrib}"
        assert image.get("width"), f"an img without width: {image.attrib}"
