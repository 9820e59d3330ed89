"""A search for words in whose place others may stand, in both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bantin_reader.model.search_query import Phrase, SearchQuery, parse_query
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.search.repository import SearchRepository
from tests.store.drafts import draft
from tests.store.search.conftest import EVERYTHING, Find

WRITTEN_OUT = ("uỷ", "ban", "nhân", "dân")


def query(typed: str, other: Phrase, *phrases: Phrase) -> SearchQuery:
    """A query in which another phrase may stand in place of some of its phrases."""
    return replace(parse_query(typed), alternatives=dict.fromkeys(phrases, (other,)))


def titles(search: SearchRepository, asked: SearchQuery) -> list[str]:
    """The titles found, page by page."""
    found, before = [], None
    while True:
        page = search.hits(asked, EVERYTHING, before, 2)
        found += [hit.article.title for hit in page.hits]
        if page.older is None:
            break
        before = page.older
    counts = search.counts(asked, EVERYTHING, 99, 99)
    assert counts.total == sum(cell.count for cell in counts.cells) == len(found)
    return found


def test_either_is_found_and_what_was_typed_comes_first(store: ArticleRepository, search: SearchRepository) -> None:
    articles = [
        ("UBND họp", "", "", 9),
        ("Bài 2", "UBND họp", "", 9),
        ("Bài 3", "", "UBND họp", 9),
        ("Ủy ban nhân dân họp", "", "", 1),
        ("Bài 5", "", "Uỷ ban nhân dân họp", 1),
        ("Dân ban nhân ủy, họp", "", "", 2),
        ("Bài 7", "", "Nhân dân họp", 3),
        ("UBND xã", "", "", 9),
    ]
    for number, (title, sapo, body, day) in enumerate(articles):
        store.save(draft(f"{number}", title, sapo=sapo, body=f"<p>{body}</p>", date=date(2026, 1, day)))
    short = ["UBND họp", "Bài 2", "Bài 3"]
    typed = query("họp ủy ban nhân dân", ("ubnd",), *((word,) for word in WRITTEN_OUT))
    assert titles(search, typed) == ["Dân ban nhân ủy, họp", "Ủy ban nhân dân họp", "Bài 5", *short]
    typed = query("ubnd họp", WRITTEN_OUT, ("ubnd",))
    assert titles(search, typed) == [*short, "Ủy ban nhân dân họp", "Bài 5"]


def test_an_alternative_has_its_marks_and_is_one_phrase_of_one_part(
    store: ArticleRepository, search: SearchRepository, find: Find
) -> None:
    store.save(draft("1", "Ca sĩ DH", body="<p>Uy ban nhan dan</p>"))
    store.save(draft("2", "Ủy ban", sapo="nhân dân"))
    assert titles(search, query("đại học", ("đh",), ("đại",), ("học",))) == []
    assert titles(search, query("ubnd", WRITTEN_OUT, ("ubnd",))) == []
    assert find("dh") == ["Ca sĩ DH"]


def test_what_is_excluded_stays_so(store: ArticleRepository, search: SearchRepository) -> None:
    store.save(draft("1", "UBND họp"))
    store.save(draft("2", "Ủy ban nhân dân họp"))
    asked = query("ủy ban nhân dân -ubnd", ("ubnd",), *((word,) for word in WRITTEN_OUT))
    assert titles(search, asked) == ["Ủy ban nhân dân họp"]


def test_an_alternative_found_in_the_text_alone_comes_with_the_text(
    store: ArticleRepository, search: SearchRepository
) -> None:
    store.save(draft("1", "Bài", body="<p>Sáng nay UBND họp.</p>"))
    asked = query("ủy ban nhân dân", ("ubnd",), *((word,) for word in WRITTEN_OUT))
    page = search.hits(asked, EVERYTHING, None, 1)
    assert [hit.text.split("\n")[0] for hit in page.hits] == ["Sáng nay UBND họp."]
    assert page.older is None
