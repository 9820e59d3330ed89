"""The linked data of lists: the articles that they list, and where they stand in the site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import land
from tests.web.lists.test_lists import headlines, write


@pytest.fixture
def listed(settings: Settings, tmp_path: Path) -> None:
    land(settings, *(write(tmp_path, n, category="Văn hóa </script>", byline="Lý Thị Hoa") for n in range(22)))


def data(page: str) -> list[dict[str, Any]]:
    scripts = [one for one in parse(page).iter("script") if one.get("type") == "application/ld+json"]
    return [fact for script in scripts for fact in (json.loads(f"[{script.text}]"))]


def flat(page: str) -> dict[str, dict[str, Any]]:
    found = data(page)
    facts = [fact for one in found for fact in (one if isinstance(one, list) else [one])]
    return {fact["@type"]: fact for fact in facts}


@pytest.mark.one_site
@pytest.mark.parametrize(
    ("address", "trail"),
    [
        ("/categories/van-hoa-script", [("Trang chủ", "/"), ("Văn hóa </script>", None)]),
        ("/authors/ly-thi-hoa", [("Trang chủ", "/"), ("Lý Thị Hoa", None)]),
        ("/archive/2026", [("Trang chủ", "/"), ("2026", None)]),
        ("/archive/2026/01", [("Trang chủ", "/"), ("2026", "/archive/2026"), ("01", None)]),
        ("/?before=2026-01-02T00:00:00~1", [("Trang chủ", "/"), ("Tin mới nhất", None)]),
    ],
)
def test_a_list_says_what_it_lists_and_where_it_is(
    client: CheckingClient, listed: None, address: str, trail: list[tuple[str, str | None]]
) -> None:
    page = client.get(address).text
    facts = flat(page)
    items = facts["ItemList"]["itemListElement"]
    assert [item["name"] for item in items] == headlines(parse(page))
    assert (
        [item["position"] for item in items] == [*range(1, 21)] == [*range(1, facts["ItemList"]["numberOfItems"] + 1)]
    )
    assert items[0]["url"] == "http://localhost/articles/tin-so-21"
    crumbs = facts["BreadcrumbList"]["itemListElement"]
    expected = [(name, path and f"http://localhost{path}") for name, path in trail]
    assert [(crumb["name"], crumb.get("item")) for crumb in crumbs] == expected
    [nav] = [one for one in parse(page).iter("nav") if "br-trail" in (one.get("class") or "")]
    assert [text_of(item) for item in nav.iter("li")] == [name for name, _ in trail]


@pytest.mark.one_site
def test_an_article_says_where_it_is(client: CheckingClient, listed: None) -> None:
    crumbs = flat(client.get("/articles/tin-so-3").text)["BreadcrumbList"]["itemListElement"]
    assert [(crumb["name"], crumb["item"]) for crumb in crumbs] == [
        ("Bản tin", "http://localhost/"),
        ("Văn hóa </script>", "http://localhost/categories/van-hoa-script"),
    ]
