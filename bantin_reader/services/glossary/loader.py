"""Loads the glossaries: those of the package, and the operator's `glossary.toml` in the data folder, which wins.

[vi]
UBND = "Ủy ban nhân dân"
[[vi.BCH]]
means = "Ban Chấp hành"
categories = ["Đoàn thể"]
[vi.TTYT]          # an empty table takes an abbreviation of the package out
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, RootModel, StringConstraints, ValidationError

from bantin_reader.config.settings import SettingsError
from bantin_reader.model.glossary import Glossary, Meaning
from bantin_reader.model.slugs import slug_of

PACKAGED = Path(__file__).parent
FILE = "glossary.toml"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    means: Text
    categories: list[Text] = []


def _entries(value: object) -> object:
    """A text is one meaning; an empty table is none."""
    if isinstance(value, str):
        return [{"means": value}]
    return [] if value == {} else value


Entries = RootModel[dict[Text, Annotated[list[Entry], BeforeValidator(_entries)]]]


def load_glossaries(data: Path, languages: tuple[str, ...]) -> dict[str, Glossary]:
    """A glossary for each language. Raises SettingsError, which names the file and the entry."""
    own = _tables(data / FILE) if (data / FILE).exists() else {}
    if unknown := sorted(set(own) - set(languages)):
        raise SettingsError(f"{data / FILE}: {unknown[0]}: no language of this site; there are {', '.join(languages)}")
    glossaries = {}
    for language in languages:
        meanings = _meanings(PACKAGED / f"{language}.toml", _tables(PACKAGED / f"{language}.toml"))
        meanings |= _meanings(data / FILE, own.get(language, {}))
        glossaries[language] = Glossary(language, {short: found for short, found in meanings.items() if found})
    return glossaries


def _tables(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be opened: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error


def _meanings(file: Path, tables: Mapping[str, Any]) -> dict[str, tuple[Meaning, ...]]:
    try:
        entries = Entries.model_validate(tables).root
    except ValidationError as error:
        first = error.errors()[0]
        where = ": ".join(str(part) for part in first["loc"] if part != "root")
        raise SettingsError(f"{file}: {where}: {first['msg']}") from error
    return {
        short: tuple(Meaning(one.means, frozenset(map(slug_of, one.categories))) for one in found)
        for short, found in entries.items()
    }
