"""Loads profiles: TOML files with the selectors of an article's fields on a portal's pages (`docs/importing.md`)."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from bantin_reader.model.errors import ProfileRefused
from bantin_reader.sources.discovery import cannot_be_opened
from bantin_reader.sources.html.date_formats import pattern_of

SHIPPED = Path(__file__).resolve().parent.parent / "profiles"
SUFFIX = ".toml"
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")

_probe = LexborHTMLParser("<p>")


def _selector(value: str) -> str:
    try:
        _probe.css(value)
    except SelectolaxError as error:
        raise ValueError(f"{value!r} is not a CSS selector") from error
    return value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


def _date_format(value: str) -> str:
    pattern_of(value)
    return value


FieldName = Literal[
    "title", "date", "updated", "sapo", "figure", "caption", "author", "source", "tags", "category", "body"
]  # fmt: skip
MetadataField = Literal["title", "date", "updated", "sapo", "author", "tags", "category"]
REQUIRED = ("title", "body")
DateFormat = Annotated[str, AfterValidator(_date_format)]
Selector = Annotated[str, AfterValidator(_selector)]
Selectors = Annotated[tuple[Selector, ...], BeforeValidator(_listed)]


class Place(BaseModel):
    """A position: `{ child = 2, of = ".toolbar" }` is the second part with text of the first element that matches."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    child: Annotated[int, Field(ge=1, le=99)]
    of: Selector


Finders = Annotated[tuple[Place | Selector, ...], BeforeValidator(_listed), Field(min_length=1)]


def _complete(fields: dict[str, tuple[Place | Selector, ...]]) -> dict[str, tuple[Place | Selector, ...]]:
    missing = [name for name in REQUIRED if name not in fields]
    if missing:
        raise ValueError(f"{missing[0]} is missing")
    return fields


class Profile(BaseModel):
    """How one portal marks up its pages. `fields` maps each field to selectors and places, tried in order.
    `ignore_metadata` names the fields that are never read from a page's metadata."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    detect: Selectors = ()
    strip: Selectors = ()
    date_format: Annotated[tuple[DateFormat, ...], BeforeValidator(_listed)] = ()
    ignore_metadata: Annotated[tuple[MetadataField, ...], BeforeValidator(_listed)] = ()
    fields: Annotated[dict[FieldName, Finders], AfterValidator(_complete)]

    @property
    def date_patterns(self) -> list[re.Pattern[str]]:
        return [pattern_of(form) for form in self.date_format]

    @classmethod
    def load(cls, file: Path, parents: Mapping[str, Profile] | None = None) -> Profile:
        """The profile in `file`, which may extend one of `parents`.

        Raises ProfileRefused, which names the file and what is wrong in it."""
        try:
            values = tomllib.loads(file.read_text("utf-8-sig"))
            return cls(name=file.stem, **_extended(values, parents or {}))
        except OSError as error:
            raise ProfileRefused(f"{file}: {cannot_be_opened(error)}") from error
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ProfileRefused(f"{file}: {error}") from error
        except (ValidationError, TypeError, UnknownParent) as error:
            raise ProfileRefused(f"{file}: {_complaint(error)}") from error


class UnknownParent(Exception):
    """`extends` names a profile that does not exist."""


def _extended(values: dict[str, Any], parents: Mapping[str, Profile]) -> dict[str, Any]:
    """The values of a profile, completed by those of the profile that it extends. Its fields replace those of the
    other; an empty list removes one. The selectors of `strip` are added."""
    if "extends" not in values:
        return values
    own = {key: value for key, value in values.items() if key != "extends"}
    parent = parents.get(str(values["extends"]))
    if parent is None:
        raise UnknownParent(
            f"extends: no profile is named {values['extends']!r}; there are {', '.join(sorted(parents))}"
        )
    inherited = parent.model_dump(exclude={"name"}, exclude_defaults=True)
    own_fields = own.get("fields", {})
    if not isinstance(own_fields, dict):
        return own
    fields = {key: value for key, value in (inherited["fields"] | own_fields).items() if value != []}
    own_strip = _listed(own.get("strip", []))
    strip = [*inherited.get("strip", ()), *(own_strip if isinstance(own_strip, list) else [])]
    return inherited | own | {"fields": fields, "strip": strip}


def load_profiles(folder: Path | None) -> list[Profile]:
    """The operator's profiles from `folder`, then the shipped ones, both in the order of their names. An operator's
    profile replaces the shipped one of the same name.

    Raises ProfileRefused.
    """
    shipped = _load(SHIPPED, {})
    own = _load(folder, {profile.name: profile for profile in shipped}) if folder and os.path.lexists(folder) else []
    names = {profile.name for profile in own}
    return own + [profile for profile in shipped if profile.name not in names]


def choose(profiles: Sequence[Profile], name: str) -> Profile:
    """The profile of this name. Raises ProfileRefused."""
    for profile in profiles:
        if profile.name == name:
            return profile
    raise ProfileRefused(f"no profile is named {name!r}; there are {', '.join(one.name for one in profiles)}")


def _load(folder: Path, parents: Mapping[str, Profile]) -> list[Profile]:
    """The profiles of a folder in the order of their names. Each may extend `parents` and those before it."""
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == SUFFIX)
    except OSError as error:
        raise ProfileRefused(f"{folder}: {cannot_be_opened(error)}") from error
    profiles: dict[str, Profile] = {}
    for file in files:
        if not NAME.fullmatch(file.stem):
            raise ProfileRefused(f"{file}: the name of a profile consists of small letters a-z, digits and hyphens")
        profiles[file.stem] = Profile.load(file, {**parents, **profiles})
    return list(profiles.values())


def _complaint(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    relevant = [one for one in error.errors() if not _is_about_another_kind(one)] or error.errors()
    first = relevant[0]
    where = ".".join(part for part in first["loc"] if isinstance(part, str) and part.isidentifier() and part != "Place")
    return f"{where or 'profile'}: {str(first['msg']).removeprefix('Value error, ')}"


def _is_about_another_kind(error: ErrorDetails) -> bool:
    """Whether the error belongs to the other alternative of a union: that a selector is not a place, or the reverse."""
    is_place = isinstance(error["input"], dict)
    return error["type"] == ("string_type" if is_place else "model_type")
