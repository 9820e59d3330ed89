"""Every way in which a page names a picture, and what only looks like one."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.unit.sources.html.article_page import read, told

PLACEHOLDER = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@cache
def photo(width: int, kind: str = "PNG") -> bytes:
    content = BytesIO()
    Image.effect_noise((width, width), 50).convert("RGB").save(content, kind)
    return content.getvalue()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The file of a page, beside pictures of 8, 60, 120 and 240 pixels."""
    for name, width in (("nho.png", 60), ("vua.png", 120), ("to.png", 240), ("mat-cuoi.png", 8)):
        (tmp_path / name).write_bytes(photo(width))
    (tmp_path / "loading.gif").write_bytes(photo(40, "GIF"))
    (tmp_path / "diem.gif").write_bytes(photo(1, "GIF"))
    return tmp_path / "bai.html"


def pictures(page: Path, html: str) -> list[str]:
    """The names of the pictures of an article that holds `html` between words."""
    draft = read(f"<p>Lời đầu.</p>{html}<p>Lời cuối.</p>", file=page)
    assert draft.body.count("<figure") == len(draft.pictures)
    return [picture.shown for picture in draft.pictures]


@pytest.mark.parametrize(
    "html",
    [
        '<img srcset="nho.png 60w, to.png 240w, vua.png 120w">',
        '<img src="nho.png" srcset="vua.png 1x,to.png 2x">',
        '<img src="nho.png" srcset="to.png">',
        '<img src="to.png" srcset="khong-co.png 960w, nho.png 60w">',
        '<picture><source srcset="to.png 240w, nho.png 60w"><img src="vua.png"></picture>',
        f'<img src="{PLACEHOLDER}" data-src="to.png">',
        '<img src="loading.gif" data-srcset="nho.png 1x, to.png 2x">',
        '<img src="loading.gif" data-lazy-src="to.png">',
        '<img src="diem.gif" data-original="to.png">',
        '<img data-original="to.png" src="khong-co.png">',
        f'<img src="{PLACEHOLDER}"><noscript><img src="to.png"></noscript>',
        f'<noscript><img src="to.png"></noscript><img class="lazyload" src="{PLACEHOLDER}" data-src="nho.png">',
        f'<p><img src="{PLACEHOLDER}"></p><noscript><p><img src="to.png"></p></noscript>',
        '<noscript><img src="to.png"></noscript>',
        '<amp-img src="to.png" width="240" height="240"></amp-img>',
        '<a href="to.png"><img src="nho.png"></a>',
        '<div role="img" aria-label="Rừng" style="background-image: url(to.png)"></div>',
        "<figure><div style=\"background: #eee url('to.png') no-repeat\"></div><figcaption>Rừng</figcaption></figure>",
        '<div><div data-bg="to.png"></div><div class="caption">Rừng</div></div>',
        '<object data="to.png" type="image/png"></object>',
        '<video poster="to.png" src="https://xa.example/a.mp4"></video>',
        '<img src="TO.PNG">',
    ],
)
def test_the_largest_picture_that_is_there_is_taken_once(page: Path, html: str) -> None:
    assert pictures(page, html) == ["TO.PNG" if "TO.PNG" in html else "to.png"]


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ('<img src="nho.png"><noscript><img src="to.png"></noscript>', ["nho.png", "to.png"]),
        ('<p>Ảnh <img src="nho.png"></p><noscript><img src="nho.png"></noscript>', ["nho.png"]),
        ('<img data-src="nho.png"><noscript><img src="nho.png"></noscript>'
         '<img data-src="to.png"><noscript><img src="to.png"></noscript>', ["nho.png", "to.png"]),
        ('<figure><img srcset="nho.png 60w"></figure><figure><img srcset="to.png 9w"></figure>', ["nho.png", "to.png"]),
        ('<img src="khong-co.png" data-src="xa/loading.gif">', ["khong-co.png"]),
        ('<img src="loading.gif">', ["loading.gif"]),
        ('<iframe src="to.png"></iframe>', ["to.png"]),
    ],
)  # fmt: skip
def test_two_pictures_stay_two_and_a_copy_is_none(page: Path, html: str, names: list[str]) -> None:
    assert pictures(page, html) == names


@pytest.mark.parametrize(
    ("html", "warning"),
    [
        (f'<img src="{PLACEHOLDER}" alt="Cầu treo">', "pictures whose address the page does not have: “Cầu treo”"),
        ('<img src="diem.gif" width="1" height="1">', ""),
        ('<div style="background: url(to.png)"><p>Lời</p></div>', "pictures behind the text: “to.png”"),
        ('<a href="https://kho.example/lon.jpg"><img src="to.png" alt="Rừng xanh"></a>',
         "addresses of larger pictures: “https://kho.example/lon.jpg”"),
        ('<p>Tải <img src="/anh/word.gif"> về</p>', "small pictures without words: “word.gif”"),
        ('<p>Vui <img src="mat-cuoi.png"> quá</p>', "small pictures without words: “mat-cuoi.png”"),
    ],
)  # fmt: skip
def test_a_picture_that_is_not_taken_is_named_in_a_warning(page: Path, html: str, warning: str) -> None:
    draft = read(html, file=page)
    lines = [line.removeprefix("left out, ") for line in draft.warnings if line.startswith("left out, ")]
    assert lines == ([warning] if warning else [])
    assert len(draft.pictures) == html.count('alt="Rừng xanh"')


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ('Xin chào <img src="https://s.example/1f642.png" class="emoji" alt="🙂">!', "Xin chào 🙂!"),
        ('Cho <img src="a.png" width="12" height="20" alt="x"> dương', "Cho x dương"),
        ('Vui <img src="mat-cuoi.png" alt="mặt cười"> quá', "Vui mặt cười quá"),
        ('Tải <img src="/anh/pdf.gif" alt="bản in"> về', "Tải bản in về"),
    ],
)
def test_an_image_as_small_as_a_letter_is_its_alternative_text(page: Path, html: str, line: str) -> None:
    draft = read(f"<p>{html}</p>", file=page)
    assert f"<p>{line}</p>" in draft.body
    assert draft.pictures == ()


def test_a_small_picture_on_a_line_of_its_own_stays_a_picture(page: Path) -> None:
    assert pictures(page, '<p><img src="mat-cuoi.png" alt="Con dấu"></p>') == ["mat-cuoi.png"]


def test_each_picture_of_a_gallery_has_its_own_caption(page: Path) -> None:
    items = "".join(f'<li><figure><img src="{name}.png"><figcaption>Ảnh {name}</figcaption></figure></li>'
                    for name in ("nho", "vua", "to"))  # fmt: skip
    draft = read(f'<ul class="gallery">{items}</ul>', file=page)
    for number, name in enumerate(("nho", "vua", "to")):
        assert f'<img src="picture-{number}" alt=""><figcaption>Ảnh {name}</figcaption>' in draft.body
        assert draft.pictures[number].shown == f"{name}.png"


def test_the_size_of_a_picture_is_read_from_a_bounded_part_of_its_file(page: Path) -> None:
    """A PNG of a million chunks before its picture data must not take seconds."""
    chunk = b"\0\0\0\0teXt" + b"\0" * 4
    content = BytesIO()
    Image.new("1", (2000, 2000)).save(content, "PNG")
    head = content.getvalue()[:33]  # the signature, and the chunk with the size
    page.with_name("hong.png").write_bytes(head + chunk * 1_000_000)
    assert pictures(page, '<img srcset="hong.png 9w, nho.png 1w">') == ["hong.png"]


def test_words_that_only_browsers_without_scripts_show_are_told() -> None:
    assert told("<noscript>Bật JavaScript</noscript>") == "shown without scripts only: “Bật JavaScript”"


@pytest.mark.parametrize(("rel", "shown"), [("attachment wp-att-404", False), ("noopener", True)])
def test_a_link_to_a_page_of_the_picture_alone_is_told_and_not_shown(rel: str, shown: bool) -> None:
    html = f'<a rel="{rel}" href="https://xa.example/tin/attachment/anh/"><img src="cau.jpg" alt="Cầu treo mới"></a>'
    draft = read(html)
    assert ("https://xa.example/tin/attachment/anh/" in draft.body) == shown
    assert ("addresses of larger pictures: “https://xa.example/tin/attachment/anh/”" in told(html)) != shown
