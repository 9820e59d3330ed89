"""Saved pages of the four portals: every field of each, compared with values that a person wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import load_profiles
from tests.conftest import DATA

SAVED = DATA / "saved"
PAGES = sorted(SAVED.glob("*/*.html"))
PROFILES = ("mojoportal", "publishing-portal", "sharepoint-vn", "vccorp")
KINDS = {"broken", "clean", "nfd", "table", "word"}


def read(page: Path) -> Draft:
    return FileLoader(pages=HtmlPageParser(load_profiles(None))).read(page)


def fields_of(draft: Draft) -> dict[str, Any]:
    """A draft as the expectations write it down."""
    figure = draft.figure
    return {
        "title": draft.title,
        "date": draft.date.isoformat() if draft.date else None,
        "time": draft.time.isoformat("minutes") if draft.time else None,
        "sapo": draft.sapo,
        "figure": {
            "caption": figure.caption,
            "alt": figure.alt,
            "picture": draft.picture.shown if draft.picture else None,
        }
        if figure
        else None,
        "body": draft.body.split("\n"),
        "pictures": [picture.shown for picture in draft.pictures],
        "byline": draft.byline,
        "tags": list(draft.tags),
        "category": draft.category,
        "lang": draft.lang,
        "warnings": list(draft.warnings),
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_every_field_of_a_page_is_as_expected(page: Path) -> None:
    assert fields_of(read(page)) == json.loads(page.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_has_its_pages(profile: str) -> None:
    assert {page.stem for page in PAGES if page.parent.name == profile} >= KINDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_only_the_page_s_own_profile_fits(page: Path) -> None:
    others = [profile for profile in load_profiles(None) if profile.name != page.parent.name]
    assert FileLoader(pages=HtmlPageParser(load_profiles(None))).read(page)
    with pytest.raises(Exception, match="no profile fits the page: "):
        FileLoader(pages=HtmlPageParser(others)).read(page)
