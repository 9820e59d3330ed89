"""The LRU cache: which page leaves first, and the bound in bytes."""

from __future__ import annotations

from bantin_reader.web.page_cache.lru import ENTRY_BYTES, CachedPage, LruCache


def page(size: int) -> CachedPage:
    return CachedPage(1, 0.0, "", [], [], [b"x" * size])


def test_the_least_recently_used_page_leaves_first_and_bytes_are_bounded() -> None:
    pages = LruCache(3 * (1000 + ENTRY_BYTES))
    for name in "abc":
        pages.put(name, page(1000))
    pages.get("a")
    pages.put("d", page(1000))
    assert [pages.get(name) is not None for name in "abcd"] == [True, False, True, True]
    pages.put("a", page(500))
    assert (len(pages), pages.bytes) == (3, 2 * 1000 + 500 + 3 * ENTRY_BYTES)
    pages.put("large", page(100_000))
    assert pages.get("large") is None
    assert len(pages) == 3


def test_ten_thousand_pages_stay_within_the_bound() -> None:
    pages = LruCache(1_000_000)
    for number in range(10_000):
        pages.put(number, page(number % 5000))
        assert pages.bytes <= 1_000_000
    assert pages.bytes == sum(kept.size for number in range(10_000) if (kept := pages.get(number)))
