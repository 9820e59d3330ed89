"""Saved pages of any junk: a draft with a clean body or a refusal, never another error, in bounded time."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.files import FileReader
from bantin_reader.sources.sanitize import ATTRIBUTES, TAGS, clean_body
from bantin_reader.sources.saved_page import SavedPages
from bantin_reader.sources.saved_page.profile import load_profiles

FILE = Path("/nowhere/trang.html")
PAGES = SavedPages(load_profiles(None))
FIELDS = "<span>Thứ Ba, 03/03/2026 08:00</span><h1>Khuổi Mây có điện</h1><p>Tóm tắt của bài.</p>"
SECONDS = 10
runs = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

CONTAINERS = "p div b i em strong span a ul ol li table tr td th thead tbody caption blockquote figure figcaption h1 h2 h6"
KEPT = "pre center dl dt dd section font sub sup u code br img hr form label blah o:p xmp listing marquee"
HIDING = "script style svg math template noscript iframe object select textarea title button mglyph mtext video"
TAG = st.sampled_from(f"{CONTAINERS} {KEPT} {HIDING} foreignObject annotation-xml plaintext body html".split())
NAME = st.sampled_from("id class style href src alt lang start colspan rowspan width align hidden onclick title".split())
VALUE = st.one_of(
    st.sampled_from([
        "javascript:pwned()", "https://vanson.example/tin", "en", "fr-FR", "display:none", "font-weight:bold",
        "text-align:right", "mso-list:l0 level2 lfo1", "mso-list:Ignore", "MsoListParagraph", "toolbar", "picture-0",
        "picture-7", "3", "99999", "data:image/png;base64,eA==", "http://[::1", "Block_BanTin_ViewData", "\" x=\"",
        "</h2>", "<figure>", "./.",
    ]),
    st.text(max_size=12),
)  # fmt: skip
PIECE = st.one_of(
    st.builds("<{}>".format, TAG),
    st.builds("</{}>".format, TAG),
    st.builds("<{} {}='{}'>".format, TAG, NAME, VALUE),
    st.builds('<{} {}="{}" {}={}>'.format, TAG, NAME, VALUE, NAME, VALUE),
    st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "<?pi", "&lt;", "&amp;lt;", "&#0;", "&#xD800;", "&nbsp;", "./."]),
    st.sampled_from(["Tin liên quan", "1. ", "· ", ">> ", "Tags: ", "Tác giả: A", "12/09/2025", "a < b", "\0", "\ud800"]),
    st.text(max_size=10),
)
JUNK = st.lists(PIECE, max_size=40).map("".join)
WORD = st.from_regex(r"chu[0-9]{6}", fullmatch=True)
KEEPING = st.sampled_from("p div b em span a ul li blockquote section font pre center table td h2 u blah".split())
NOISE = st.sampled_from([
    "<script>mất</script>", "<style>mất{}</style>", "<svg><title>mất</title></svg>", "<!-- mất -->", "<img src=x>", "<br>",
    "<p hidden>mất</p>", "<math><mi>mất</mi></math>", "<noscript>mất</noscript>", "<hr>", "&nbsp;",
])  # fmt: skip


def page(body: str, fields: str = FIELDS, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><div id=Block_BanTin_Toolbar>{fields}</div>"
        f"<div id=Block_BanTin_ViewData>{body}</div></body></html>"
    )


def read(text: str) -> Draft | None:
    """The draft of a page, None where it is refused; a body that is not clean fails."""
    try:
        draft = PAGES.read(text, FILE)
    except SourceRefused:
        return None
    assert clean_body(draft.body) == draft.body
    assert Listed(draft.body).strangers == []
    assert sum(1 for _ in re.finditer(r"<img ", draft.body)) == len(draft.pictures)
    return draft


class Listed(HTMLParser):
    """The elements and attributes of a body that no article needs."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.strangers: list[str] = []
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        self.strangers += [tag] if tag not in TAGS else []
        self.strangers += [f"{tag} {name}" for name, _ in attrs if name not in allowed]

    def handle_comment(self, data: str) -> None:
        self.strangers.append("comment")


@runs
@given(JUNK)
def test_any_body_is_read_clean_or_refused(junk: str) -> None:
    read(page(f"<p>Đoạn đầu.</p>{junk}"))


@runs
@given(JUNK, JUNK)
def test_any_fields_and_head_are_read_as_text_or_refused(fields: str, head: str) -> None:
    draft = read(page("<p>Đoạn đầu.</p>", fields, head))
    assert draft is None or "\n" not in draft.title + draft.sapo + draft.byline


@runs
@given(JUNK)
def test_any_text_is_no_page_or_is_refused_or_read(junk: str) -> None:
    read(junk)


@runs
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5), lambda value: st.one_of(
    st.lists(value, max_size=3),
    st.dictionaries(st.sampled_from(["@type", "@graph", "headline", "name", "author", "keywords"]), value, max_size=4),
)))  # fmt: skip
def test_any_linked_data_is_read_or_refused(value: object) -> None:
    read(page("<p>Đoạn đầu.</p>", head=f'<script type="application/ld+json">{json.dumps(value)}</script>'))


def wrap(parts: list[str], tag: str) -> str:
    return f"<{tag}>{' '.join(parts)}</{tag}>"


SENTENCES = st.recursive(
    st.one_of(WORD, NOISE), lambda inner: st.builds(wrap, st.lists(inner, min_size=1, max_size=4), KEEPING), max_leaves=20
)


@runs
@given(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join))
def test_no_word_that_a_browser_shows_is_lost(body: str) -> None:
    draft = read(page(f"<p>Đoạn đầu.</p>{body}<p>Đoạn cuối của bài.</p>"))
    assert draft is not None
    assert set(re.findall(r"chu\d{6}", body)) <= set(re.findall(r"chu\d{6}", draft.body))


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


DEEP = ["div", "b", "blockquote", "ul><li", "table><tr><td", "span lang=en", "svg", "a href=x", "h2", "figure", "font", "x"]


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


@pytest.mark.parametrize("piece", ["tag ", "tags: ", "từ khoá ", "in trang | ", "tin khác ", "1/1/2026 ", "<br>a", "<p>a"])
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
    assert FileReader(pages=PAGES).read(file).title == "Tít"
