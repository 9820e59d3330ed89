"""What RFC 4287, RSS 2.0 and JSON Feed 1.1 demand of a document. No package has their schemas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# RFC 4287, 4.1.1 and 4.1.2: how often an element may stand in a feed and in an entry.
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
ANY_NUMBER = {
    "feed": ("author", "category", "contributor", "link", "entry"),
    "entry": ("author", "category", "contributor", "link"),
}
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def is_absolute(url: str | None) -> bool:
    return bool(url) and urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).netloc)


def is_date(text: str | None) -> bool:
    return bool(text and RFC_3339.fullmatch(text) and datetime.fromisoformat(text))


def atom_problems(content: bytes) -> list[str]:
    root = fromstring(content)
    if root.tag != f"{ATOM}feed":
        return [f"the root is {root.tag}"]
    return [
        *_construct(root, "feed"),
        *(problem for entry in root.iter(f"{ATOM}entry") for problem in _entry(root, entry)),
    ]


def _construct(element: Element, kind: str) -> Iterator[str]:
    names = [child.tag.removeprefix(ATOM) for child in element]
    yield from (f"{kind}: {names.count(name)} {name}" for name in ONCE[kind] if names.count(name) != 1)
    yield from (f"{kind}: {names.count(name)} {name}" for name in AT_MOST_ONCE[kind] if names.count(name) > 1)
    known = {*ONCE[kind], *AT_MOST_ONCE[kind], *ANY_NUMBER[kind]}
    yield from (f"{kind}: unknown {name}" for name in names if name not in known)
    for child in element:
        name, text = child.tag.removeprefix(ATOM), child.text or ""
        if name == "id" and not is_absolute(text):
            yield f"id {text}"  # 4.2.6: an absolute IRI
        if name in ("updated", "published") and not is_date(text):
            yield f"{name} {text}"  # 3.3
        if name == "author" and not (child.findtext(f"{ATOM}name") or "").strip():
            yield "an author without a name"  # 3.2.1
        if name == "category" and not child.get("term"):
            yield "a category without a term"  # 4.2.2.1
        if name == "link" and not is_absolute(child.get("href")):
            yield f"link {child.get('href')}"  # 4.2.7.1, and 5.1 leaves no base here
        if name in ("title", "summary", "content") and (
            len(child) or child.get("type", "text") not in ("text", "html")
        ):
            yield f"{name} with elements"  # 3.1.1
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in element.iter(f"{ATOM}link")
        if link.get("rel") == "alternate"
    ]
    if kind == "entry" and len(alternates) != len(set(alternates)):
        yield "two alternates of one type"  # 4.1.2


def _entry(feed: Element, entry: Element) -> Iterator[str]:
    yield from _construct(entry, "entry")
    if entry.find(f"{ATOM}author") is None and feed.find(f"{ATOM}author") is None:
        yield "entry: no author"  # 4.1.2
    if entry.find(f"{ATOM}content") is None and not any(link.get("rel") == "alternate" for link in entry):
        yield "entry: neither content nor alternate"


def rss_problems(content: bytes) -> list[str]:
    root = fromstring(content)
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ["no channel of RSS 2.0"]
    problems = [f"channel: no {name}" for name in ("title", "link", "description") if not channel.findtext(name)]
    for item in channel.iter("item"):
        if not (item.findtext("title") or item.findtext("description")):
            problems.append("item: neither title nor description")
        problems += [f"{name} {text}" for name in ("link", "guid") if not is_absolute(text := item.findtext(name))]
        if not RFC_822.fullmatch(item.findtext("pubDate") or ""):
            problems.append(f"pubDate {item.findtext('pubDate')}")
    return problems


def json_feed_problems(feed: dict[str, Any]) -> list[str]:
    problems = []
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        problems.append(f"version {feed.get('version')}")
    if not feed.get("title"):
        problems.append("no title")
    problems += [
        f"{name} {feed.get(name)}" for name in ("home_page_url", "feed_url") if not is_absolute(feed.get(name))
    ]
    ids = [item.get("id") for item in feed.get("items", [])]
    if not isinstance(feed.get("items"), list) or len(set(ids)) != len(ids):
        problems.append("items")
    for item in feed.get("items", []):
        if not isinstance(item.get("id"), str) or not item["id"]:
            problems.append("item: no id")
        if "content_html" not in item and "content_text" not in item:
            problems.append("item: no content")
        problems += [f"{name} {item[name]}" for name in ("date_published", "date_modified") if not is_date(item[name])]
        problems += [
            f"{name} {item[name]}" for name in ("url", "image") if name in item and not is_absolute(item[name])
        ]
        if any(not author.get("name") for author in item.get("authors", [])) or not all(item.get("tags", [])):
            problems.append("an empty author or tag")
    return problems
