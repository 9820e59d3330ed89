"""XML documents with texts of every kind."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from bantin_reader.web.xml import add, document

FORBIDDEN = [*map(chr, range(9)), "\x0b", "\x0c", *map(chr, range(14, 32)), "\ud800", "\udfff", "\ufffe", "\uffff"]


@pytest.mark.parametrize("text", ["<a>&amp;\"'", "]]>", "<!--", "<?xml?>", "Ẫ ộ ữ đ", "😀", "a\tb\nc"])
def test_a_text_and_an_attribute_are_read_back(text: str) -> None:
    root = Element("root")
    add(root, "child", text, {"name": text.replace("\n", " ").replace("\t", " ")})
    child = fromstring(document(root))[0]
    assert child.text == text
    assert child.get("name") == text.replace("\n", " ").replace("\t", " ")


@pytest.mark.parametrize("character", FORBIDDEN)
def test_what_xml_forbids_is_left_out(character: str) -> None:
    root = Element("root")
    add(root, "child", f"a{character}b", {"name": f"a{character}b"})
    child = fromstring(document(root))[0]
    assert (child.text, child.get("name")) == ("ab", "ab")
