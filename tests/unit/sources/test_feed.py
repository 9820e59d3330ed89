"""Feeds of every kind become entries, and entries articles."""

from __future__ import annotations

import json
from datetime import date, time

import pytest

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.entry import Entry
from bantin_reader.sources.file_reader import FileLoader
from tests.unit.sources.feeds import LONG, SPACES, feed, rss


def item(inside: str) -> Entry:
    [entry] = feed(rss(f"<item><title>Trồng rừng</title><link>https://bao.example/1</link>{inside}</item>"))
    return entry


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi" xml:base="https://bao.example/tin/"><title>Báo</title>
<entry><title>Trồng rừng</title><id>tag:bao,1</id><link href="1.html"/><published>2026-11-05T07:30:00+07:00</published>
<updated>2026-11-06T08:00:00+07:00</updated><author><name>Quàng Văn Tám</name></author><category term="Nông thôn"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{LONG}
<p><img src="rung.jpg" alt="Đồi"/></p></div></content>
</entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {SPACES}>
<channel rdf:about="x"><title>Báo</title></channel><item rdf:about="y"><title>Trồng rừng</title>
<link>https://bao.example/tin/1.html</link><dc:date>2026-11-05T07:30:00+07:00</dc:date>
<dc:creator>Quàng Văn Tám</dc:creator><content:encoded><![CDATA[{LONG}]]></content:encoded></item></rdf:RDF>"""
RSS = rss(
    f"""<item><title>Trồng rừng</title><link>https://bao.example/tin/1.html</link><guid isPermaLink="false">1</guid>
<pubDate>Thu, 05 Nov 2026 07:30:00 +0700</pubDate><dc:creator>Quàng Văn Tám</dc:creator><category>Nông thôn</category>
<content:encoded><![CDATA[{LONG}]]></content:encoded></item>"""
)
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": 1, "url": "https://bao.example/tin/1.html", "title": "Trồng rừng", "content_html": LONG,
             "date_published": "2026-11-05T07:30:00+07:00", "authors": [{"name": "Quàng Văn Tám"}]},
            {"id": 2, "tags": "hỏng"},
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize("content", [ATOM, RDF, RSS, JSON], ids=["atom", "rdf", "rss", "json"])
def test_every_kind_of_feed_gives_the_same_article(content: str) -> None:
    [entry] = feed(content)
    assert (entry.address, entry.is_full) == ("https://bao.example/tin/1.html", True)
    draft = FileLoader().read_entry(entry)
    assert (draft.title, draft.date, draft.time) == ("Trồng rừng", date(2026, 11, 5), time(7, 30))
    assert (draft.byline, draft.lang) == ("Quàng Văn Tám", "vi")
    assert draft.body.startswith(LONG.replace("</p><p>", "</p>\n<p>"))


def test_a_change_a_category_and_relative_addresses_are_read() -> None:
    draft = FileLoader().read_entry(feed(ATOM)[0])
    assert (draft.updated, draft.category) == (date(2026, 11, 6), "Nông thôn")
    assert [picture.address for picture in draft.pictures] == ["https://bao.example/tin/rung.jpg"]


@pytest.mark.parametrize("version", ["0.91", "0.92", "0.93", "0.94", "2.0"])
def test_older_versions_of_rss_are_read(version: str) -> None:
    content = rss("<item><title>Một</title><link>https://bao.example/1</link></item>", version)
    assert [entry.title for entry in feed(content)] == ["Một"]


def test_the_first_version_of_rss_is_read() -> None:
    content = RDF.replace('http://purl.org/rss/1.0/"', 'http://my.netscape.com/rdf/simple/0.9/"')
    assert [(entry.title, entry.address) for entry in feed(content)] == [
        ("Trồng rừng", "https://bao.example/tin/1.html")
    ]


def test_a_guid_that_is_no_permanent_link_is_no_address() -> None:
    [entry] = feed(rss('<item><title>Một</title><guid isPermaLink="false">https://bao.example/?p=1</guid></item>'))
    assert (entry.identity, entry.address) == ("https://bao.example/?p=1", "")
    [entry] = feed(rss("<item><title>Một</title><guid>https://bao.example/1</guid></item>"))
    assert entry.address == "https://bao.example/1"


@pytest.mark.parametrize(
    ("inside", "is_full"),
    [
        (f"<content:encoded><![CDATA[{LONG}]]></content:encoded>", True),
        ("<content:encoded><![CDATA[<p>Tin vắn.</p>]]></content:encoded>", True),
        ("<content:encoded><![CDATA[<p>Sáng nay, bà con […]</p>]]></content:encoded>", False),
        ("<content:encoded><![CDATA[<p>Sáng nay <a href='x'>Xem thêm »</a></p>]]></content:encoded>", False),
        ("<description>Sáng nay, bà con lên đồi trồng sa mộc.</description>", False),
        (f"<description>{'Sáng nay, bà con lên đồi. ' * 80}</description>", True),
        ("", False),
    ],
)
def test_an_excerpt_is_told_from_the_whole_text(inside: str, is_full: bool) -> None:
    assert item(inside).is_full is is_full


def test_html_that_was_escaped_twice_is_unescaped() -> None:
    escaped = "&amp;lt;p&amp;gt;Sáng nay, bà con lên đồi.&amp;lt;/p&amp;gt;"
    entry = item(f"<content:encoded>{escaped}</content:encoded>")
    assert FileLoader().read_entry(entry).body == "<p>Sáng nay, bà con lên đồi.</p>"
    [entry] = feed(rss("<item><title>Q&amp;amp;A: 5 &amp;lt; 6</title><link>https://bao.example/1</link></item>"))
    assert entry.title == "Q&A: 5 < 6"
    [entry] = feed(
        rss("<item><title>Sách &amp;lt;i&amp;gt;Rừng&amp;lt;/i&amp;gt;, thẻ &amp;lt;b&amp;gt;</title></item>")
    )
    assert entry.title == "Sách Rừng, thẻ <b>"
    [entry] = feed(rss("<item><title>Sách &lt;b&gt;&lt;i&gt;Rừng&lt;/i&gt;&lt;/b&gt;, mới</title></item>"))
    assert entry.title == "Sách Rừng, mới"


@pytest.mark.parametrize(
    "inside",
    [
        '<media:content url="/anh/cau.jpg" medium="image"/>',
        '<media:content url="/anh/cau.jpg" type="image/jpeg"/>',
        '<enclosure url="/anh/cau.jpg" type="image/jpeg" length="1"/>',
        '<media:thumbnail url="/anh/cau.jpg"/>',
    ],
)
def test_the_picture_of_an_entry_is_the_articles(inside: str) -> None:
    draft = FileLoader().read_entry(item(f"{inside}<content:encoded><![CDATA[{LONG}]]></content:encoded>"))
    assert draft.picture
    assert draft.picture.address == "https://bao.example/anh/cau.jpg"


def test_a_picture_that_the_text_shows_too_is_taken_once() -> None:
    inside = f'<content:encoded><![CDATA[<img src="https://bao.example/a/cau.jpg" alt="Cầu">{LONG}]]></content:encoded>'
    draft = FileLoader().read_entry(item(f'<enclosure url="/a/cau-300x200.jpg" type="image/jpeg"/>{inside}'))
    assert draft.picture
    assert (draft.picture.address, draft.pictures) == ("https://bao.example/a/cau.jpg", ())


def test_a_picture_in_a_feed_of_ours_keeps_its_alternative_text() -> None:
    """The entry has the widest rendition, its content another one."""
    name = "896c28d48f13f5ad7d491742dd0642dc"
    inside = f'<content:encoded><![CDATA[{LONG}<img src="/p/{name}-960.jpg" alt="Đồi sa mộc">]]></content:encoded>'
    draft = FileLoader().read_entry(item(f'<enclosure url="/p/{name}-1440.jpg" type="image/jpeg"/>{inside}'))
    assert draft.picture is None
    assert 'alt="Đồi sa mộc"' in draft.body
    assert draft.warnings == ("no date found",)


def test_the_title_of_an_atom_enclosure_is_the_alternative_text() -> None:
    link = '<link rel="enclosure" type="image/jpeg" href="/cau.jpg" title="Cầu treo"/>'
    [entry] = feed(ATOM.replace("<published>", f"{link}<published>"), "application/atom+xml")
    assert (entry.picture, entry.picture_alt) == ("https://bao.example/cau.jpg", "Cầu treo")


def test_a_recording_is_no_picture_and_a_script_does_not_stay() -> None:
    content = f"<content:encoded><![CDATA[{LONG}<script>a</script><p onclick='a'>Hết.</p>]]></content:encoded>"
    draft = FileLoader().read_entry(item(f'<enclosure url="/a.mp3" type="audio/mpeg" length="1"/>{content}'))
    assert draft.picture is None
    assert draft.body.endswith("<p>Hết.</p>")


def test_a_date_without_a_zone_is_the_sites_and_an_odd_one_is_read() -> None:
    for text in ("2026-11-05 07:30:00", "Thứ Năm, 05/11/2026 07:30"):
        content = f"<pubDate>{text}</pubDate><content:encoded><![CDATA[{LONG}]]></content:encoded>"
        draft = FileLoader().read_entry(item(content))
        assert (draft.date, draft.time) == (date(2026, 11, 5), time(7, 30))


def test_the_name_of_the_feed_is_no_category_and_the_last_line_of_wordpress_is_left_out() -> None:
    last = '<p>The post <a href="https://bao.example/1">Trồng rừng</a> appeared first on <a href="/">Báo</a>.</p>'
    entry = item(f"<category>Báo Bản</category><content:encoded><![CDATA[{LONG}{last}]]></content:encoded>")
    draft = FileLoader().read_entry(entry)
    assert draft.category == ""
    assert "appeared" not in draft.body


@pytest.mark.parametrize("content", ["", "<html><body><form>Đăng nhập</form></body></html>", "rubbish", '{"items": 5}'])
def test_what_is_no_feed_is_refused(content: str) -> None:
    with pytest.raises(SourceRefused, match=r"no (JSON F|f)eed: "):
        feed(content)


def test_a_feed_that_is_cut_off_gives_what_it_has() -> None:
    whole = rss("<item><title>Một</title><link>https://bao.example/1</link></item><item><title>Hai</title>")
    assert "Một" in [entry.title for entry in feed(whole[: whole.index("Hai")])]
