"""The page of abbreviations, and the way to it from an article."""

from __future__ import annotations

from pathlib import Path

from bantin_reader.config.settings import Settings
from tests.checking import CheckingClient, parse
from tests.conftest import land


def article(folder: Path, lang: str, text: str) -> Path:
    file = folder / f"{lang}.md"
    file.write_text(f"---\ntitle: Tin\nlang: {lang}\n---\n{text}\n", "utf-8")
    return file


def test_an_articles_abbreviation_leads_to_its_place_in_the_glossary(
    client: CheckingClient, settings: Settings, tmp_path: Path
) -> None:
    [slug] = land(settings, article(tmp_path, "vi", "UBND tỉnh họp."))
    page = parse(client.get(f"/articles/{slug}").text)
    [link] = [a.get("href", "") for a in page.iter("a") if a.get("class") == "br-abbr"]
    path, _, anchor = link.partition("#")
    assert anchor in {element.get("id") for element in parse(client.get(path).text).iter()}


def test_an_article_in_a_language_without_glossary_stays_as_it_is(
    client: CheckingClient, settings: Settings, tmp_path: Path
) -> None:
    [slug] = land(settings, article(tmp_path, "fr", "La GDP et le VAT."))
    assert "br-abbr" not in client.get(f"/articles/{slug}").text


def test_the_page_starts_with_the_readers_language(client: CheckingClient) -> None:
    for lang, other in (("vi", "en"), ("en", "vi")):
        text = client.get("/glossary", query_string={"lang": lang}).text
        assert text.index(f'<h2 id="{lang}">') < text.index(f'<h2 id="{other}">')
