"""Pages as strict XML: whatever a page holds, a parser of XML reads it, and each element has its number."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bantin_reader.sources.web_page.numbered_xml import MAX_DEPTH, NumberedXml, write_xml


def written(html: str, *names: str) -> NumberedXml:
    body = LexborHTMLParser(html).body
    assert body
    return write_xml(body, dict.fromkeys(names, str) if names else None, lambda node: node.tag != "script")


@pytest.mark.parametrize(
    "html",
    [
        "<p>a & b < c<p class='\"<&>'>d",
        '<o:p>a</o:p><x"y>b</x"y><a<b>c</a<b>',
        "<img src=a><br><wbr><input value='<'>",
        "<p \"x\"=1 @click='a' :b=2 n=7 id=x>a",
        "\x01\x0b\ufffe<p title='\x02'>a",
        "<svg><path d='M0'/></svg><math><mi>x</mi></math><!-- -- ]]> -->",
    ],
)
def test_any_page_is_strict_xml(html: str) -> None:
    xml = written(html)
    numbers = [element.get("n") for element in ElementTree.fromstring(xml.text).iter()]
    assert numbers == [str(number) for number in range(len(xml.nodes))]


@given(st.text(alphabet="<>/=\"'& abp\n\x00-!", max_size=60))
def test_any_text_is_strict_xml(text: str) -> None:
    ElementTree.fromstring(written(f"<body>{text}").text)


def test_ends_are_the_last_elements_inside() -> None:
    xml = written("<div><p>a<b>c</b></p></div><p>d</p>")
    assert [node.tag for node in xml.nodes] == ["body", "div", "p", "b", "p"]
    assert xml.ends == [4, 3, 3, 3, 4]


def test_only_named_attributes_are_written_and_unwanted_elements_are_not() -> None:
    xml = written("<p id=x style='color: red'>a</p><script>if (a < b) {}</script>", "id")
    assert xml.text == '<body n="0"><p n="1" id="x">a</p></body>'


def test_elements_deeper_than_the_limit_keep_their_words() -> None:
    xml = written("<div>" * (MAX_DEPTH + 50) + "sâu")
    assert "sâu" in xml.text
    assert len(xml.nodes) == MAX_DEPTH + 1


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div> <p> a </p> <p>b</p> </div>", "<div><p> a </p><p>b</p></div>"),
        ("<p><b>a</b> <i>b</i> c</p>", "<p><b>a</b> <i>b</i> c</p>"),
        ("<span>a</span> <span>b</span> <h2>c</h2>", "<span>a</span> <span>b</span><h2>c</h2>"),
    ],
)
def test_white_space_is_written_only_where_a_browser_shows_it(html: str, text: str) -> None:
    assert re.sub(' n="[0-9]+"', "", written(html).text) == f"<body>{text}</body>"
