"""The made-up articles of the benchmark: always the same, and evenly dated up to one moment."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import islice, pairwise

from benchmarks.articles import LAST, STEP, articles, common_words


def test_the_articles_are_always_the_same() -> None:
    assert list(articles(5)) == list(articles(5))
    assert len({article["title"] for article in articles(200)}) == 200


def test_the_newest_has_the_same_moment_in_every_store() -> None:
    for count in (1, 7, 50):
        dates = [datetime.fromisoformat(article["date"]) for article in articles(count)]
        assert dates[-1] == LAST
        assert {later - earlier for earlier, later in pairwise(dates)} <= {STEP}


def test_an_article_is_as_long_as_a_short_news_item() -> None:
    sizes = [len(article["body"].encode()) for article in islice(articles(100), 20)]
    assert all(1500 < size < 4000 for size in sizes), sizes


def test_the_common_words_are_those_that_stand_most_often() -> None:
    words = Counter(word.lower().strip(".") for article in articles(200) for word in article["sapo"].split())
    assert [word for word, _ in words.most_common(2)] == common_words(2)
