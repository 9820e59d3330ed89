"""Words side by side, in both databases. PostgreSQL finds them by pairs of words, and compares positions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.search import tsvector
from tests.store.drafts import draft
from tests.store.search.conftest import Find


@pytest.fixture(scope="module", params=[1, 4096])
def variant(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pairs of words share a bucket, all of them or few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tsvector, "BUCKETS", request.param)
        yield


@pytest.fixture
def engine(engine_of_the_module: Engine) -> Engine:
    return engine_of_the_module


@pytest.fixture(scope="module")
def store(engine_of_the_module: Engine) -> ArticleRepository:
    store = ArticleRepository(engine_of_the_module)
    store.save(draft("1", "Chính phủ họp", sapo="Thường kỳ tháng tám.", body="<p>Giá nước sạch tăng.</p>"))
    store.save(draft("2", "Phủ chính", sapo="Kỳ thường.", body="<p>Tăng giá. Nước, sạch.</p>", tags=("chính phủ",)))
    store.save(draft("3", "Chỉnh phù", sapo="Nước", body="<p>sạch giá nước tăng</p><p>nước giá sạch</p>"))
    return store


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"chính phủ"', ["Chính phủ họp", "Phủ chính", "Chỉnh phù"]),
        ('"chinh phu hop"', ["Chính phủ họp"]),
        ('"phủ chính"', ["Phủ chính"]),
        ('"họp thường"', []),
        ('"chính phủ thường kỳ"', []),
        ('"thường kỳ tháng"', ["Chính phủ họp"]),
        ('"giá nước"', ["Chỉnh phù", "Phủ chính", "Chính phủ họp"]),
        ('"giá nước sạch"', ["Phủ chính", "Chính phủ họp"]),
        ('"nước sạch giá"', []),
        ('"giá nước" -"nước sạch"', ["Chỉnh phù"]),
        ('"giá nước" -"chinh phu"', []),
        ('"giá nước" -"giá nước sạch tăng"', ["Chỉnh phù", "Phủ chính"]),
        ('"chính phủ" -"chỉnh phù"', ["Chính phủ họp", "Phủ chính"]),
    ],
)
def test_words_are_found_side_by_side_only(
    store: ArticleRepository, find: Find, typed: str, expected: list[str]
) -> None:
    assert sorted(find(typed)) == sorted(expected)
