"""The shipped profiles read pages with the markup of their portals; and profiles that extend others."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bantin_reader.model.errors import ProfileRefused
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import Profile, load_profiles
from bantin_reader.sources.html.selectors import Selectors

TITLE, SAPO = "Khuổi Mây trồng rừng", "Ba mươi hộ nhận đất trống để trồng cây."
BODY = "<p>Sáng 18/11, bà con cùng lên đồi.</p><p>Mỗi hộ nhận 1,5 ha.</p>"
WRITTEN = "19/11/2026 07:05"
PAGES = {
    "vccorp": f"""<h1 data-role="title">{TITLE}</h1><div data-role="publishdate">{WRITTEN} GMT+7</div>
        <h2 data-role="sapo">{SAPO}</h2><div data-role="content"><div class="tindnd"><span>TIN MỚI</span></div>{BODY}
        <div type="RelatedNewsBox"><ul><li><a href="/b.htm">Bài khác</a></li></ul></div></div>
        <p class="author">Theo Lò Thị Ín</p><p class="source" data-field="source">Báo Vân Sơn</p>""",
    "vnexpress": f"""<div class="header-content"><span class="date">Thứ năm, 19/11/2026, 07:05 (GMT+7)</span></div>
        <h1 class="title-detail">{TITLE}</h1><p class="description">{SAPO}</p><article class="fck_detail">{BODY}
        <ul data-component-type="tin_xemthem"><li><a href="/b">Bài khác</a></li></ul>
        <p class="Normal" style="text-align:right"><strong>Lò Thị Ín</strong></p></article>""",
    "vietnamnet": f"""<div class="bread-crumb-detail__time">Thứ Năm, 19/11/2026 - 07:05</div>
        <h1 class="content-detail-title">{TITLE}</h1><h2 class="content-detail-sapo">{SAPO}</h2>
        <div class="article-detail-author__info"><span class="name">Lò Thị Ín</span></div>
        <div class="maincontent main-content" id="maincontent">{BODY}
        <div class="vnn-template-noneditable">Xem</div></div>""",
    "dantri": f"""<article data-slot="container"><h1 data-slot="title">{TITLE}</h1><b class="author-name">Lò Thị Ín</b>
        <time datetime="2026-11-19 07:05">Thứ năm</time><h2 data-slot="sapo">{SAPO}</h2><div data-slot="content">{BODY}
        <aside data-module="related-article-in-content"><a href="/b">Bài khác</a></aside></div></article>""",
    "hemera": f"""<h1 class="article__title cms-title">{TITLE}</h1><div class="article__author">Lò Thị Ín</div>
        <div class="article__meta"><time>{WRITTEN}</time></div><div class="article__sapo cms-desc">{SAPO}</div>
        <div class="article__body zce-content-body cms-body">{BODY}
        <a class="cms-relate" href="/b">Bài khác</a></div>""",
    "nukeviet": f"""<div class="newsdetailbox"><h1 class="title" itemprop="headline">{TITLE}</h1>
        <div class="newsdetailmetatop"><span class="h5">Thứ năm - 19/11/2026 07:05</span></div>
        <div class="hometext">{SAPO}</div><div id="news-bodyhtml" class="bodytext">{BODY}</div>
        <span hidden itemprop="author"><span itemprop="name">Lò Thị Ín</span></span>
        <p class="h5">Tác giả: Lò Thị Ín</p></div>""",
    "liferay-vn": f"""<h1>Chi tiết tin</h1><div class="CTTDivTittleBaiViet">{TITLE}</div>
        <div class="UI_Tinbai_chitiet_startdate">{WRITTEN}</div><div class="UI_Tinbai_chitiet_noidungngan">{SAPO}</div>
        <div class="UI_Tinbai_chitiet_noidung">{BODY}<p>Lò Thị Ín</p></div>""",
    "wordpress": f"""<h1 class="wp-block-site-title">Báo Vân Sơn</h1><h2 class="wp-block-post-title">{TITLE}</h2>
        <div class="wp-block-post-date"><time datetime="2026-11-19T07:05:00+07:00">19/11</time></div>
        <div class="wp-block-post-author__name">Lò Thị Ín</div>
        <div class="wp-block-post-content entry-content">{BODY}</div>""",
    "sharepoint-vn": f"""<div class="news_content"><div class="title_news"><h1>{TITLE}</h1></div>
        <div class="date-detail"><span>{WRITTEN} AM</span></div><div id="divArticleDescription">{SAPO}</div>
        <div class="news_detail" id="divArticleContent">{BODY}</div>
        <p align="right"><strong>Lò Thị Ín</strong></p><p align="right">Lượt xem: 12</p></div>""",
}
MINISTRIES = [
    f"""<div id="divArticleDescription3"><h1>{TITLE}</h1></div><div id="ctl_pnHide"><span>{WRITTEN}</span></div>
    <div id="divArticleDescription1">{SAPO}</div><div id="divArticleDescription2">{BODY}</div>
    <div id="x_pnNguontin">Nguồn: Báo Vân Sơn</div>""",
    f"""<div id="layoutBanTin"><h4>{TITLE}</h4><p id="publish-date"><em>{WRITTEN}</em></p>
    <div id="idTomTat">{SAPO}</div>
    <div id="ctl00__ControlWrapper_RichHtmlField">{BODY}</div></div>""",
    f"""<h1 id="news-title">{TITLE}</h1><div id="news-des">{SAPO}</div><div id="news-detail">{BODY}</div>""",
]


def page(html: str, head: str = "") -> str:
    return f'<!doctype html><html lang="vi"><head>{head}</head><body>{html}</body></html>'


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_each_portal_is_read_by_its_own_profile_alone(name: str) -> None:
    head = '<meta name="generator" content="WordPress 6.1">' if name == "wordpress" else ""
    text = page(PAGES[name], head)
    tree = LexborHTMLParser(text)
    assert [one.name for one in load_profiles(None) if not Selectors(tree).matches(one)] == [name]
    draft = HtmlPageParser(load_profiles(None)).read(text, Path("bai.html"))
    assert (draft.title, draft.sapo) == (TITLE, "" if name == "wordpress" else SAPO)
    assert draft.body == BODY.replace("</p><p>", "</p>\n<p>")
    assert (str(draft.date), draft.byline) == ("2026-11-19", "Lò Thị Ín")
    assert draft.time
    assert draft.time.isoformat("minutes").startswith("07:05")
    assert draft.credit == ("Báo Vân Sơn" if name == "vccorp" else "")


def test_nukeviet_names_author_and_source_below_the_article() -> None:
    below = (
        '<p class="h5 text-right"><strong>Tác giả: </strong>Vi Na</p>'
        '<p class="h5 text-right"><strong>Nguồn tin: </strong>Báo Vùng Cao</p>'
    )
    html = PAGES["nukeviet"].replace('<p class="h5">Tác giả: Lò Thị Ín</p>', below)
    draft = HtmlPageParser(load_profiles(None)).read(page(html), Path("bai.html"))
    assert (draft.byline, draft.credit) == ("Vi Na", "Báo Vùng Cao")


def test_wordpress_gives_the_last_change_beside_the_date() -> None:
    change = '<div class="wp-block-post-date__modified-date"><time datetime="2026-11-20">20/11</time></div>'
    html = PAGES["wordpress"].replace('<div class="wp-block-post-author', f'{change}<div class="wp-block-post-author')
    head = '<meta name="generator" content="WordPress 6.1">'
    draft = HtmlPageParser(load_profiles(None)).read(page(html, head), Path("bai.html"))
    assert (str(draft.date), str(draft.updated)) == ("2026-11-19", "2026-11-20")


@pytest.mark.parametrize("html", MINISTRIES)
def test_pages_of_ministries_on_sharepoint_are_read(html: str) -> None:
    draft = HtmlPageParser(load_profiles(None)).read(page(html), Path("bai.html"))
    assert (draft.title, draft.sapo) == (TITLE, SAPO)
    assert draft.body == BODY.replace("</p><p>", "</p>\n<p>")


def load(folder: Path, name: str, text: str) -> Profile:
    (folder / f"{name}.toml").write_text(text, "utf-8")
    return next(one for one in load_profiles(folder) if one.name == name)


def test_a_profile_inherits_the_values_that_it_does_not_set(tmp_path: Path) -> None:
    shipped = {one.name: one for one in load_profiles(None)}["vccorp"]
    own = load(tmp_path, "bao", "extends = 'vccorp'\nstrip = '.qc'\n[fields]\ntitle = 'h1'\nauthor = []\nsource = '.s'")
    assert own.strip == (*shipped.strip, ".qc")
    assert own.fields["title"] == ("h1",)
    assert own.fields["body"] == shipped.fields["body"]
    assert own.fields["source"] == (".s",)
    assert "author" not in own.fields
    assert list(own.fields)[:3] == list(shipped.fields)[:3], (
        "fields are looked for in the order of the one inherited from"
    )


def test_a_profile_may_extend_the_shipped_one_of_its_own_name(tmp_path: Path) -> None:
    own = load(tmp_path, "vccorp", "extends = 'vccorp'\n[fields]\nsapo = '.mo-dau'")
    assert own.fields["sapo"] == (".mo-dau",)
    assert own.fields["title"] == ('[data-role="title"]',)


def test_a_profile_may_extend_one_of_the_operator_s(tmp_path: Path) -> None:
    load(tmp_path, "a", "[fields]\ntitle = 'h1'\nbody = '#a'")
    assert load(tmp_path, "b", "extends = 'a'\n[fields]\nbody = '#b'").fields["title"] == ("h1",)


@pytest.mark.parametrize("parent", ["khong-co", "a", "z"])
def test_an_unknown_parent_is_named(tmp_path: Path, parent: str) -> None:
    with pytest.raises(ProfileRefused, match=f"a.toml: .*extends: no profile is named '{parent}'; there are dantri"):
        load(tmp_path, "a", f"extends = '{parent}'")
