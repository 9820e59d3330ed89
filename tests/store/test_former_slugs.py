"""Addresses that an article had: they lead to it, and no other article gets them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bantin_reader.model.errors import ArticleMoved, ArticleNotFound, SourceRefused
from bantin_reader.model.ports import Outcome
from bantin_reader.store.article_repository import ArticleRepository
from tests.store.drafts import draft


def leads_to(store: ArticleRepository, slug: str) -> str:
    with pytest.raises(ArticleMoved) as error:
        store.by_slug(slug)
    return error.value.current


def test_former_slugs_lead_to_the_article(store: ArticleRepository) -> None:
    store.save(draft("a", "Tin", former_slugs=("tin-cu", "Tin_9.html")))
    assert [leads_to(store, slug) for slug in ("tin-cu", "Tin_9.html")] == ["tin", "tin"]
    assert store.by_slug("tin").former_slugs == ("tin-cu", "Tin_9.html")


def test_an_update_adds_former_slugs_and_removes_none(store: ArticleRepository) -> None:
    store.save(draft("a", "Tin", former_slugs=("mot",)))
    assert store.save(draft("a", "Tin"))[0] is Outcome.UNCHANGED
    assert store.save(draft("a", "Tin", former_slugs=("hai",)))[0] is Outcome.UPDATED
    assert [leads_to(store, slug) for slug in ("mot", "hai")] == ["tin", "tin"]


def test_an_article_that_asks_for_another_slug_leaves_the_first_one_behind(store: ArticleRepository) -> None:
    store.save(draft("a", "Tin"))
    before = store.revision()
    assert store.save(draft("a", "Tin", slug="ten-moi")) == (Outcome.UPDATED, "ten-moi")
    assert store.revision() != before
    assert (leads_to(store, "tin"), store.by_slug("ten-moi").former_slugs) == ("ten-moi", ("tin",))
    assert store.save(draft("a", "Tin")) == (Outcome.UNCHANGED, "ten-moi"), "without one it keeps what it has"
    assert store.save(draft("a", "Tin", slug="tin")) == (Outcome.UPDATED, "tin")
    assert (leads_to(store, "ten-moi"), store.by_slug("tin").former_slugs) == ("tin", ("ten-moi",))


def test_no_article_gets_a_slug_that_leads_to_another(store: ArticleRepository) -> None:
    store.save(draft("a", "Tin", former_slugs=("tin-cu",)))
    assert store.save(draft("b", "Tin cũ")) == (Outcome.CREATED, "tin-cu-2")
    for wrong in ({"slug": "tin"}, {"slug": "tin-cu"}, {"former_slugs": ("tin",)}, {"former_slugs": ("tin-cu",)}):
        with pytest.raises(SourceRefused, match=r"its address tin(-cu)? is that of another article"):
            store.save(draft("c", "Khác", **wrong))
    assert store.count() == 2


def test_a_former_slug_does_not_tell_of_an_article_before_its_date(store: ArticleRepository) -> None:
    store.save(draft("a", "Tin", date=date.today() + timedelta(days=2), former_slugs=("tin-cu",)))
    with pytest.raises(ArticleNotFound) as error:
        store.by_slug("tin-cu")
    assert not isinstance(error.value, ArticleMoved)


def test_a_withdrawn_article_is_found_by_its_former_slug(store: ArticleRepository) -> None:
    _, slug = store.save(draft("a", "Tin", former_slugs=("tin-cu",)))
    store.withdraw(slug, "Sai.")
    assert leads_to(store, "tin-cu") == "tin"
