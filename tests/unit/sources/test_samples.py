"""The articles that a first start shows: what a reader should meet at once, and nothing out of place."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.services.importer import Imported
from bantin_reader.source_factory import create_importer
from bantin_reader.sources.discovery import find
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles
from bantin_reader.sources.html.selectors import Selectors
from tests.checking import CheckingClient
from tests.conftest import SAMPLES, land, made_pictures
from tests.landed_sites import fail_to_open

pytestmark = pytest.mark.slow  # encodes every picture of the samples

FILES = sorted(SAMPLES.glob("*.md"))
PAGES = sorted((SAMPLES / "saved").glob("*.html"))
LONG_READ_WORDS = 1500
# What one page has beside its article, and what the importer says of it.
LEFT_OUT = {
    "cau-treo-huoi-lac-ban-phieng": (
        "left out, share buttons or related links: “Tin liên quan Hợp long cầu treo Huổi Lắc sau đợt lũ tháng 10 Bản "
        "Phiêng huy động 400 ngày công dọn…”",
    )
}


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    return [FileLoader().read(file) for file in FILES]


def saved_pages() -> FileLoader:
    return FileLoader(pages=HtmlPageParser(load_profiles(None)))


def words(draft: Draft) -> int:
    return len(re.sub(r"<[^>]+>", " ", draft.body).split())


def test_there_are_four_in_vietnamese_and_two_in_english(drafts: list[Draft]) -> None:
    assert sorted(draft.lang for draft in drafts) == ["en", "en", "vi", "vi", "vi", "vi"]


def translations_on(page: str) -> str:
    """The list of translations; the page leads to other articles elsewhere, too."""
    return page.partition('<ul class="br-translations">')[2].partition("</ul>")[0]


def test_two_of_them_are_translations_of_each_other(settings: Settings, client: CheckingClient) -> None:
    slugs = land(settings, SAMPLES)
    pages = {slug: translations_on(client.get(f"/articles/{slug}").get_data(as_text=True)) for slug in slugs}
    linked = {slug: other for slug in slugs for other in slugs if slug != other and f"/articles/{other}" in pages[slug]}
    assert len(linked) == 2
    assert all(linked[other] == slug for slug, other in linked.items())


@pytest.mark.parametrize("tag", ["<ul>", "<ol>", "<table>", "<blockquote>", "<h2>", "<h3>"])
def test_the_kinds_of_text_that_articles_use_are_all_there(drafts: list[Draft], tag: str) -> None:
    assert any(tag in draft.body for draft in drafts)


def test_one_is_a_long_read_with_headings(drafts: list[Draft]) -> None:
    [long_read] = [draft for draft in drafts if words(draft) > LONG_READ_WORDS]
    assert long_read.body.count("<h2>") >= 3


def test_one_has_no_picture(drafts: list[Draft]) -> None:
    assert len([draft for draft in drafts if draft.figure is None]) == 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_sample_is_whole_and_clean(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[ \t]$|\t|\u00a0|\ufeff", text, re.MULTILINE)
    draft = FileLoader().read(file)
    assert draft.title
    assert draft.sapo
    assert draft.date
    assert draft.byline
    assert draft.category
    assert draft.translation_of is None or Path(draft.translation_of).is_file()


@pytest.mark.parametrize("file", [file for file in FILES if "figure:" in file.read_text("utf-8")], ids=lambda f: f.stem)
def test_a_figure_has_its_picture_its_alt_and_its_caption(file: Path) -> None:
    draft = FileLoader().read(file)
    assert draft.figure
    assert draft.figure.alt
    assert draft.figure.caption
    assert draft.figure.alt != draft.figure.caption
    assert draft.picture
    assert draft.picture.file
    with Image.open(draft.picture.file) as picture:
        assert picture.format == "WEBP"
        assert picture.width >= 800


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_saved_page_is_whole_and_its_pictures_are_described(page: Path) -> None:
    draft = saved_pages().read(page)
    assert draft.title
    assert draft.sapo
    assert draft.date
    assert draft.byline
    assert draft.figure
    assert draft.warnings == LEFT_OUT.get(page.stem, ())
    assert words(draft) > 400
    pictures = [draft.picture, *draft.pictures]
    folder = page.with_name(f"{page.stem}_files")
    assert {picture.file for picture in pictures if picture} == set(folder.iterdir())
    for described in re.findall(r'<img src="[^"]*" alt="([^"]*)"', draft.body):
        assert described


def test_the_saved_pages_come_from_all_four_portals() -> None:
    profiles = load_profiles(None)
    fitting = [
        profile.name
        for page in PAGES
        for profile in profiles
        if not Selectors(LexborHTMLParser(page.read_text("utf-8"))).matches(profile)
    ]
    assert len(fitting) == len(PAGES) == 6
    assert set(fitting) == {"mojoportal", "publishing-portal", "sharepoint-vn", "vccorp"}


def test_every_picture_is_used(drafts: list[Draft]) -> None:
    used = {draft.picture.file for draft in drafts if draft.picture}
    assert used == set((SAMPLES / "images").iterdir())


def test_all_twelve_land_whole_and_again_unchanged(settings: Settings) -> None:
    shutil.copytree(made_pictures(), settings.data / "pictures")
    for outcome in ("created", "unchanged"):
        results = list(create_importer(settings, roots=[SAMPLES]).run(find([SAMPLES], fail_to_open)))
        assert len(results) == 12
        for result in results:
            assert isinstance(result, Imported), result
            assert result.outcome == outcome
            assert result.warnings == LEFT_OUT.get(Path(result.draft.source_id).stem, ())
