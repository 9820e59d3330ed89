"""The audio files that feeds of every kind name for an entry."""

from __future__ import annotations

import json

import pytest

from bantin_reader.sources.file_reader import FileLoader
from tests.unit.sources.feeds import feed
from tests.unit.sources.test_feed import ATOM, item

MP3 = '<enclosure url="https://bao.example/a.mp3" length="9" type="audio/mpeg"/>'


@pytest.mark.parametrize(
    ("inside", "addresses"),
    [
        (MP3, ["https://bao.example/a.mp3"]),
        (
            MP3 + '<enclosure url="/b.ogg" type="audio/ogg"/>',
            ["https://bao.example/a.mp3", "https://bao.example/b.ogg"],
        ),
        (MP3 + MP3, ["https://bao.example/a.mp3"]),
        ('<enclosure url="a.M4A?x=1"/>', ["https://bao.example/a.M4A?x=1"]),
        ('<enclosure url="a.mp4" type="video/mp4"/><enclosure url="a.jpg" type="image/jpeg"/>', []),
        ('<enclosure url="a.mp3" type="application/pdf"/>', []),
        ('<media:content url="c.mp3" type="audio/mpeg"/>', ["https://bao.example/c.mp3"]),
        ('<media:content url="c.mp3" medium="audio"/>', ["https://bao.example/c.mp3"]),
        ("", []),
    ],
)
def test_enclosures_and_media_of_a_type_of_audio_are_recordings(inside: str, addresses: list[str]) -> None:
    assert list(item(inside).recordings) == addresses


def test_those_of_atom_and_json_feed_too() -> None:
    link = '<link rel="enclosure" type="audio/mpeg" href="thu.mp3"/>'
    [entry] = feed(ATOM.replace("<published>", f"{link}<published>", 1))
    assert entry.recordings == ("https://bao.example/tin/thu.mp3",)
    attachments = [{"url": "/a.mp3", "mime_type": "audio/mpeg"}, {"url": "/a.pdf", "mime_type": "application/pdf"}]
    one = {"id": "1", "title": "Tin", "content_html": "<p>Chữ.</p>", "attachments": attachments}
    [entry] = feed(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [one]}))
    assert entry.recordings == ("https://bao.example/a.mp3",)


def test_the_draft_has_them_and_an_address_of_another_kind_can_be_had_nowhere() -> None:
    draft = FileLoader().read_entry(item(MP3 + "<description>Bà con lên đồi.</description>"))
    assert [(one.shown, one.address) for one in draft.recordings] == [("a.mp3", "https://bao.example/a.mp3")]
    odd = FileLoader().read_entry(item('<enclosure url="file:///etc/a.mp3"/><description>Bà con.</description>'))
    assert [(one.shown, one.address, one.file) for one in odd.recordings] == [("a.mp3", "", None)]
