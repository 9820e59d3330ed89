"""What the editor of WordPress stored becomes the HTML that WordPress shows."""

from __future__ import annotations

import pytest

from bantin_reader.sources import paragraph_breaks
from bantin_reader.sources.paragraph_breaks import CONTAINER, with_paragraphs
from bantin_reader.sources.shortcodes import Attachment, Renderer

IMAGE = '<img src="doi.jpg" alt="Đồi">'


def shown(content: str) -> str:
    picture = Attachment(identity="4", address="https://bao.example/a&b.jpg", alt='"Đồi"')
    return Renderer(lambda ids: [picture] if "5" not in ids else []).html(content)


@pytest.mark.parametrize(
    ("content", "html"),
    [
        (f'[caption id="a_1" width="300"]{IMAGE} Đồi sa mộc[/caption]', f"{IMAGE}<figcaption>Đồi sa mộc</figcaption>"),
        (f'[caption caption="Đồi"]<a href="/x">{IMAGE}</a>[/caption]', f'<a href="/x">{IMAGE}</a><figcaption>Đồi</fig'),
        (f"[wp_caption]<a>\n{IMAGE}</a> Đồi[/wp_caption]", "</a><figcaption>Đồi</figcaption></figure>"),
        ("[gallery]", '<figure><img src="https://bao.example/a&amp;b.jpg" alt="&quot;Đồi&quot;"></figure>'),
        ("[embed]https://v.example/?a=1[/embed]", '<p><a href="https://v.example/?a=1">https://v.example/?a=1</a></p>'),
        ("[embed]https://v.example/?a=1&amp;b=2[/embed]", '<a href="https://v.example/?a=1&amp;b=2">https://v'),
        ("[embed]https://v.example/?a=1&b=2[/embed]", '<a href="https://v.example/?a=1&amp;b=2">https://v'),
        ('[video width="6" mp4="https://v.example/a.mp4"][/video]', '<video src="https://v.example/a.mp4" controls>'),
        ("[audio https://v.example/a.mp3]", '<audio src="https://v.example/a.mp3" controls>'),
        ("[[gallery]] là mã", "<p>[gallery] là mã</p>"),
        ("Xem [1] và [chú thích].", "<p>Xem [1] và [chú thích].</p>"),
        ("[vc_row][vc_column]Chữ[/vc_column][/vc_row]", "<p>Chữ</p>"),
    ],
)
def test_a_shortcode_is_rendered(content: str, html: str) -> None:
    assert html in shown(content)


@pytest.mark.parametrize(
    ("content", "left_out"),
    [
        ('[rev_slider alias="x"]', ["[rev_slider]"]),
        ("[vc_row]Chữ[/vc_row]", ["[vc_row]"]),
        ('[gallery ids="5"]', ["[gallery]"]),
        ("[video]", ["[video]"]),
        ('<!-- wp:block {"ref":12} /-->', ["the reusable block 12"]),
        ("Xem [1].", []),
    ],
)
def test_what_cannot_be_rendered_is_named(content: str, left_out: list[str]) -> None:
    renderer = Renderer(lambda _ids: [])
    renderer.html(content)
    assert list(renderer.left_out) == left_out


def test_blocks_have_their_paragraphs_already() -> None:
    content = "<!-- wp:paragraph -->\n<p>Một</p>\n<!-- /wp:paragraph -->\n\nHai"
    assert shown(content) == content


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Một\r\ndòng\n\n \nHai", "<p>Một<br>dòng</p><p>Hai</p>"),
        ("Một<br />\ndòng", "<p>Một<br>dòng</p>"),
        ("Một\n<h2>Đề mục\nhai</h2>\nHai", "<p>Một</p><h2>Đề mục\nhai</h2><p>Hai</p>"),
        ("<ul>\n<li>a\n\nb</li>\n</ul>\nHai", "<ul>\n<li>a\n\nb</li>\n</ul><p>Hai</p>"),
        ("<div>Một\n\nHai</div>", "<div><p>Một</p><p>Hai</p></div>"),
        ("<p>Một\n\n<div>Hai</div>", "<p>Một\n\n<div><p>Hai</p></div>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("<strong>Một</strong>\n\n<hr>\n\nHai", "<p><strong>Một</strong></p><hr><p>Hai</p>"),
    ],
)
def test_empty_lines_separate_paragraphs(text: str, html: str) -> None:
    assert with_paragraphs(text) == html


def test_unclosed_blocks_cost_no_more_than_the_text_is_long() -> None:
    def steps(text: str) -> int:
        """How often the name of an element is looked at, as the measure of the work."""
        looked = 0

        class Counted:
            def fullmatch(self, name: str) -> object:
                nonlocal looked
                looked += 1
                return CONTAINER.fullmatch(name)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(paragraph_breaks, "CONTAINER", Counted())
            with_paragraphs(text)
        return looked

    nested = "<div>Chữ<section>Chữ"
    assert steps(nested * 4_000) < 2.5 * steps(nested * 2_000)


def test_a_tag_ends_before_the_next_one_begins() -> None:
    assert paragraph_breaks.BLOCK.findall("<p <p <p>") == [("", "p")]
