"""What a search finds and in which order, in both databases."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.picture import Figure
from bantin_reader.model.search import HitCounts, HitPosition, SearchFilter
from bantin_reader.model.search_query import parse_query
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.search.repository import SearchRepository
from tests.clock import set_forward
from tests.store.drafts import draft
from tests.store.search.conftest import EVERYTHING, Find

DAY = date(2026, 1, 1)


def save(store: ArticleRepository, source: str, title: str, body: str = "", **fields: object) -> str:
    fields = {"date": DAY, "sapo": "", **fields}
    return store.save(draft(source, title, body=f"<p>{body}</p>", **fields))[1]


def test_marks_rank_first_then_title_over_sapo_over_text_then_the_newest(store: ArticleRepository, find: Find) -> None:
    later = DAY + timedelta(days=1)
    save(store, "9", "Bài số 9", "Cái lu nước", date=later)
    save(store, "8", "Bài số 8", sapo="Cái lu", date=later)
    save(store, "7", "Cái lu", date=later)
    save(store, "6", "Bài số 6", "Nước lũ lên", date=later)
    save(store, "5", "Bài số 5", "Nước lũ lên")
    save(store, "4", "Bài số 4", sapo="Nước lũ", date=later)
    save(store, "3", "LŨ lên")
    save(store, "2", "Lũ về", date=later)
    ranked = ["Lũ về", "LŨ lên", "Bài số 4", "Bài số 6", "Bài số 5", "Cái lu", "Bài số 8", "Bài số 9"]
    assert find("lũ") == ranked
    assert find("lu")[:3] == ["Cái lu", "Bài số 8", "Bài số 9"]
    assert sorted(find("lu")) == sorted(ranked)


def test_all_words_must_be_there_anywhere_and_phrases_side_by_side(store: ArticleRepository, find: Find) -> None:
    save(store, "1", "Mưa lớn", "Lũ quét ở Vân Sơn")
    save(store, "2", "Lũ mưa", "Không có gì")
    save(store, "3", "Mưa", "lũ")
    assert find("mưa lũ") == ["Lũ mưa", "Mưa", "Mưa lớn"]
    assert find('"lũ mưa"') == ["Lũ mưa"]
    assert find('"mưa lũ"') == [], "no phrase reaches from the title into the text"
    assert find("mưa lũ vân") == ["Mưa lớn"]
    assert find("mưa nắng") == []


def test_what_is_excluded_is_nowhere_in_an_article(store: ArticleRepository, find: Find) -> None:
    save(store, "1", "Mưa lũ", "Bão số 3")
    save(store, "2", "Mưa lũ khác", "Báo Vân Sơn")
    save(store, "3", "Mưa lũ nữa")
    assert find("lũ -bão") == ["Mưa lũ nữa", "Mưa lũ khác"]
    assert find("lũ -bao") == ["Mưa lũ nữa"], "without marks every word of these letters is excluded"
    assert find('lũ -"báo vân"') == ["Mưa lũ nữa", "Mưa lũ"]
    assert find("-bão") == []


@pytest.mark.parametrize("typed", ["lý thị hoa", "thông xe", '"máy xúc"', "nghị quyết", "nghi quyet 57", "in dam"])
def test_author_caption_tags_and_text_without_markup_are_found(
    store: ArticleRepository, find: Find, typed: str
) -> None:
    figure = Figure(caption="Máy xúc dọn đất", alt="", picture=None)
    body = "Đường <strong>th</strong>ông&nbsp;xe. In <a href='https://example.vn/bi-mat'>đậm</a>"
    save(store, "1", "Bài", body, byline="Lý Thị Hoa", figure=figure, tags=("Nghị quyết 57",))
    assert find(typed) == ["Bài"]
    assert find("bi mat") == []


@pytest.mark.parametrize(
    "typed",
    ['"', "-", '""', "* ^ : ()", "AND OR NOT", "NEAR(", "'; DROP TABLE fts_text; --", "\\", "a\\'b", "'lu':A", "!lũ |",
     "<->", "😀", "%", "x" * 1000],
)  # fmt: skip
def test_nothing_that_is_typed_is_an_error(store: ArticleRepository, find: Find, typed: str) -> None:
    save(store, "1", "Tin")
    assert find(typed) == []


def test_pages_follow_each_other_without_gap_or_repetition(store: ArticleRepository, search: SearchRepository) -> None:
    for number in range(30):
        title = {0: "Lũ", 1: "Lu", 2: "Khác"}[number % 3] + f" {number}"
        save(store, f"{number}", title, "lũ lu", date=DAY + timedelta(days=number % 7))
    query = parse_query("lũ")
    everything = [hit.article.slug for hit in search.hits(query, EVERYTHING, None, 50).hits]
    assert len(set(everything)) == 30
    for size in (1, 4, 10, 30):
        found: list[str] = []
        before: HitPosition | None = None
        while True:
            page = search.hits(query, EVERYTHING, before, size)
            found += [hit.article.slug for hit in page.hits]
            if page.older is None:
                break
            before = page.older
        assert found == everything, size


def test_an_old_article_that_arrives_late_ranks_by_its_date(store: ArticleRepository, find: Find) -> None:
    save(store, "1", "Lũ 2024", date=date(2024, 1, 1))
    save(store, "2", "Lũ 2026", date=date(2026, 1, 1))
    save(store, "3", "Lũ 2010", date=date(2010, 1, 1))
    save(store, "4", "Lũ 2025 chiều", date=date(2025, 1, 1), time=time(16))
    save(store, "5", "Lũ 2025 sáng", date=date(2025, 1, 1), time=time(8))
    save(store, "6", "Lũ 1890", date=date(1890, 1, 1))
    assert find("lũ") == ["Lũ 2026", "Lũ 2025 chiều", "Lũ 2025 sáng", "Lũ 2024", "Lũ 2010", "Lũ 1890"]
    save(store, "3", "Lũ 2010", date=date(2026, 2, 1))
    assert find("lũ")[0] == "Lũ 2010"


def test_filters_by_category_language_and_year(store: ArticleRepository, find: Find) -> None:
    save(store, "1", "Flood one", category="Thời sự", lang="en-GB")
    save(store, "2", "Flood two", category="Thời sự", lang="en", date=date(2025, 12, 31))
    save(store, "3", "Flood three", category="Giáo dục", lang="vi")
    year = {"since": datetime(2025, 1, 1), "until": datetime(2026, 1, 1)}
    assert find("flood", SearchFilter(category="thoi-su")) == ["Flood one", "Flood two"]
    assert find("flood", SearchFilter(lang="en")) == ["Flood one", "Flood two"]
    assert find("flood", SearchFilter(lang="en-GB")) == ["Flood one"]
    assert find("flood", SearchFilter(lang="vi", category="thoi-su")) == []
    assert find("flood", SearchFilter(since=year["since"], until=year["until"])) == ["Flood two"]
    assert find("flood", SearchFilter(category="\0' x", lang="\\")) == []


def test_an_article_dated_in_the_future_is_found_from_its_moment_on(
    store: ArticleRepository, search: SearchRepository, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = datetime.now(DEFAULT_ZONE) + timedelta(hours=2)
    save(store, "1", "Lũ", date=soon.date(), time=soon.time().replace(microsecond=0))
    assert find("lũ") == []
    assert search.counts(parse_query("lũ"), EVERYTHING, 9, 9) == HitCounts()
    assert search.titles_beginning(["lu"], 9) == []
    assert search.first_found([parse_query("lũ")], EVERYTHING) is None
    set_forward(monkeypatch, timedelta(hours=3))
    assert find("lũ") == ["Lũ"]


def test_titles_by_the_beginning_of_a_word(store: ArticleRepository, search: SearchRepository) -> None:
    for number, title in enumerate(["Giáo dục vùng cao", "Giáo viên", "Giao thông", "Dục Thanh"]):
        save(store, f"{number}", title, date=DAY + timedelta(days=number))

    def beginning(*words: str) -> list[str]:
        return [article.title for article in search.titles_beginning(words, 2)]

    assert beginning("giao") == ["Giao thông", "Giáo viên"]
    assert beginning("giao", "d") == ["Giáo dục vùng cao"]
    assert beginning("vung", "duc") == ["Giáo dục vùng cao"]
    assert beginning("x") == []


def test_similar_words_and_the_first_query_that_finds_something(
    store: ArticleRepository, search: SearchRepository
) -> None:
    save(store, "1", "Giáo dục vùng cao", "Nội dung khác")
    save(store, "2", "Giáo viên 2026")
    assert search.similar_words("giaos", 1) == ["giao"]
    assert "duc" in search.similar_words("dut", 5)
    assert search.similar_words("duc", 5) == search.similar_words("duc", 5)
    assert search.similar_words("2025", 5) == []
    assert search.known_words(["giao", "khac", "dut"]) == ["giao", "khac"]
    queries = [parse_query("giáo dụt"), parse_query("giao duc"), parse_query("giao vien")]
    found = search.first_found(queries, EVERYTHING)
    assert found
    assert (found[0], found[1].article.title) == (queries[1], "Giáo dục vùng cao")
