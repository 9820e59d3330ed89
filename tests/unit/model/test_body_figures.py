"""Figures inside a body: shown in order, and placed when their pictures are stored."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from markupsafe import escape

from bantin_reader.model.body_figures import PictureOutcome, place_pictures, render_figures
from bantin_reader.model.picture import Figure, Picture
from bantin_reader.sources.sanitize import clean_body

ONE = Picture(name=f"{'1' * 32}.jpg", width=1600, height=1067)
TWO = Picture(name=f"{'2' * 32}.png", width=40, height=30)
AROUND = (
    '<p>Mở đầu &amp; "trích" &lt;figure&gt; <a href="https://vanson.example/?a=1&amp;b=2">kết quả</a>.</p>\n{}\n'
    "<table><tbody><tr><td>1</td></tr></tbody></table>\n<h2>Mục</h2>\n{}\n<pre>a\n\n  b</pre>\n<p>Hết./.</p>"
)


def draft(number: int, alt: str = "", caption: str = "") -> str:
    return f'<figure><img src="picture-{number}" alt="{alt}">{words(caption)}</figure>'


def stored(picture: Picture, alt: str = "", caption: str = "") -> str:
    image = f'<img src="{picture.name}" alt="{alt}" width="{picture.width}" height="{picture.height}">'
    return f"<figure>{image}{words(caption)}</figure>"


def place(body: str, pictures: Sequence[Picture | None], before: str = "") -> str:
    return place_pictures(body, pictures, before)[0]


def words(caption: str) -> str:
    return f"<figcaption>{caption}</figcaption>" if caption else ""


def figures_in(body: str) -> list[Figure]:
    found: list[Figure] = []
    render_figures(body, lambda figure: found.append(figure) or "")  # type: ignore[func-returns-value]
    return found


def test_each_figure_of_a_stored_body_is_shown_in_its_place() -> None:
    body = AROUND.format(stored(ONE, "Cột điện", "Kéo dây"), stored(TWO))
    assert figures_in(body) == [Figure(caption="Kéo dây", alt="Cột điện", picture=ONE), Figure(picture=TWO)]
    shown = render_figures(body, lambda figure: f"[{figure.picture.name if figure.picture else ''}]")
    assert shown == AROUND.format(f"[{ONE.name}]", f"[{TWO.name}]")


def test_a_figure_that_has_its_caption_only_is_shown_without_a_picture() -> None:
    assert figures_in(f"<p>A.</p>\n<figure>{words('Kéo dây')}</figure>") == [Figure(caption="Kéo dây")]


@pytest.mark.parametrize(
    "body",
    ["", "<p>Không ảnh.</p>", "<p>&lt;figure&gt;&lt;/figure&gt;</p>", '<p title="figure">figure</p>\n\n<p>b</p>'],
)
def test_a_body_without_figures_is_shown_and_placed_as_it_is(body: str) -> None:
    assert render_figures(body, lambda _figure: pytest.fail("there is none")) == body
    assert place(body, []) == body


def test_what_is_shown_is_never_read_as_a_pattern() -> None:
    assert render_figures(stored(ONE), lambda _figure: r"\1 \g<0>") == "\\1 \\g<0>\n"


def test_pictures_are_placed_by_their_number() -> None:
    body = AROUND.format(draft(1, "Hai", "Ảnh hai"), draft(0, "Một"))
    assert place(body, [ONE, TWO]) == AROUND.format(stored(TWO, "Hai", "Ảnh hai"), stored(ONE, "Một"))


def test_the_same_picture_may_stand_twice() -> None:
    body = AROUND.format(draft(0, "Trước"), draft(1, "Sau"))
    assert place(body, [ONE, ONE]) == AROUND.format(stored(ONE, "Trước"), stored(ONE, "Sau"))


def test_a_picture_that_is_refused_leaves_its_caption() -> None:
    body = AROUND.format(draft(0, "Một", "Ảnh một"), draft(1, "Hai"))
    caption_only = f"<figure>{words('Ảnh một')}</figure>"
    assert place(body, [None, TWO]) == AROUND.format(caption_only, stored(TWO, "Hai"))


def test_a_figure_with_neither_picture_nor_caption_goes() -> None:
    body = AROUND.format(draft(0, "Một"), draft(1, "Hai"))
    assert place(body, [None, TWO]) == AROUND.replace("{}\n", "", 1).format(stored(TWO, "Hai"))
    assert place(draft(0, "Một"), [None]) == ""


@pytest.mark.parametrize(("alt", "caption"), [("Một", ""), ("", "Ảnh một"), ("Một", "Ảnh một")])
def test_a_picture_that_is_refused_stays_as_it_was_stored_under_the_same_words(alt: str, caption: str) -> None:
    before = f"<p>Bản cũ.</p>\n{stored(TWO)}\n{stored(ONE, alt, caption)}"
    body = AROUND.format(draft(0, alt, caption), draft(1, "Khác"))
    placed = place(body, [None, TWO], before)
    assert placed == AROUND.format(stored(ONE, alt, caption), stored(TWO, "Khác"))
    assert place(body, [None, TWO], placed) == placed, "and again, the next time"


@pytest.mark.parametrize(("alt", "caption"), [("Khác", "Ảnh một"), ("Một", "Ảnh khác"), ("", "Ảnh một")])
def test_a_stored_picture_never_stands_under_other_words(alt: str, caption: str) -> None:
    placed = place(draft(0, alt, caption), [None], stored(ONE, "Một", "Ảnh một"))
    assert placed == f"<figure>{words(caption)}</figure>"


def test_a_stored_picture_without_words_is_not_taken_for_another_without_words() -> None:
    assert place(f"<p>A.</p>\n{draft(0)}", [None], stored(ONE)) == "<p>A.</p>"


def test_a_picture_that_is_stored_takes_the_place_of_the_stored_one() -> None:
    assert place(draft(0, "Một", "Ảnh"), [TWO], stored(ONE, "Một", "Ảnh")) == stored(TWO, "Một", "Ảnh")


@pytest.mark.parametrize("pictures", [[None, None], [ONE, None], [None, TWO]])
def test_two_pictures_under_the_same_words_stay_two(pictures: list[Picture | None]) -> None:
    before = f"{stored(ONE, 'Ảnh minh họa')}\n{stored(TWO, 'Ảnh minh họa')}"
    assert place(f"{draft(0, 'Ảnh minh họa')}\n{draft(1, 'Ảnh minh họa')}", pictures, before) == before


@pytest.mark.parametrize(
    "text",
    [
        'Bản "Phiêng"',
        "Bản 'Phiêng'",
        "a < b > c",
        "A & B &amp; C &quot;",
        "<figure><img src=x></figure>",
        "</figcaption></figure>",
        'alt="x" src="picture-1"',
        "hai\u00a0chữ – “ngoặc” …",
        r"\1 \g<0> {}",
        "日本語 & ไทย",
    ],
)
def test_words_come_out_of_a_figure_as_they_went_in(text: str) -> None:
    clean = clean_body(AROUND.format(draft(0, str(escape(text)), str(escape(text))), draft(1)))
    placed = place(clean, [ONE, TWO])
    assert figures_in(placed) == [Figure(caption=text, alt=text, picture=ONE), Figure(picture=TWO)]
    again = place(clean, [None, TWO], placed)
    assert again == placed
    assert figures_in(place(clean, [None, TWO]))[0] == Figure(caption=text)


@pytest.mark.parametrize(
    "around",
    ["<ul><li>Một{}</li></ul>", "<blockquote>{}<p>Lời.</p></blockquote>", "<table><tr><td>{}</td></tr></table>"],
)
def test_a_figure_inside_another_element_changes_nothing_around_it_but_white_space(around: str) -> None:
    placed = place(around.format(draft(0, "Một")), [ONE])
    assert placed.replace("\n", "") == around.format(stored(ONE, "Một"))
    assert render_figures(placed, lambda _figure: "[]").replace("\n", "") == around.format("[]")
    assert place(around.format(draft(0, "Một")), [None]) == around.format("")


def test_what_becomes_of_a_refused_picture_is_told_by_its_number() -> None:
    body = draft(0, "Một", "Ảnh một") + draft(1, "Hai", "Ảnh hai") + draft(2, "Ba") + draft(3, "Bốn")
    before = stored(ONE, "Một", "Ảnh một")
    _, outcomes = place_pictures(body, [None, None, None, TWO], before)
    assert outcomes == {0: PictureOutcome.STAYS, 1: PictureOutcome.CAPTION, 2: PictureOutcome.GONE}
