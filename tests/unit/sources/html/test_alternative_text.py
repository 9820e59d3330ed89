"""Alternative texts: which describe a picture, and which a screen reader would only speak twice."""

from __future__ import annotations

import pytest

from bantin_reader.model.picture import PictureSource
from bantin_reader.sources.html.alternative_text import describes, with_useful_alt
from bantin_reader.sources.html.inline import Image
from tests.unit.sources.html.article_page import TITLE, read

CAPTION = "Rừng trồng mới ở Khuổi Mây. Ảnh: Vàng Thị Sua"


@pytest.mark.parametrize(
    "alt",
    ["IMG_2031.JPG", "IMG_2031", "DSC00412", "z5123456789012_a1b2c3d4e5f60718293a4b5c6d7e8f90", "Ảnh 1", "hình 2",
     "image", "Screenshot 2026-01-02", "z4567890123456_0123456789abcdef", "20260118_081500", "photo-1", "anh dep.png",
     "icon", "(1)"],
)  # fmt: skip
def test_a_file_s_name_or_a_word_for_any_picture_describes_nothing(alt: str) -> None:
    assert not describes(alt)


@pytest.mark.parametrize(
    "alt", ["Cầu treo", "Ảnh chụp cầu treo", "Bà con", "Biểu đồ 45 ha rừng", "Hình vẽ", "5 người", "Lễ hội 2026", "Hoa"]
)
def test_words_describe(alt: str) -> None:
    assert describes(alt)


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        ("Khuổi Mây có điện", ""),
        ("Khuổi Mây có điện - Ảnh 1.", ""),
        ("khuổi mây có điện (2)", ""),
        ("Khuổi Mây có…", ""),
        (CAPTION, CAPTION),
        ("Rừng trồng mới ở Khuổi Mây", CAPTION),
        ("Rừng trồng mới ở Khuổi Mây.", "Rừng trồng mới ở Khuổi Mây"),
        ("anh-rung", ""),
    ],
)
def test_what_repeats_the_title_the_caption_or_the_file_s_name_is_taken_away(alt: str, caption: str) -> None:
    image = Image(PictureSource(shown="anh-rung.jpg"), alt)
    assert with_useful_alt(image, "Khuổi Mây có điện", caption).alt == ""


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        ("Khuổi Mây có điện về tận nhà ông Sình", ""),
        ("Hai thợ kéo dây qua suối", CAPTION),
        ("Rừng", CAPTION),
        ("anh rừng", ""),
    ],
)
def test_what_says_more_stays(alt: str, caption: str) -> None:
    image = Image(PictureSource(shown="anh rừng.jpg"), alt)
    assert with_useful_alt(image, "Khuổi Mây có điện", caption) == image


@pytest.mark.parametrize(
    ("html", "alt", "warning"),
    [
        (f'<img src="a.jpg" alt="{TITLE} - Ảnh 2">', "", "picture a.jpg: no alternative text and no caption"),
        ('<figure><img src="a.jpg" alt="Cầu treo"><figcaption>Cầu <b>treo</b></figcaption></figure>', "",
         "picture a.jpg: no alternative text; the caption serves"),
        ('<img src="a.jpg" alt="DSC_0012.JPG">', "", "picture a.jpg: no alternative text and no caption"),
        ('<img src="a.jpg" alt="Cầu treo nhìn từ bờ tây">', "Cầu treo nhìn từ bờ tây", ""),
    ],
)  # fmt: skip
def test_the_article_has_no_useless_alternative_text_and_a_warning_says_so(html: str, alt: str, warning: str) -> None:
    draft = read(html)
    assert f'<img src="picture-0" alt="{alt}">' in draft.body
    assert [line for line in draft.warnings if line.startswith("picture ")] == ([warning] if warning else [])


def test_the_article_s_own_picture_is_treated_like_the_others() -> None:
    html = f'<figure><img src="a.jpg" alt="{TITLE}"><figcaption>Cầu treo</figcaption></figure>'
    draft = read("", before=html)
    assert draft.figure
    assert (draft.figure.alt, draft.figure.caption) == ("", "Cầu treo")
    assert "picture a.jpg: no alternative text; the caption serves" in draft.warnings
