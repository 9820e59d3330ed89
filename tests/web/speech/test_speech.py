"""`/articles/<slug>/speech.json`."""

from __future__ import annotations

from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient, parse, text_of
from tests.conftest import SAMPLES, land


def test_every_sentence_stands_on_the_page_in_its_order(client: CheckingClient, settings: Settings) -> None:
    for slug in land(settings, SAMPLES):
        article = next(parse(client.get(f"/articles/{slug}").text).iter("article"))
        text = "".join(text_of(article).split())
        speech = client.get(f"/articles/{slug}/speech.json").get_json()
        place = 0
        for sentence in speech["sentences"]:
            words = "".join(sentence["text"].split())
            place = text.index(words, place) + len(words)
        assert len(speech["sentences"]) > 10


def test_an_unknown_article_has_no_speech(client: CheckingClient) -> None:
    assert client.get("/articles/khong-co/speech.json").status_code == 404
