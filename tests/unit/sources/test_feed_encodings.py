"""A feed is read in the encoding that it has, whatever its declaration or the server says."""

from __future__ import annotations

import pytest

from tests.unit.sources.feeds import LONG, feed, rss


@pytest.mark.parametrize(
    ("encoding", "charset", "declared"),
    [
        ("utf-8", "", "utf-8"),
        ("windows-1252", "", "windows-1252"),
        ("utf-8", "utf-8", "iso-8859-1"),
        ("utf-8", "iso-8859-1", "utf-8"),
        ("utf-8", "", "iso-8859-1"),
        ("utf-8", "", "utf-16"),
        ("windows-1252", "", "utf-8"),
        ("iso-2022-jp", "", "iso-2022-jp"),
        ("utf-16", "", "utf-16"),
    ],
)
def test_encodings_are_read_as_they_are_declared_or_sent(encoding: str, charset: str, declared: str) -> None:
    title = "山" if encoding == "iso-2022-jp" else "Hà"
    content = rss(f"<item><title>{title}</title><link>https://bao.example/1</link></item>", head="<title>Bao</title>")
    data = content.replace('version="1.0"', f'version="1.0" encoding="{declared}"').encode(encoding)
    assert feed(data, charset=charset)[0].title == title


@pytest.mark.parametrize("media_type", ["", "application/xml", "text/html"])
def test_a_feed_with_entities_of_html_is_read_in_its_encoding(media_type: str) -> None:
    title = "Hà&nbsp;Giang, 5&deg; &ndash; rét"
    content = rss(f"<item><title>{title}</title><link>https://bao.example/1</link></item>", head="<title>x</title>")
    assert feed(content, media_type)[0].title == "Hà Giang, 5° – rét"
    cut = content.replace("</item>", f"<description>{LONG}</description></item>").encode() + "…".encode()[:2]
    assert feed(cut, media_type)[0].title == "Hà Giang, 5° – rét"


def test_a_letter_that_was_cut_in_two_spoils_no_other() -> None:
    item = f"<item><title>Hà Giang</title><link>https://bao.example/1</link><description>{LONG}%</description></item>"
    [entry] = feed(rss(item).encode().replace(b"%", "đ".encode()[:1]))
    assert (entry.title, "bà con bản Khuổi Mây" in entry.summary) == ("Hà Giang", True)
