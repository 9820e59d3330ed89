"""Exports of WordPress become entries: those items that readers see, with what belongs to them."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from typing import Any, cast

import pytest

from bantin_reader.model.errors import DocumentRefused, SourceRefused
from bantin_reader.model.source import SourceItem, Validators
from bantin_reader.sources import wordpress_export
from bantin_reader.sources.content_kind import kind_of
from bantin_reader.sources.document_reader import DocumentReader
from bantin_reader.sources.entry import Entry
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.wordpress_export import CHUNK, MAX_DEPTH, ExportReader
from bantin_reader.sources.wordpress_export_source import WordPressExportSource
from tests.unit.sources.wordpress_exports import AUTHOR, attachment, export, item


def source(content: bytes) -> WordPressExportSource:
    unused: Any = None
    return WordPressExportSource("bao.xml", lambda: BytesIO(content), unused, unused)


def items(content: bytes) -> Iterator[SourceItem]:
    return iter(source(content).listing(Validators()).items)


def entries(*parts: str, **values: str) -> list[Entry]:
    return [one.content for one in items(export(*parts, **values))]


def test_a_post_has_its_author_by_name_its_terms_and_its_date_in_gmt() -> None:
    terms = '<category domain="category" nicename="x">Nông thôn</category><category domain="post_tag">rừng</category>'
    [entry] = entries(item(7, more=terms))
    assert (entry.title, entry.identity, entry.address) == ("Bài 7", "7", "https://bao.example/bai-7/")
    assert (entry.authors, entry.category, entry.tags) == (("Quàng Văn Tám",), "Nông thôn", ("rừng",))
    assert (entry.published, entry.updated) == ("2026-11-05T00:30:00Z", "2026-11-06T01:00:00Z")
    draft = DocumentReader(FileLoader()).entry(entry)
    assert (str(draft.date), str(draft.time)) == ("2026-11-05", "07:30:00")
    assert draft.body == "<p>Bà con lên đồi.</p>"


def test_only_posts_and_pages_that_every_reader_sees_are_articles() -> None:
    hidden = [item(number, status=status) for number, status in enumerate(("draft", "future", "private", "trash"), 10)]
    other = [item(number, post_type=kind) for number, kind in enumerate(("nav_menu_item", "revision"), 20)]
    seen = [item(1), item(2, post_type="page")]
    assert [one.title for one in entries(*hidden, *seen, *other, item(30, post_password="x"))] == ["Bài 1", "Bài 2"]


def test_a_date_that_is_missing_in_gmt_is_that_of_the_site() -> None:
    [entry] = entries(item(1, post_date_gmt="0000-00-00 00:00:00"))
    assert entry.published == "2026-11-05T07:30:00"


def test_without_a_list_of_authors_the_items_have_their_names() -> None:
    [entry] = entries(item(1).replace("[tam]", "[Lò Thị Mai]"), authors="")
    assert entry.authors == ("Lò Thị Mai",)
    assert entries(item(1).replace("[tam]", "[may]"), authors=AUTHOR)[0].authors == ()


def test_attachments_are_found_by_id_also_behind_the_post() -> None:
    meta = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>"
    files = [
        attachment(9, "doi.jpg", caption="Đồi <b>sa mộc</b>", alt="Một quả đồi"),
        attachment(4, "hai.jpg", post_parent="1", menu_order="2"),
        attachment(5, "mot.jpg", post_parent="1", menu_order="1", caption="Một"),
    ]
    entry, named = entries(item(1, "[gallery]", meta), item(2, '[gallery columns="3" ids="4,9,77"]'), *files)
    assert (entry.picture, entry.picture_alt) == ("https://bao.example/wp-content/doi.jpg", "Một quả đồi")
    assert entry.picture_caption == "Đồi sa mộc"
    assert entry.content.index("mot.jpg") < entry.content.index("<figcaption>Một</figcaption>")
    assert entry.content.index("mot.jpg") < entry.content.index("hai.jpg")
    assert "doi.jpg" not in entry.content
    assert named.content.index("hai.jpg") < named.content.index("doi.jpg")


def test_what_only_wordpress_can_show_is_told() -> None:
    [entry] = entries(item(1, 'Đơn: [contact-form-7 id="3"] hết.'))
    draft = DocumentReader(FileLoader()).entry(entry)
    assert draft.warnings == ("left out: [contact-form-7], which only WordPress can show",)


def test_a_file_that_ends_too_early_gives_the_articles_before_and_names_the_line() -> None:
    whole = export(item(1), item(2))
    listed = items(whole[: whole.index("Bài 2".encode()) + 3])
    assert next(listed).shown == "https://bao.example/bai-1/"
    with pytest.raises(SourceRefused, match=r"^line 7: the file is broken: "):
        next(listed)


def test_what_is_refused_below_takes_no_article_above_with_it() -> None:
    listed = items(export(item(1), item(2, more="<a>" * MAX_DEPTH)))
    assert next(listed).shown == "https://bao.example/bai-1/"
    with pytest.raises(SourceRefused, match=r"^line 7: its elements are nested too deeply"):
        next(listed)


@pytest.mark.parametrize("name", ["content:encoded", "excerpt:encoded", "wp:postmeta"])
def test_a_post_that_is_too_big_is_named_as_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordpress_export, "MAX_FILE_BYTES", 100_000)
    long = f"<{name}>{'Bà con lên đồi. ' * 10_000}</{name}>"
    big = item(2, "").replace("</link>", f"</link>{long}")
    draft = item(3, "", status="draft").replace("</link>", f"</link>{long}")
    given = source(export(item(1), big, draft))
    first, second = given.listing(Validators()).items
    assert (first.shown, second.shown) == ("https://bao.example/bai-1/", "https://bao.example/bai-2/")
    with pytest.raises(DocumentRefused, match=r"^too big: "):
        given.draft(second, None)


def test_of_an_item_that_is_too_big_no_element_is_held_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordpress_export, "MAX_FILE_BYTES", 100_000)
    content = export(item(1, "a" * 100_001, more=f"<title>{'b' * 1_000_000}</title>"))
    [read] = ExportReader().items(BytesIO(content))
    assert read.get("title").strip("b") == ""
    assert len(read.get("title")) < 5 * CHUNK


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (export(item(1)).replace(b"channel>", b"kenh>"), "line 4: no WordPress export: <kenh> where <channel>"),
        (b"<html><p>x", "line 1: no WordPress export: <html> where <rss>"),
        (export(item(1)).replace(b"\n<rss", b'<!DOCTYPE rss [<!ENTITY a "b">]>\n<rss'), "line 2: it declares entities"),
        (export(item(1, more="<a>" * MAX_DEPTH)), "line 6: its elements are nested too deeply"),
        (export(item(1), head='<?xml version="1.0" encoding="zlib" ?>'), "line 1: the encoding zlib is not read"),
        (export(item(1), head='<?xml version="1.0" encoding="iso-8859-99" ?>'), "line 1: the encoding iso-8859-99 is"),
        (export(item(1, more="<a>x</b>")), "line 6: the file is broken: mismatched tag"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_line(content: bytes, reason: str) -> None:
    with pytest.raises(SourceRefused) as refused:
        list(items(content))
    assert str(refused.value).startswith(reason)


def test_characters_that_xml_forbids_do_not_end_the_file() -> None:
    content = export(item(1, "Bà con\x0b lên\x08 đồi."), item(2)).replace("lên".encode(), b"l\xffn")
    assert [one.content.title for one in items(content)] == ["Bài 1", "Bài 2"]
    assert "Bà con l\ufffdn đồi." in next(items(content)).content.content


def test_an_export_is_told_from_a_feed() -> None:
    assert kind_of(export(item(1))) == "export"
    assert kind_of(b'<rss version="2.0"><channel>') == "feed"


class Endless(RawIOBase):
    """A file of so many posts, made while it is read."""

    def __init__(self, posts: int, words: str) -> None:
        parts = export(item(1, words)).partition(b"<item>")
        one, _, tail = (parts[1] + parts[2]).partition(b"</channel>")
        self._parts = iter([parts[0], *[one] * posts, b"</channel>" + tail])

    def read(self, size: int = -1) -> bytes:
        return next(self._parts, b"")


@pytest.mark.slow
def test_a_file_of_15_megabytes_is_never_held_in_memory() -> None:
    words = "Bà con lên đồi trồng sa mộc. " * 150
    opened = [Endless(3_000, words), Endless(3_000, words)]
    unused: Any = None
    big = WordPressExportSource("bao.xml", lambda: cast(Any, opened.pop()), unused, unused)
    tracemalloc.start()
    try:
        count = sum(1 for _ in big.listing(Validators()).items)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 3_000
    assert peak < 5_000_000
