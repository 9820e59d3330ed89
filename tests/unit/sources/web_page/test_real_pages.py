"""Real pages of many sites, which are others' property and lie beside the project where they are to be had."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from bantin_reader.model.article import Draft
from bantin_reader.sources.archive import Archive
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.web_page.article_finder import ArticleFinder

PAGES = Path(__file__).resolve().parents[5] / "shared/pages"
IN_LINE = re.compile(r"<(?!/?(?:a|abbr|b|bdi|em|i|mark|s|small|span|strong|sub|sup)\b)[^>]*>")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (PAGES / "answers.json").exists(), reason="no real pages: shared/pages lies not beside the project"
    ),
]


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    return json.loads((PAGES / "answers.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def drafts(answers: dict[str, dict[str, Any]]) -> dict[str, Draft]:
    loader = FileLoader(pages=HtmlPageParser([], None, ArticleFinder()))
    pages = {name: gzip.decompress((PAGES / name).read_bytes()) for name in answers}
    archives = {
        name: Archive(page=page, charset="", address=answers[name].get("url", "")) for name, page in pages.items()
    }
    return {name: loader.read_page(archive) for name, archive in archives.items()}


@pytest.mark.parametrize(("group", "least"), [("world", 0.965), ("vietnam", 0.985)])
def test_the_body_is_found(
    answers: dict[str, dict[str, Any]], drafts: dict[str, Draft], group: str, least: float
) -> None:
    scores = [
        _score(_text(drafts[name], answer), answer["text"])
        for name, answer in answers.items()
        if name.startswith(group)
    ]
    assert sum(scores) / len(scores) >= least


@pytest.mark.parametrize(("field", "least"), [("title", 0.95), ("date", 0.965), ("byline", 0.8)])
def test_the_fields_are_found(
    answers: dict[str, dict[str, Any]], drafts: dict[str, Draft], field: str, least: float
) -> None:
    asked = [
        (str(getattr(drafts[name], field) or ""), answer[field])
        for name, answer in answers.items()
        if answer.get(field)
    ]
    assert sum(found == wanted for found, wanted in asked) >= least * len(asked)


def test_no_byline_is_found_where_there_is_none(answers: dict[str, dict[str, Any]], drafts: dict[str, Draft]) -> None:
    without = [drafts[name].byline for name, answer in answers.items() if answer.get("byline", "?") == ""]
    assert sum(byline != "" for byline in without) <= 0.02 * len(without)


def _text(draft: Draft, answer: dict[str, Any]) -> str:
    """The body as text. Captions count where the answer has none apart."""
    body = re.sub("<figcaption>.*?</figcaption>", "", draft.body) if "url" in answer else draft.body
    if draft.figure and not answer.get("caption"):
        body += f" {draft.figure.caption}"
    return re.sub("<[^>]*>", "", unescape(IN_LINE.sub(" ", body)))


def _score(found: str, wanted: str) -> float:
    """The F1 score of the words."""
    words, others = (Counter(re.findall(r"\w+", text.casefold())) for text in (found, wanted))
    return 2 * (words & others).total() / (words.total() + others.total())
