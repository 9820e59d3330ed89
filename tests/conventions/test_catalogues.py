"""Both translation catalogues are complete and current, without empty or fuzzy entries."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bantin_reader.web.i18n.locale import LANGUAGES
from tests.conftest import ROOT


def extracted() -> set[object]:
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    found: set[object] = set()
    for folder in ("bantin_reader", "templates"):
        inside = [
            (pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods if pattern.startswith(folder)
        ]
        found |= {message for _, _, message, _, _ in extract_from_dir(ROOT / folder, method_map=inside)}
    return found


def faults(catalogue: Catalog, wanted: set[object]) -> list[str]:
    messages = {message.id: message for message in catalogue if message.id}
    found = [f"missing: {wanted_id}" for wanted_id in wanted - set(messages)]
    found += [f"no longer used: {unused}" for unused in set(messages) - wanted]
    for message in messages.values():
        if message.fuzzy:
            found.append(f"fuzzy: {message.id}")
        if not message.string:
            found.append(f"empty: {message.id}")
        found += [f"{error}: {message.id}" for error in message.check(catalogue)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete(language: str) -> None:
    path = ROOT / "bantin_reader" / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        assert faults(read_po(file, locale=language), extracted()) == []
    assert unicodedata.is_normalized("NFC", path.read_text("utf-8"))


def test_the_source_has_sentences() -> None:
    assert len(extracted()) > 80


def test_a_missing_a_fuzzy_and_an_empty_sentence_are_faults(tmp_path: Path) -> None:
    catalogue = Catalog(locale="vi")
    catalogue.add("Theme", "Giao diện", flags=["fuzzy"])
    catalogue.add("Reset", "")
    found = faults(catalogue, {"Theme", "Reset", "Privacy"})
    assert found == ["missing: Privacy", "fuzzy: Theme", "empty: Reset"]
