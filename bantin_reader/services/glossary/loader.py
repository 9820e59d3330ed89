"""Loads the glossaries: those of the package, and the operator's `glossary.toml` in the data folder, which wins.

[vi]
UBND = "Ủy ban nhân dân"
[[vi.BCH]]
means = "Ban Chấp hành"
categories = ["Đoàn thể"]
[vi.TTYT]          # an empty table takes an abbreviation of the package out
[vi.VNeID]
means = "ứng dụng định danh điện tử quốc gia"
say = "vê nờ i đi"  # what a voice says in its place; with or without a meaning
[vi."(ảnh minh họa)"]
skip = true         # a voice leaves it out
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    RootModel,
    StringConstraints,
    ValidationError,
    model_validator,
)

from bantin_reader.config.settings import SettingsError
from bantin_reader.model.glossary import Glossary, Meaning
from bantin_reader.model.slugs import slug_of

PACKAGED = Path(__file__).parent
FILE = "glossary.toml"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    means: Text | None = None
    categories: list[Text] = []
    say: Text | None = None
    skip: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.skip and self.say:
            raise ValueError("either say or skip")
        if not (self.means or self.say or self.skip):
            raise ValueError("needs means, say or skip")
        return self


def _entries(value: object) -> object:
    """A text is one meaning; a table is one entry, and none where it is empty."""
    if isinstance(value, str):
        return [{"means": value}]
    if isinstance(value, dict):
        return [value] if value else []
    return value


Entries = RootModel[dict[Text, Annotated[list[Entry], BeforeValidator(_entries)]]]


def load_glossaries(data: Path, languages: tuple[str, ...]) -> dict[str, Glossary]:
    """A glossary for each language. Raises SettingsError, which names the file and the entry."""
    own = _tables(data / FILE) if (data / FILE).exists() else {}
    if unknown := sorted(set(own) - set(languages)):
        raise SettingsError(f"{data / FILE}: {unknown[0]}: no language of this site; there are {', '.join(languages)}")
    glossaries = {}
    for language in languages:
        entries = _checked(PACKAGED / f"{language}.toml", _tables(PACKAGED / f"{language}.toml"))
        for short, found in _checked(data / FILE, own.get(language, {})).items():
            # How it is said alone leaves its meaning as it is.
            keeps = found and not any(one.means for one in found)
            entries[short] = [*(entries.get(short, []) if keeps else []), *found]
        meanings = {short: _meanings(found) for short, found in entries.items()}
        glossaries[language] = Glossary(
            language,
            {short: found for short, found in meanings.items() if found},
            {short: one.say or "" for short, found in entries.items() for one in found if one.say or one.skip},
        )
    return glossaries


def _tables(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be opened: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error


def _checked(file: Path, tables: Mapping[str, Any]) -> dict[str, list[Entry]]:
    try:
        return Entries.model_validate(tables).root
    except ValidationError as error:
        first = error.errors()[0]
        where = ": ".join(str(part) for part in first["loc"] if part != "root")
        raise SettingsError(f"{file}: {where}: {first['msg']}") from error


def _meanings(entries: Iterable[Entry]) -> tuple[Meaning, ...]:
    return tuple(Meaning(one.means, frozenset(map(slug_of, one.categories))) for one in entries if one.means)
