"""`/articles/<slug>/speech.json`."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import Element

from click.testing import CliRunner

from bantin_reader.cli.main import commands
from bantin_reader.config.settings import Settings
from bantin_reader.services.speech.blocks import SILENT
from tests.checking import CheckingClient, parse
from tests.conftest import SAMPLES, land


def prices(folder: Path) -> str:
    """Import an article of which parts are struck out; returns its slug."""
    body = "<p>Rau muống <s>9.000 đồng</s> 8.000 đồng một mớ.</p>" * 12
    file = folder / "gia-rau.jsonl"
    file.write_text(json.dumps({"source_id": "1", "title": "Giá rau", "lang": "vi", "body": body}), "utf-8")
    done = CliRunner().invoke(commands, ["import", str(file)], env={"BANTIN_DATA": str(folder / "var")})
    assert done.exit_code == 0, done.output
    return "gia-rau"


def text_to_say(element: Element) -> str:
    """The text of an element without what is not said."""
    own = "" if element.tag in SILENT else (element.text or "") + "".join(map(text_to_say, element))
    return own + (element.tail or "")


def test_every_sentence_stands_on_the_page_in_its_order(
    client: CheckingClient, settings: Settings, tmp_path: Path
) -> None:
    for slug in [*land(settings, SAMPLES), prices(tmp_path)]:
        article = next(parse(client.get(f"/articles/{slug}").text).iter("article"))
        text = "".join(text_to_say(article).split())
        speech = client.get(f"/articles/{slug}/speech.json").get_json()
        place = 0
        for sentence in speech["sentences"]:
            words = "".join(sentence["text"].split())
            place = text.index(words, place) + len(words)
        assert len(speech["sentences"]) > 10


def test_an_unknown_article_has_no_speech(client: CheckingClient) -> None:
    assert client.get("/articles/khong-co/speech.json").status_code == 404
