"""Slugs: made from titles, unique, and the same after an update."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bantin_reader.model.errors import ArticleNotFound
from bantin_reader.model.ports import Outcome
from bantin_reader.store.article_repository import ArticleRepository
from tests.store.drafts import FULL, draft

CREATED, UPDATED, UNCHANGED = Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED


def test_a_new_title_keeps_the_address(store: ArticleRepository) -> None:
    _, slug = store.save(FULL)
    assert store.save(replace(FULL, title="Thông xe tuyến Khuổi Mây")) == (UPDATED, slug)
    assert store.by_slug(slug).title == "Thông xe tuyến Khuổi Mây"
    assert store.slug_for(replace(FULL, title="Tên khác nữa")) == slug


def test_equal_titles_get_addresses_of_their_own(store: ArticleRepository) -> None:
    slugs = [store.save(draft(name))[1] for name in ("a", "b", "c")]
    assert slugs == ["tin-trong-ngay", "tin-trong-ngay-2", "tin-trong-ngay-3"]
    assert store.slug_for(draft("d"), taken=["tin-trong-ngay-4"]) == "tin-trong-ngay-5"
    assert store.slug_for(draft("d")) == "tin-trong-ngay-4", "asking for an address takes none"


def test_a_title_that_looks_like_a_numbered_address_takes_no_other_ones(store: ArticleRepository) -> None:
    assert store.save(draft("a", "Tin số 2"))[1] == "tin-so-2"
    assert store.save(draft("b", "Tin số"))[1] == "tin-so"
    assert store.save(draft("c", "Tin số"))[1] == "tin-so-3"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đỗ Thị Đào đi Đồng Đăng", "do-thi-dao-di-dong-dang"),
        ("Tỉnh Vân Sơn: 100% xã có điện", "tinh-van-son-100-xa-co-dien"),
        ("ƯỚC MƠ “NHỎ” & LỚN", "uoc-mo-nho-lon"),
        ("!!! … 👍", "bai-viet"),
        ("2026", "2026"),
    ],
)
def test_an_address_is_the_title_in_plain_letters(store: ArticleRepository, title: str, slug: str) -> None:
    assert store.save(draft("a", title))[1] == slug


@pytest.mark.parametrize("title", ["Vân Sơn phát triển " * 40, "đ" * 5000])
def test_the_address_of_a_long_title_is_cut_short(store: ArticleRepository, title: str) -> None:
    slugs = [store.save(draft(name, title))[1] for name in "abc"]
    assert len(set(slugs)) == 3
    assert all(1 <= len(slug) <= 120 and not slug.endswith("-") for slug in slugs)


@pytest.mark.parametrize("slug", ["khong-co", "", "%", "duong-len-khuoi-may-da-thong-x_", "'; drop table articles"])
def test_an_unknown_address_is_not_found(store: ArticleRepository, slug: str) -> None:
    store.save(FULL)
    for call in (store.by_slug, store.is_withdrawn, store.reinstate, lambda s: store.withdraw(s, "lý do")):
        with pytest.raises(ArticleNotFound):
            call(slug)
    assert store.count() == 1


def test_an_address_with_a_nul_character_is_not_found(store: ArticleRepository) -> None:
    store.save(FULL)
    with pytest.raises(ArticleNotFound):
        store.by_slug("tin\0")
    assert store.newest(limit=9, lang="vi\0") == []
