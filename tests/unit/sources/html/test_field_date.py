"""Where on a page its dates are looked for: of the publication and of the last change."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import Profile
from tests.unit.sources.html.moments import written

PAGE = "<html><head>{}</head><div><div>{}<div><h1>Khuổi Mây</h1></div></div></div>{}<div id=bai>{}</div></html>"
LINKED = '<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{}"}}</script>'
CHANGED = '<script type="application/ld+json">{{"@type": "NewsArticle", "dateModified": "{}"}}</script>'


def read(folder: Path, head: str = "", near: str = "", far: str = "", body: str = "Đã.", zone: str = "") -> Draft:
    fields = {"title": "h1", "date": ".ngay", "updated": ".sua", "body": "#bai"}
    (folder / "bai.html").write_text("<!doctype html>" + PAGE.format(head, near, far, body), "utf-8")
    pages = HtmlPageParser([Profile(name="x", fields=fields)])  # type: ignore[arg-type]
    return FileLoader(ZoneInfo(zone or "Asia/Ho_Chi_Minh"), pages).read(folder / "bai.html")


def published(draft: Draft) -> str:
    return written((draft.date, draft.time) if draft.date else None)


def updated(draft: Draft) -> str:
    return written((draft.updated, draft.updated_time) if draft.updated else None)


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("2026-11-18T23:30:00Z", "", "2026-11-19 06:30"),
        ("2026-11-19T00:30:00+09:00", "", "2026-11-18 22:30"),
        ("2026-11-18T23:30:00+07:00", "", "2026-11-18 23:30"),
        ("2026-11-18T23:30:00", "", "2026-11-18 23:30"),
        ("2026-11-18", "", "2026-11-18"),
        ("2026-11-18T23:30:00+07:00", "Europe/Paris", "2026-11-18 17:30"),
    ],
)
def test_a_moment_with_an_offset_is_converted_to_the_site_s_time_zone(
    tmp_path: Path, text: str, zone: str, moment: str
) -> None:
    assert published(read(tmp_path, LINKED.format(text), zone=zone)) == moment


@pytest.mark.parametrize(
    "head",
    [
        LINKED.format("2026-11-18T07:05"),
        LINKED.format("18/11/2026 07:05"),
        LINKED.format("2026-11-18T07:05") + '<meta property="article:published_time" content="2020-01-01">',
        '<meta property="article:published_time" content="2026-11-18T07:05:00+07:00">',
        '<meta name="pubdate" content="18/11/2026 07:05">',
        '<meta name="DC.date.issued" content="2026-11-18 07:05">',
    ],
)
def test_the_metadata_have_precedence_over_dates_near_the_title(tmp_path: Path, head: str) -> None:
    near = "<time datetime=2020-01-02></time><p>03/01/2020</p>"
    assert published(read(tmp_path, head, near)) == "2026-11-18 07:05"


@pytest.mark.parametrize(
    ("parts", "moment"),
    [
        ({"near": '<p class="ngay">19/11/2026 07:05</p>'}, "2026-11-19 07:05"),
        ({"near": '<p class="ngay"><time datetime="2026-11-19T07:05">Hôm qua</time></p>'}, "2026-11-19 07:05"),
        ({"near": '<time class="ngay" datetime="2026-11-19T07:05">1/1/2020</time>'}, "2026-11-19 07:05"),
        ({"near": '<p class="ngay">Hôm qua</p><p>19/11/2026</p>'}, "2026-11-19"),
        ({"near": "<p>19/11/2026 07:05</p>"}, "2026-11-19 07:05"),
        ({"near": '<p>20/11/2026</p><time datetime="2026-11-19">x</time>'}, "2026-11-19"),
        ({"near": "<p hidden>19/11/2026</p>"}, ""),
        ({"far": '<time datetime="2026-11-19">x</time>'}, "2026-11-19"),
        ({"far": '<time datetime="2026-11-19">x</time><time datetime="2026-11-20">y</time>'}, ""),
        ({"far": '<time datetime="2026-11-20">x</time>', "near": '<time datetime="2026-11-19">y</time>'}, "2026-11-19"),
        ({"far": "<p>19/11/2026</p>"}, ""),
        ({"body": "<p>Sáng 19/11/2026, đường đã thông.</p>"}, ""),
        ({}, ""),
    ],
)
def test_a_date_is_searched_near_the_title_only(tmp_path: Path, parts: dict[str, str], moment: str) -> None:
    assert published(read(tmp_path, **parts)) == moment


def test_a_date_that_cannot_be_read_raises_a_warning_and_is_not_the_title(tmp_path: Path) -> None:
    draft = read(tmp_path, near='<p class="ngay">Thứ Tư, 32/13/2026</p>')
    assert (published(draft), draft.title) == ("", "Khuổi Mây")
    assert "the date cannot be read: “Thứ Tư, 32/13/2026”" in draft.warnings


def test_a_relative_date_is_counted_from_the_date_of_the_file_if_the_page_has_no_other(
    tmp_path: Path,
) -> None:
    draft = read(tmp_path, near='<p class="ngay">2 ngày trước</p>')
    saved = datetime.fromtimestamp((tmp_path / "bai.html").stat().st_mtime, ZoneInfo("Asia/Ho_Chi_Minh"))
    assert published(draft) == str((saved - timedelta(days=2)).date())
    assert "the date is counted from the date of the file: “2 ngày trước”" in draft.warnings
    head = '<meta property="article:published_time" content="2026-11-19">'
    draft = read(tmp_path, head=head, near='<p class="ngay">2 ngày trước</p>')
    assert (published(draft), draft.warnings) == ("2026-11-19", ())


@pytest.mark.parametrize(
    ("title", "date"), [("Khuổi Mây có điện", "2026-04-03"), ("Power for the hills", "2026-03-04")]
)
def test_a_page_that_declares_english_but_is_vietnamese_has_the_day_first(
    tmp_path: Path, title: str, date: str
) -> None:
    fields = {"title": "h1", "date": ".ngay", "body": "#bai"}
    page = (
        f'<html lang="en-US"><script>var a = "word ".repeat(9)</script><h1>{title}</h1><p class="ngay">03/04/2026</p>'
    )
    pages = HtmlPageParser([Profile(name="x", fields=fields)])  # type: ignore[arg-type]
    assert str(pages.read(f"{page}<div id=bai><p>Đã.</p></div>", tmp_path / "a.html").date) == date


@pytest.mark.parametrize(
    ("head", "near"),
    [
        (CHANGED.format("2026-11-20T08:30:00+07:00"), ""),
        ('<meta property="article:modified_time" content="2026-11-20T01:30:00Z">', ""),
        ('<meta property="og:updated_time" content="2026-11-20T08:30">', ""),
        ("", '<p class="sua">Cập nhật lúc 8h30 ngày 20/11/2026</p>'),
        ('<meta property="og:updated_time" content="2026-11-25">', '<p class="sua">20/11/2026 08:30</p>'),
        ("", '<time itemprop="dateModified" datetime="2026-11-20T08:30">hôm qua</time>'),
        ("", '<time class="entry-date updated" datetime="2026-11-20T08:30">hôm qua</time>'),
    ],
)
def test_the_last_change_is_read_from_its_element_or_the_metadata(tmp_path: Path, head: str, near: str) -> None:
    draft = read(tmp_path, head, f'<p class="ngay">19/11/2026 07:05</p>{near}')
    assert (published(draft), updated(draft), draft.warnings) == ("2026-11-19 07:05", "2026-11-20 08:30", ())


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Đăng 19/11/2026 07:05 | Cập nhật 20/11/2026 08:30", "2026-11-20 08:30"),
        ("19/11/2026 07:05 (sửa ngày 20/11/2026)", "2026-11-20"),
        ("Posted November 19, 2026 7:05 AM, updated November 20, 2026", "2026-11-20"),
        ("Cập nhật lúc 7h05 ngày 19/11/2026", ""),
        ("19/11/2026 07:05 - Cập nhật", ""),
        ("19/11/2026 07:05", ""),
    ],
)
def test_a_date_element_may_hold_the_last_change_after_a_label(tmp_path: Path, text: str, change: str) -> None:
    draft = read(tmp_path, near=f'<p class="ngay">{text}</p>')
    assert (published(draft), updated(draft)) == ("2026-11-19 07:05", change)


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ("2026-11-19T07:06", "2026-11-19 07:06"),
        ("2026-11-19T00:06:00Z", "2026-11-19 07:06"),
        ("2026-11-19T07:05", ""),
        ("2026-11-18T23:59:00Z", ""),
        ("2026-11-18", ""),
        ("2026-11-19", ""),
    ],
)
def test_a_change_that_is_not_later_than_the_publication_is_no_update(tmp_path: Path, change: str, kept: str) -> None:
    draft = read(tmp_path, CHANGED.format(change), '<p class="ngay">19/11/2026 07:05</p>')
    assert (updated(draft), draft.warnings) == (kept, ())


def test_a_time_element_of_a_change_is_not_the_publication(tmp_path: Path) -> None:
    change = '<time class="updated" datetime="2026-11-20">20/11</time>'
    draft = read(tmp_path, near=f'{change}<time class="published" datetime="2026-11-19">19/11</time>')
    assert (published(draft), updated(draft)) == ("2026-11-19", "2026-11-20")
    both = read(tmp_path, near='<time class="published updated" datetime="2026-11-19">19/11</time>')
    assert (published(both), updated(both)) == ("2026-11-19", "")


def test_a_last_change_that_cannot_be_read_leaves_the_page_with_a_warning(tmp_path: Path) -> None:
    draft = read(tmp_path, near='<p class="ngay">19/11/2026</p>', body='<p>Đã.</p><p class="sua">Cập nhật 25:99</p>')
    assert (updated(draft), draft.body) == ("", "<p>Đã.</p>")
    assert draft.warnings == ("the date of the last change cannot be read: “Cập nhật 25:99”",)


def test_a_text_that_is_not_a_date_stays_in_the_body_when_the_last_change_is_expected(tmp_path: Path) -> None:
    assert read(tmp_path, body='<p>Đã.</p><p class="sua">Bà con vui.</p>').body == "<p>Đã.</p>\n<p>Bà con vui.</p>"
