"""Saved pages of any junk: a draft with a clean body or a refusal, never another error; no word is lost."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.checking import parse
from tests.unit.sources.html.reading_pages import page, read

runs = settings(suppress_health_check=[HealthCheck.too_slow])

CONTAINERS = (
    "p div b i em strong span a ul ol li table tr td th thead tbody caption blockquote figure figcaption h1 h2 h6"
)
KEPT = "pre center dl dt dd section font sub sup u code br img hr form label blah o:p xmp listing marquee"
HIDING = "script style svg math template noscript iframe object select textarea title button mglyph mtext video"
NAMES = "id class style href src alt lang start colspan rowspan width align hidden onclick title"
KEEPING = "p div b em span a li blockquote section font pre center table td h2 u blah"
TAG = st.sampled_from(f"{CONTAINERS} {KEPT} {HIDING} foreignObject annotation-xml plaintext body html".split())
NAME = st.sampled_from(NAMES.split())
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
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "]]>", "<?pi", "&lt;", "&amp;lt;", "&#0;", "&#xD800;", "&nbsp;", "./."]
    ),
    st.sampled_from(
        ["Tin liên quan", "1. ", "· ", ">> ", "Tags: ", "Tác giả: A", "12/09/2025", "a < b", "\0", "\ud800"]
    ),
    st.text(max_size=10),
)
JUNK = st.lists(PIECE, max_size=40).map("".join)
WORD = st.from_regex(r"chu[0-9]{6}", fullmatch=True)
WORDS = re.compile(r"chu\d{6}")
NOISE = st.sampled_from([
    "<script>mất</script>", "<style>mất{}</style>", "<svg><title>mất</title></svg>", "<!-- mất -->", "<img src=x>",
    "<br>", "<p hidden>mất</p>", "<math><mi>mất</mi></math>", "<noscript>mất</noscript>", "<hr>", "&nbsp;",
])  # fmt: skip


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
    st.one_of(WORD, NOISE),
    lambda inner: st.builds(wrap, st.lists(inner, min_size=1, max_size=4), st.sampled_from(KEEPING.split())),
    max_leaves=20,
)


@runs
@given(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join))
# A browser closes the first item and its <div> at the second <li>, so that </div> ends the article's container.
@example("chu000001 <li><div>chu000002 <li>chu000003</li></div> chu000004</li>")
def test_no_word_that_a_browser_shows_is_lost(body: str) -> None:
    text = page(f"<p>Đoạn đầu.</p>{body}<p>Đoạn cuối của bài.</p>")
    draft = read(text)
    assert draft is not None
    container = parse(text, strict=False).find(".//div[@id='Block_BanTin_ViewData']")
    assert container is not None
    assert set(WORDS.findall("".join(container.itertext()))) <= set(WORDS.findall(draft.body))


@pytest.mark.parametrize("body", [
    "<ul>chu000001<li>mục</li></ul>", "<ol><li>mục</li>chu000001</ol>", "<ul><li>mục</li><b>chu000001</b></ul>",
    "<table><tr>chu000001<td>một<td>hai</tr><tr><td>ba<td>bốn</tr></table>",
])  # fmt: skip
def test_text_that_stands_wrongly_in_a_list_or_table_stays(body: str) -> None:
    draft = read(page(f"<p>Đoạn đầu.</p>{body}<p>Đoạn cuối của bài.</p>"))
    assert draft is not None
    assert "chu000001" in draft.body
