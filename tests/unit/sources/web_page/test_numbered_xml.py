"""Pages as strict XML: whatever a page holds, a parser of XML reads it, and each element has its number."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bantin_reader.sources.web_page.numbered_xml import MAX_DEPTH, NumberedXml, write_xml


def written(html: str, attributes: tuple[str, ...] | None = None) -> NumberedXml:
    body = LexborHTMLParser(html).body
    assert body
    return write_xml(body, attributes, lambda node: node.tag != "script")


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
    xml = written("<p id=x style='color: red'>a</p><script>if (a < b) {}</script>", ("id",))
    assert xml.text == '<body n="0"><p n="1" id="x">a</p></body>'


def test_elements_deeper_than_the_limit_keep_their_words() -> None:
    xml = written("<div>" * (MAX_DEPTH + 50) + "sâu")
    assert "sâu" in xml.text
    assert len(xml.nodes) == MAX_DEPTH + 1
