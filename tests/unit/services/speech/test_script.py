"""The sentences of an article, in order."""

from __future__ import annotations

from typing import Any

import pytest

from bantin_reader.model.article import Article
from bantin_reader.model.glossary import Glossary, Meaning
from bantin_reader.model.picture import Figure
from bantin_reader.services.speech.script import speech_of


def article(body: str, **fields: Any) -> Article:
    return Article(
        **({"source_id": "a", "slug": "tin", "title": "Tin", "sapo": "", "body": body, "lang": "vi"} | fields)
    )


def said(body: str, **fields: Any) -> list[str]:
    return [sentence.say for sentence in speech_of(article(body, **fields))][1:]


def test_all_parts_are_said_in_the_order_of_the_page() -> None:
    parts = {"sapo": "Tóm tắt. Hai câu.", "figure": Figure(caption="Chú thích"), "byline": "Hà Minh"}
    sentences = speech_of(article("<h2>Mục</h2><p>Một. Hai.</p>", **parts))
    assert [sentence.text for sentence in sentences] == [
        "Tin", "Tóm tắt.", "Hai câu.", "Chú thích", "Mục", "Một.", "Hai.", "Hà Minh",
    ]  # fmt: skip


def test_a_heading_is_followed_by_a_longer_pause_than_a_sentence() -> None:
    by_text = {sentence.text: sentence.pause for sentence in speech_of(article("<h2>Mục</h2><p>Một. Hai.</p>"))}
    assert by_text["Mục"] > by_text["Hai."] > by_text["Một."]


def test_a_row_is_said_with_its_column_heads() -> None:
    table = (
        "<table><thead><tr><th>Xã</th><th>Số hộ</th></tr></thead>"
        "<tbody><tr><td>Khuổi Mây</td><td>1.023</td></tr><tr><td>Huổi Lạc</td><td></td></tr></tbody></table>"
    )
    assert said(table) == ["Xã Số hộ", "Xã: Khuổi Mây; Số hộ: 1023.", "Xã: Huổi Lạc."]


def test_the_text_of_a_row_is_that_of_the_page() -> None:
    [_, sentence] = speech_of(article("<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"))
    assert sentence.text == "a b"


def test_captions_are_announced_unless_they_say_what_they_are() -> None:
    figure = "<figure><figcaption>{}</figcaption></figure>"
    assert said(figure.format("Cầu treo. Mới xây.")) == ["Chú thích ảnh: Cầu treo.", "Mới xây."]
    assert said(figure.format("Ảnh: Hoàng Lan")) == ["Ảnh: Hoàng Lan"]
    assert said("<table><caption>Giá lúa</caption><tbody><tr><td>1</td></tr></tbody></table>")[0] == "Bảng: Giá lúa"
    english = article(figure.format("The bridge."), lang="en", figure=Figure(caption="A road."))
    assert [one.say for one in speech_of(english)][1:] == ["Picture caption: A road.", "Picture caption: The bridge."]
    assert [one.text for one in speech_of(english)][1:] == ["A road.", "The bridge."]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>Nộp đơn. Chờ.</li><li>Nhận kết quả.</li></ol>", ["1, Nộp đơn.", "Chờ.", "2, Nhận kết quả."]),
        ('<ol start="3"><li>x</li><li value="7">y</li></ol>', ["3, x", "7, y"]),
        ('<ol type="a"><li>x</li><li><p>y</p><p>z</p></li></ol>', ["a, x", "b, y", "z"]),
        ('<ol type="I"><li>x</li><li>y</li></ol>', ["1, x", "2, y"]),
        ("<ol><li>x<ul><li>y</li></ul></li><li>z</li></ol>", ["1, x", "y", "2, z"]),
        ("<ul><li>x</li></ul><p>y</p>", ["x", "y"]),
        ('<ol><li lang="en">x <i lang="vi">y</i></li></ol>', ["1, x y"]),
    ],
)
def test_the_items_of_a_numbered_list_are_said_with_their_numbers(body: str, expected: list[str]) -> None:
    assert said(body) == expected


def test_what_is_announced_stands_in_the_first_part_of_a_sentence_with_several_languages() -> None:
    sentences = speech_of(article('<ol><li>Bài <i lang="en">One</i></li><li><i lang="en">Two</i> ạ</li></ol>'))
    assert sentences[1].parts == (("1, Bài", "vi"), ("One", "en"))
    assert sentences[2].parts == (("2,", "vi"), ("Two", "en"), ("ạ", "vi"))


def test_the_operators_words_go_before_all_rules() -> None:
    glossary = Glossary("vi", {}, {"(ảnh minh họa)": "", "24/7": "hai mươi tư trên bảy", "Ea H'leo": "Ê a hơ leo"})
    sentences = speech_of(article("<p>Trực 24/7 ở Ea H'leo (ảnh minh họa).</p><p>(ảnh minh họa)</p>"), glossary)
    assert [one.say for one in sentences][1:] == ["Trực hai mươi tư trên bảy ở Ê a hơ leo."]
    assert sentences[1].text == "Trực 24/7 ở Ea H'leo (ảnh minh họa)."


def test_formulas_and_readings_are_not_said() -> None:
    assert said("<p>Đặt <math><mi>x</mi></math> là <ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby>.</p>") == [
        "Đặt là 漢."
    ]


def test_what_is_struck_out_is_not_said() -> None:
    assert said("<p>Giá <s>90.000 <b>đồng</b></s> 80.000 đồng. Hạn <del>mùng 5</del><ins>mùng 6</ins>.</p>") == [
        "Giá 80000 đồng.",
        "Hạn mùng 6.",
    ]


def test_a_block_in_another_language_has_its_own_voice() -> None:
    sentences = speech_of(article('<p lang="en">On 24/01/2024 it rained.</p>'))
    assert (sentences[1].lang, sentences[1].say) == ("en", "On 24 January 2024 it rained.")


def test_what_has_no_letter_or_digit_is_not_said() -> None:
    assert said("<p>* * *</p><p>./.</p><p>Hết./.</p>") == ["Hết."]


def test_abbreviations_are_said_in_full_everywhere() -> None:
    glossary = Glossary("vi", {"UBND": (Meaning("ủy ban nhân dân"),)})
    sentences = speech_of(article("<p>UBND xã. UBND tỉnh.</p>"), glossary)
    assert [one.say for one in sentences][1:] == ["ủy ban nhân dân xã.", "ủy ban nhân dân tỉnh."]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (
            '<p>Bài hát <i lang="en">On the 24/01/2024</i> của xã.</p>',
            (("Bài hát", "vi"), ("On the 24 January 2024", "en"), ("của xã.", "vi")),
        ),
        (
            '<p>Anh <b><span lang="en">John <i>Smith</i></span></b>.</p>',
            (("Anh", "vi"), ("John", "en"), ("Smith", "en")),
        ),
        (
            '<p lang="en">The <i lang="vi">ngày 2/9</i> holiday.</p>',
            (("The", "en"), ("ngày 2 tháng 9", "vi"), ("holiday.", "en")),
        ),
        ("<p>Không <i>có</i> gì<br>khác.</p>", ()),
        ('<p><span lang="vi">Cùng tiếng</span> cả.</p>', ()),
    ],
)
def test_words_in_another_language_are_parts_of_their_own(body: str, parts: tuple[tuple[str, str], ...]) -> None:
    assert speech_of(article(body))[1].parts == parts


def test_only_the_sentence_with_other_words_has_parts() -> None:
    sentences = speech_of(article('<p>Một câu. Hai <i lang="en">two</i> câu. Ba câu.</p>'))
    assert [bool(sentence.parts) for sentence in sentences] == [False, False, True, False]
    assert " ".join(words for words, _ in sentences[2].parts) == "Hai two câu."
