"""Saved pages that go to extremes: read or refused, never another error, in bounded time."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bantin_reader.sources.file_reader import FileLoader
from tests.unit.sources.html.reading_pages import PAGES, page, read

SECONDS = 10


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    def late(*_: object) -> None:
        raise AssertionError(f"not read within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


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
]


@pytest.mark.parametrize("depth", [200, 3_000])
@pytest.mark.parametrize("tag", DEEP)
def test_deep_nesting_is_read_or_refused_in_time(tag: str, depth: int) -> None:
    with at_most(SECONDS):
        read(page(f"<p>Đoạn đầu.</p>{f'<{tag}>' * depth}chữ"))


@pytest.mark.parametrize("character", [" ", "a", "<", "&", ".", "/", "1", "-", '"', "\u0301", "\u200b", "ộ", "\n", "|"])
def test_a_run_of_one_character_is_read_or_refused_in_time(character: str) -> None:
    run = character * 200_000
    with at_most(SECONDS):
        read(page(f"<p>Đoạn đầu.</p><p>{run}</p>"))
    with at_most(SECONDS):
        read(page("<p>Đoạn đầu.</p>", fields=f"<h1>Tít</h1>{run}"))


@pytest.mark.parametrize(
    "piece", ["tag ", "tags: ", "từ khoá ", "in trang | ", "tin khác ", "1/1/2026 ", "<br>a", "<p>a"]
)
def test_a_phrase_said_over_and_over_is_read_or_refused_in_time(piece: str) -> None:
    with at_most(SECONDS):
        read(page(f"<p>Đoạn đầu.</p><p>{piece * 5_000}x</p>"))


@pytest.mark.parametrize("body", [
    f'<img src=x.png width="{"9" * 5_000}">', f'<p style="mso-list:l0 level{"9" * 5_000}">mục</p>',
    f'<td colspan="{"9" * 5_000}">ô</td>', f'<ol start="{"9" * 5_000}"><li>mục</ol>', f"<p>&#{'9' * 5_000};</p>",
], ids=["width", "level", "colspan", "start", "entity"])  # fmt: skip
def test_a_number_of_thousands_of_digits_is_read_or_refused(body: str) -> None:
    assert read(page(f"<p>Đoạn đầu.</p>{body}"))


@pytest.mark.parametrize("value", [{"@type": [{}]}, [{"@type": [[]]}], {"@graph": {"@type": [None, {}]}}])
def test_linked_data_of_a_wrong_type_is_passed_over(value: object) -> None:
    head = f'<script type="application/ld+json">{json.dumps(value)}</script>'
    assert read(page("<p>Đoạn đầu.</p>", head=head))


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-99-99T99:99"])
def test_a_moment_at_the_ends_of_the_calendar_is_read_or_refused(tmp_path: Path, moment: str) -> None:
    file = tmp_path / "trang.html"
    head = f'<meta property="article:published_time" content="{moment}">'
    file.write_text(page("<p>Đoạn đầu.</p>", fields="<h1>Tít</h1>", head=head), "utf-8")
    assert FileLoader(pages=PAGES).read(file).title == "Tít"
