"""Saved pages that go to extremes: read or refused, never another error, with work that grows as they do."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html.nesting import is_deeper_than
from bantin_reader.sources.limits import MAX_ARTICLE_DEPTH, MAX_DEPTH, MAX_TITLE
from tests.growth import growth
from tests.unit.sources.html.reading_pages import FILE, PAGES, page, read

pytestmark = pytest.mark.slow  # reads very large pages

SMALLEST, LARGEST = 1_000, 16_000
DEEP = [
    "div",
    "b",
    "blockquote",
    "ul><li",
    "table><tr><td",
    "span lang=en",
    "svg",
    "a href=x",
    "h2",
    "figure",
    "font",
    "x",
    "article",
    "dl><dd",
    "details",
]


def attempt(text: str) -> None:
    with suppress(SourceRefused):
        PAGES.read(text, FILE)


def is_linear(make: Callable[[int], str]) -> None:
    assert growth(attempt, make, SMALLEST, LARGEST) == ""


@pytest.mark.parametrize("depth", [200, 2_000, 100_000])
@pytest.mark.parametrize("tag", DEEP)
def test_deep_nesting_is_read_or_refused(tag: str, depth: int) -> None:
    text = page(f"<p>Đoạn đầu.</p>{f'<{tag}>' * depth}chữ")
    assert is_deeper_than(MAX_DEPTH, text) == (depth > MAX_DEPTH)
    read(text)


@pytest.mark.parametrize("tag", DEEP)
def test_an_article_is_read_at_half_its_bound_of_depth_and_refused_beyond_it(tag: str) -> None:
    first, *rest = tag.split("><")
    start = "".join(f"<{name}>" for name in (first, *rest)) + "chữ "
    half = MAX_ARTICLE_DEPTH // 2 // (len(rest) + 1)
    if tag != "svg":  # a drawing without a name is left out, and told
        assert "chữ" in PAGES.read(page(f"<p>Đoạn đầu.</p>{start * half}"), FILE).body
    if tag not in ("svg", "a href=x", "h2", "font", "b"):
        with pytest.raises(SourceRefused, match="more than 120 in each other inside the article"):
            PAGES.read(page(f"<p>Đoạn đầu.</p>{start * 400}"), FILE)


@pytest.mark.parametrize("tag", ["b", "span lang=en", "font color=red", "i id=a"])
def test_marks_that_are_never_closed_are_read_at_any_depth(tag: str) -> None:
    assert "chữ cuối bài." in PAGES.read(page(f"<p>Đoạn đầu.</p>{f'<{tag}>' * 2_000}Đây là chữ cuối bài."), FILE).body


@pytest.mark.parametrize("html", ["<article>", "<dl><dd>", "<div></span>", "<section></p>", "<DIV></SPAN>"])
def test_a_page_that_is_nested_too_deeply_is_refused_by_its_bound(html: str) -> None:
    with pytest.raises(SourceRefused, match=r"nested too deeply: more than 3,000 in each other"):
        PAGES.read(page(html * 100_000), FILE)


@pytest.mark.parametrize(
    "html", ["<div><p>a</div>", "<p><b>a</b>", "<table><tr><td>a</table>", "<li>a", "<br>", "<td>"]
)
def test_a_long_page_that_is_not_deep_is_not_refused(html: str) -> None:
    assert not is_deeper_than(MAX_DEPTH, html * 10_000)


def test_a_title_that_is_too_long_is_refused_by_its_bound() -> None:
    fields = f"<span>03/03/2026</span><h1>{'&lt;' * 300_000}</h1>"
    with pytest.raises(SourceRefused, match="title: 300,000 characters, at most 1,000"):
        PAGES.read(page("<p>Đoạn đầu.</p>", fields=fields), FILE)
    assert PAGES.read(page("<p>Đoạn đầu.</p>", fields=f"<h1>{'a' * MAX_TITLE}</h1>"), FILE).title == "a" * MAX_TITLE


@pytest.mark.parametrize("character", [" ", "a", "<", "&", ".", "/", "1", "-", '"', "\u0301", "\u200b", "ộ", "\n", "|"])
def test_a_run_of_one_character_takes_linear_time(character: str) -> None:
    is_linear(lambda size: page(f"<p>Đoạn đầu.</p><p>{character * size}</p>"))
    is_linear(lambda size: page("<p>Đoạn đầu.</p>", fields=f"<h1>Tít</h1>{character * size}"))


@pytest.mark.parametrize(
    "piece",
    [
        "tag ",
        "tags: ",
        "từ khoá ",
        "in trang | ",
        "tin khác ",
        "1/1/2026 ",
        "<br>a",
        "<p>a",
        "./. ",
        "<b>a</b>",
        "<i>a",
    ],
)
def test_many_repetitions_of_a_phrase_take_linear_time(piece: str) -> None:
    is_linear(lambda size: page(f"<p>Đoạn đầu.</p><p>{piece * (size // 8)}x</p>"))


@pytest.mark.parametrize("body", [
    f'<img src=x.png width="{"9" * 5_000}">', f'<p style="mso-list:l0 level{"9" * 5_000}">mục</p>',
    f'<td colspan="{"9" * 5_000}">ô</td>', f'<ol start="{"9" * 5_000}"><li>mục</ol>', f"<p>&#{'9' * 5_000};</p>",
], ids=["width", "level", "colspan", "start", "entity"])  # fmt: skip
def test_a_number_of_thousands_of_digits_is_read_or_refused(body: str) -> None:
    assert read(page(f"<p>Đoạn đầu.</p>{body}"))


@pytest.mark.parametrize("value", [{"@type": [{}]}, [{"@type": [[]]}], {"@graph": {"@type": [None, {}]}}])
def test_linked_data_of_a_wrong_type_is_ignored(value: object) -> None:
    head = f'<script type="application/ld+json">{json.dumps(value)}</script>'
    assert read(page("<p>Đoạn đầu.</p>", head=head))


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-99-99T99:99"])
def test_a_moment_at_the_ends_of_the_calendar_is_read_or_refused(tmp_path: Path, moment: str) -> None:
    file = tmp_path / "trang.html"
    head = f'<meta property="article:published_time" content="{moment}">'
    file.write_text(page("<p>Đoạn đầu.</p>", fields="<h1>Tít</h1>", head=head), "utf-8")
    assert FileLoader(pages=PAGES).read(file).title == "Tít"
