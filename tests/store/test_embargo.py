"""Articles with a date in the future, in both databases: to readers they do not exist until their moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from bantin_reader.model.article import DEFAULT_ZONE, Draft
from bantin_reader.model.errors import ArticleNotFound, ArticleWithdrawn
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.article_scan import scan
from bantin_reader.store.engine import transaction
from bantin_reader.store.list_repository import ListRepository
from bantin_reader.store.sitemap_repository import SitemapRepository
from tests.clock import set_forward

HOUR = timedelta(hours=1)


def save(store: ArticleRepository, name: str, after: timedelta, **fields: str) -> str:
    """Store an article whose date is so long after the present moment; return its slug."""
    moment = (datetime.now(DEFAULT_ZONE) + after).replace(microsecond=0, tzinfo=None)
    common = {"title": name, "sapo": "", "body": "<p>Nội dung.</p>", "lang": "vi", "category": "Tin"}
    draft = Draft(source_id=f"/{name}.md", date=moment.date(), time=moment.time(), **common | fields)  # type: ignore[arg-type]
    return store.save(draft)[1]


def everywhere(store: ArticleRepository, engine: Engine) -> list[list[str]]:
    """The slugs in every list of published articles."""
    reading = partial(transaction, engine)
    lists, sitemaps = ListRepository(reading, DEFAULT_ZONE), SitemapRepository(reading, DEFAULT_ZONE)
    return [
        [headline.slug for headline in store.newest(limit=9)],
        [headline.slug for headline in store.newest(limit=9, category="Tin", lang="vi")],
        [dated.article.slug for dated in lists.newest_articles(limit=9)],
        [entry.slug for entry in sitemaps.part(1, 9)],
        [entry.slug for entry in sitemaps.newest_since(timedelta(days=2), limit=9)],
    ]


def test_no_list_holds_an_article_before_its_moment(
    store: ArticleRepository, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, "sau", HOUR)
    assert everywhere(store, engine) == [[]] * 5
    assert store.count() == 0
    with pytest.raises(ArticleNotFound):
        store.by_slug("sau")
    with pytest.raises(ArticleNotFound):
        store.with_translations("sau")
    set_forward(monkeypatch, 2 * HOUR)
    assert everywhere(store, engine) == [["sau"]] * 5
    assert (store.count(), store.by_slug("sau").title) == (1, "sau")


def test_a_translation_is_not_named_before_its_moment(
    store: ArticleRepository, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitemaps = SitemapRepository(partial(transaction, engine), DEFAULT_ZONE)
    save(store, "goc", -HOUR)
    save(store, "translation", HOUR, lang="en", translation_of="/goc.md")

    def named() -> list[str]:
        [entry] = [entry for entry in sitemaps.part(1, 9) if entry.slug == "goc"]
        return [other.slug for other in store.with_translations("goc")[1]] + [slug for _, slug in entry.translations]

    assert named() == []
    set_forward(monkeypatch, 2 * HOUR)
    assert named() == ["translation", "translation"]


def test_the_revision_changes_at_the_moment_and_at_no_other(
    store: ArticleRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.revision() >= 0
    save(store, "cu", -HOUR)
    save(store, "sau", HOUR)
    before = store.revision()
    assert store.revision() == before
    set_forward(monkeypatch, HOUR / 2)
    assert store.revision() == before
    set_forward(monkeypatch, 2 * HOUR)
    after = store.revision()
    assert after != before
    set_forward(monkeypatch, 3 * HOUR)
    assert store.revision() == after


def test_a_moment_can_be_put_off_and_brought_forward(store: ArticleRepository) -> None:
    save(store, "tin", -HOUR)
    before = store.revision()
    save(store, "tin", HOUR)
    assert store.revision() != before
    with pytest.raises(ArticleNotFound):
        store.by_slug("tin")
    save(store, "tin", -HOUR)
    assert store.by_slug("tin").slug == "tin"


def test_an_article_that_is_withdrawn_before_its_moment_says_so(store: ArticleRepository) -> None:
    save(store, "tin", HOUR)
    store.withdraw("tin", "Sai.")
    with pytest.raises(ArticleWithdrawn):
        store.by_slug("tin")


def test_the_moment_is_told(store: ArticleRepository, engine: Engine) -> None:
    save(store, "cu", -HOUR)
    save(store, "sau", HOUR)
    assert store.embargo_of("cu") is None
    moment = store.embargo_of("sau")
    assert moment
    with pytest.raises(ArticleNotFound):
        store.embargo_of("khong-co")
    with engine.connect() as connection:
        assert {one.slug: one.listed_at for one in scan(connection)}["sau"] == moment
