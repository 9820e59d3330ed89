"""Markdown bodies: a picture in a paragraph of its own is a figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.picture import PictureSource
from bantin_reader.sources.markdown.body import MAX_NESTING, MarkdownBody, read_markdown


def read(text: str, folder: Path) -> MarkdownBody:
    return read_markdown(text, folder, folder)


def test_a_picture_of_its_own_paragraph_is_a_figure_with_its_caption(tmp_path: Path) -> None:
    body = read('Đầu.\n\n![Cột điện](anh/cột%201.webp "Kéo dây <sáng 18/11>")\n\nCuối./.', tmp_path)
    assert body.html.split("\n") == [
        "<p>Đầu.</p>",
        '<figure><img src="picture-0" alt="Cột điện"><figcaption>Kéo dây &lt;sáng 18/11&gt;</figcaption></figure>',
        "<p>Cuối./.</p>",
    ]
    assert body.pictures == (PictureSource(shown="cột 1.webp", file=tmp_path / "anh" / "cột 1.webp"),)
    assert body.warnings == ()


def test_pictures_are_counted_in_order_also_in_a_quotation(tmp_path: Path) -> None:
    body = read("![Một](1.png)\n\n> Lời.\n>\n> ![Hai](2.png)\n", tmp_path)
    assert body.html.count("<figure>") == 2
    assert body.html.index('src="picture-0" alt="Một"') < body.html.index('src="picture-1" alt="Hai"')
    assert [picture.shown for picture in body.pictures] == ["1.png", "2.png"]


@pytest.mark.parametrize(("words", "told"), [(' "Chú thích"', "; the caption serves"), ("", " and no caption")])
def test_a_picture_without_alternative_text_is_told(tmp_path: Path, words: str, told: str) -> None:
    body = read(f"![](a.png{words})", tmp_path)
    assert body.warnings == (f"picture a.png: no alternative text{told}",)


@pytest.mark.parametrize(
    ("alt", "kept"), [("IMG_0012.jpg", ""), ("Kéo dây", ""), ("Bản có điện", ""), ("Hai thợ điện", "Hai thợ điện")]
)
def test_an_alternative_text_that_describes_nothing_is_left_out_with_a_warning(
    tmp_path: Path, alt: str, kept: str
) -> None:
    body = read_markdown(f'Lời.\n\n![{alt}](a.png "Kéo dây")', tmp_path, tmp_path, "Bản có điện")
    assert f'alt="{kept}"' in body.html
    assert body.warnings == (() if kept else ("picture a.png: no alternative text; the caption serves",))


@pytest.mark.parametrize("address", ["https://vanson.example/a.png", "//vanson.example/a.png", "ftp://x/a.png"])
def test_a_picture_on_another_site_cannot_be_had(tmp_path: Path, address: str) -> None:
    assert read(f"![Ảnh]({address})", tmp_path).pictures == (PictureSource(shown="a.png"),)


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("Xem ![Cầu treo](a.png) này.", "<p>Xem  này.</p>\nFIGURE"),
        ("Xem ![Cầu treo](a.png)\n\nHết.", "<p>Xem </p>\nFIGURE\n<p>Hết.</p>"),
        ("Chữ **![Cầu treo](a.png)**", "<p>Chữ <strong></strong></p>\nFIGURE"),
        ("[Xem ![Cầu treo](a.png)](https://xa.example/)", '<p><a href="https://xa.example/">Xem </a></p>\nFIGURE'),
        ("Xem [![Cầu treo](a.png)](https://xa.vn/)", '<p>Xem <a href="https://xa.vn/">Cầu treo</a></p>\nFIGURE'),
        ("## Mục ![Cầu treo](a.png)", "<h2>Mục </h2>\nFIGURE"),
        ("- một ![Cầu treo](a.png)\n- hai", "<ul>\n<li>một FIGURE\n</li>\n<li>hai</li>\n</ul>"),
        ("| một ![Cầu treo](a.png) |\n| --- |\n| hai |", "<th>một FIGURE\n</th>"),
    ],
)
def test_a_picture_in_a_line_of_text_stands_below_its_paragraph(tmp_path: Path, line: str, html: str) -> None:
    Image.new("RGB", (400, 300)).save(tmp_path / "a.png")
    body = read(line, tmp_path)
    figure = '<figure><img src="picture-0" alt="Cầu treo"></figure>'
    assert html.replace("FIGURE", figure) in body.html
    assert body.html.count("<figure>") == len(body.pictures) == 1
    assert body.warnings == ("picture a.png: it stands in a line of text; moved below its paragraph",)


def test_a_picture_as_small_as_a_letter_becomes_its_words(tmp_path: Path) -> None:
    Image.new("RGB", (16, 16)).save(tmp_path / "in.png")
    body = read("Bấm ![nút in](in.png) để in, ![](in.png) rồi chờ.", tmp_path)
    assert (body.html, body.pictures) == ("<p>Bấm nút in để in,  rồi chờ.</p>", ())
    assert body.warnings == ("left out, small pictures without words: “in.png”",)


def test_a_picture_in_bold_alone_is_a_figure(tmp_path: Path) -> None:
    assert read("**![Cầu treo](a.png)**", tmp_path).html == '<figure><img src="picture-0" alt="Cầu treo"></figure>'


@pytest.mark.parametrize("between", [" ", "\n"])
def test_pictures_in_one_paragraph_are_figures(tmp_path: Path, between: str) -> None:
    body = read(f"![Cột điện bên suối](a.png){between}![Đường dây qua đèo](b.png)", tmp_path)
    assert body.html.count("<figure>") == 2
    assert "<p>" not in body.html
    assert [picture.shown for picture in body.pictures] == ["a.png", "b.png"]


@pytest.mark.parametrize(("alt", "words"), [("Đăng ký tiêm chủng", "Đăng ký tiêm chủng"), ("", "xa.example/tiem")])
def test_a_link_around_a_picture_stands_below_it_in_words(tmp_path: Path, alt: str, words: str) -> None:
    body = read(f"[![{alt}](a.png)](https://xa.example/tiem)", tmp_path)
    assert body.html.split("\n") == [
        f'<figure><img src="picture-0" alt="{alt}"></figure>',
        f'<p><a href="https://xa.example/tiem">{words}</a></p>',
    ]


def test_a_link_to_a_larger_picture_is_left_out_with_a_warning(tmp_path: Path) -> None:
    body = read("[![Cột điện bên suối](nho.png)](to.png)", tmp_path)
    assert body.html == '<figure><img src="picture-0" alt="Cột điện bên suối"></figure>'
    assert body.warnings == ("left out, addresses of larger pictures: “to.png”",)


def test_html_and_its_pictures_stay_text(tmp_path: Path) -> None:
    body = read('<img src="picture-0" onerror="a()">', tmp_path)
    assert "<img" not in body.html
    assert body.pictures == ()


@pytest.mark.parametrize(
    "path",
    [
        "../bi-mat.png",
        "..%2Fbi-mat.png",
        "%2E%2E/bi-mat.png",
        "{outside}",
        "ra/bi-mat.png",
        "ngoai.png",
    ],
)
def test_a_picture_outside_of_the_import_is_not_read(tmp_path: Path, path: str) -> None:
    inside, secret = tmp_path / "tin", tmp_path / "bi-mat.png"
    inside.mkdir()
    secret.touch()
    (inside / "ra").symlink_to(tmp_path)
    (inside / "ngoai.png").symlink_to(secret)
    [picture] = read(f"![Ảnh]({path.format(outside=secret)})", inside).pictures
    assert picture.file is None


def test_a_picture_of_the_folder_above_is_read_where_that_is_imported_too(tmp_path: Path) -> None:
    (tmp_path / "thang-3").mkdir()
    (tmp_path / "chung.png").touch()
    [picture] = read_markdown("![Ảnh](../chung.png)", tmp_path / "thang-3", tmp_path).pictures
    assert picture.file
    assert picture.file.samefile(tmp_path / "chung.png")


@pytest.mark.parametrize("piece", ["> ", "- ", "1. "])
def test_blocks_that_are_nested_too_deeply_are_refused_not_dropped(tmp_path: Path, piece: str) -> None:
    assert "Đáy" in read(f"{piece * 40}Đáy", tmp_path).html
    with pytest.raises(SourceRefused, match="nested too deeply: at most 99 in each other"):
        read(f"{piece * MAX_NESTING}Đáy", tmp_path)
