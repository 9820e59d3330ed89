"""Sitemaps and lists of whole articles, in both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from datetime import time as Time
from functools import partial

import pytest
from sqlalchemy import Engine

from bantin_reader.model.article import DEFAULT_ZONE, Draft
from bantin_reader.model.picture import Figure, Picture
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.engine import transaction
from bantin_reader.store.list_repository import ListRepository
from bantin_reader.store.sitemap_repository import LOOK_UPS, SitemapRepository

PICTURE = Picture(name="a" * 32 + ".png", width=800, height=600)


@pytest.fixture
def lists(engine: Engine) -> ListRepository:
    return ListRepository(partial(transaction, engine), DEFAULT_ZONE)


@pytest.fixture
def sitemaps(engine: Engine) -> SitemapRepository:
    return SitemapRepository(partial(transaction, engine), DEFAULT_ZONE)


def draft(number: int, **fields: object) -> Draft:
    common = {"title": f"Tin {number}", "sapo": "", "body": "<p>Nội dung.</p>", "lang": "vi"}
    return Draft(source_id=f"/{number}.md", **common | fields)  # type: ignore[arg-type]


def test_articles_have_their_moments_in_the_sites_zone(store: ArticleRepository, lists: ListRepository) -> None:
    began = datetime.now(UTC)
    store.save(draft(1, date=date(2026, 11, 5), time=Time(7, 30), category="Văn hóa", tags=("lũ",)))
    store.save(draft(2))
    arrived, dated = lists.newest_articles(limit=9)
    assert dated.published.isoformat() == "2026-11-05T07:30:00+07:00"
    assert began <= dated.updated <= datetime.now(UTC)
    assert dated.article == store.by_slug("tin-1")
    assert began <= arrived.published <= arrived.updated <= datetime.now(UTC)


def test_newest_articles_are_those_of_a_category_and_a_language(
    store: ArticleRepository, lists: ListRepository
) -> None:
    for number, (category, lang) in enumerate([("Văn hóa", "vi"), ("Văn hóa", "en-GB"), ("Giáo dục", "vi")]):
        store.save(draft(number, category=category, lang=lang, date=date(2026, 11, 1 + number)))

    def slugs(**filters: str) -> list[str]:
        return [dated.article.slug for dated in lists.newest_articles(limit=9, **filters)]

    assert slugs() == ["tin-2", "tin-1", "tin-0"]
    assert slugs(category="van-hoa") == ["tin-1", "tin-0"]
    assert slugs(lang="en") == slugs(lang="en-GB") == ["tin-1"]
    assert slugs(category="van-hoa", lang="vi") == ["tin-0"]
    assert slugs(category="\0") == slugs(lang="a\0") == []
    store.withdraw("tin-2", "Sai.")
    assert slugs() == ["tin-1", "tin-0"]


def test_parts_are_ranges_of_articles_in_the_order_of_their_arrival(
    store: ArticleRepository, sitemaps: SitemapRepository
) -> None:
    assert sitemaps.parts(2) == 0
    for number in range(5):
        store.save(draft(number, date=date(2026, 11, 9 - number), figure=Figure(picture=PICTURE) if number else None))
    store.withdraw("tin-2", "Sai.")
    assert sitemaps.parts(2) == 3
    parts = [[entry.slug for entry in sitemaps.part(number, 2)] for number in (1, 2, 3, 4)]
    assert parts == [["tin-0", "tin-1"], ["tin-3"], ["tin-4"], []]
    without, pictured = sitemaps.part(1, 2)
    assert (without.picture, pictured.picture) == (None, PICTURE)


def test_every_version_knows_the_others_in_whatever_part_they_are(
    store: ArticleRepository, sitemaps: SitemapRepository
) -> None:
    store.save(draft(0))
    store.save(draft(1, lang="en", translation_of="/0.md"))
    store.save(draft(2, lang="fr", translation_of="/0.md"))
    [original], [english], [french] = (sitemaps.part(number, 1) for number in (1, 2, 3))
    assert original.translations == (("en", "tin-1"), ("fr", "tin-2"))
    assert english.translations == (("fr", "tin-2"), ("vi", "tin-0"))
    store.withdraw("tin-0", "Sai.")
    [french] = sitemaps.part(3, 1)
    assert french.translations == (("en", "tin-1"),)


def test_a_part_of_many_articles_finds_the_translations_of_all(
    store: ArticleRepository, sitemaps: SitemapRepository
) -> None:
    count = LOOK_UPS["postgresql"] + 3
    for number in range(count):
        store.save(draft(number))
        store.save(draft(count + number, lang="en", translation_of=f"/{number}.md"))
    entries = sitemaps.part(1, 2 * count)
    assert len(entries) == 2 * count
    assert all(len(entry.translations) == 1 for entry in entries)


def test_the_newest_of_two_days_end_at_the_limit(store: ArticleRepository, sitemaps: SitemapRepository) -> None:
    now = datetime.now(DEFAULT_ZONE)
    for number, age in enumerate((1, 30, 49)):
        moment = now - timedelta(hours=age)
        store.save(draft(number, date=moment.date(), time=moment.time()))
    assert [entry.slug for entry in sitemaps.newest_since(timedelta(days=2), limit=9)] == ["tin-0", "tin-1"]
    assert [entry.slug for entry in sitemaps.newest_since(timedelta(days=2), limit=1)] == ["tin-0"]
