"""The recording of an article in the content of WordPress."""

from __future__ import annotations

import json

import pytest

from bantin_reader.sources.own_recording import without_own_recording
from bantin_reader.sources.wordpress_posts import entry_of, parse_posts

TEXT = "<p>Bà con nghe loa.</p>"
BLOCK = (
    '<figure class="wp-block-audio"><audio controls="" src="/a.mp3"></audio><figcaption>Nghe bài</figcaption></figure>'
)
SHORTCODE = (
    '<audio class="wp-audio-shortcode" id="audio-7-1"><source type="audio/mpeg" src="https://bao.example/a.mp3?_=1">'
    '<a href="https://bao.example/a.mp3">https://bao.example/a.mp3</a></audio>'
)


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (BLOCK + TEXT, "/a.mp3"),
        (f"\n<!-- wp:audio -->\n{BLOCK}\n<!-- /wp:audio -->\n{TEXT}", "/a.mp3"),
        (SHORTCODE + TEXT, "https://bao.example/a.mp3"),
        (f"<p>{SHORTCODE}</p>{TEXT}", "https://bao.example/a.mp3"),
    ],
)
def test_audio_that_begins_the_content_is_the_articles_own(html: str, address: str) -> None:
    rest, found = without_own_recording(html)
    assert found == address
    assert TEXT in rest
    assert "audio" not in rest.replace("wp:audio", "")


@pytest.mark.parametrize(
    "html",
    [
        TEXT + BLOCK,
        f'<p><img src="a.jpg" alt=""></p>{BLOCK}{TEXT}',
        BLOCK + TEXT + SHORTCODE,
        f"<p>Bí thư nói: {SHORTCODE}</p>{TEXT}",
        f"<audio></audio>{TEXT}",
        TEXT,
        "",
        "<audio",
    ],
)
def test_any_other_audio_is_a_part_of_the_article(html: str) -> None:
    assert without_own_recording(html) == (html, "")


def test_a_post_has_it_as_its_recording() -> None:
    post = {"id": 7, "title": {"rendered": "Tin"}, "content": {"rendered": BLOCK + TEXT}}
    [found] = parse_posts(json.dumps([post]).encode())
    entry = entry_of(found)
    assert (entry.recordings, entry.content) == (("/a.mp3",), TEXT)
