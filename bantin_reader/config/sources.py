"""The `[[sources]]` tables of the configuration file: the sources that `sync` reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_settings import NoDecode

from bantin_reader.config.network import ascii_host, parse_host

Kind = Literal["feed", "portal", "wordpress", "wxr", "folder"]


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or "@" in parts.netloc:
        raise ValueError(f"{value!r} is not like https://www.example.vn/rss")
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error
    return value


def _private_host(value: str) -> str:
    try:
        host = parse_host(ascii_host(value))
    except UnicodeError:
        host = None
    if host is None:
        raise ValueError(f"{value!r} is not like cms.example.vn or 10.0.0.5:8080")
    return host


class SourceSettings(BaseModel):
    """One source. `delay` is the number of seconds between two requests to a host; `links` is a regular expression that
    the addresses of a portal's articles match."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
    kind: Kind
    url: Annotated[str, AfterValidator(_web_address)] = ""
    path: Path | None = None
    links: Annotated[str, AfterValidator(_pattern)] = ""
    profile: str = ""
    robots: bool = True
    delay: Annotated[float, Field(ge=0, le=60)] = 1.0
    private_hosts: tuple[Annotated[str, AfterValidator(_private_host)], ...] = ()

    @model_validator(mode="after")
    def has_its_place(self) -> Self:
        """A folder and a WordPress export have a path, every other kind a url, and a portal links."""
        needed = {"folder": ("path",), "wxr": ("path",), "portal": ("url", "links")}.get(self.kind, ("url",))
        for name in needed:
            if not getattr(self, name):
                raise ValueError(f"{name} is missing")
        return self


def with_unique_names(sources: tuple[SourceSettings, ...]) -> tuple[SourceSettings, ...]:
    """Raises ValueError where two sources have one name: what is remembered of each is found by it."""
    names = [source.name for source in sources]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two sources are named {twice[0]!r}")
    return sources


def _from_text(value: object) -> object:
    """The environment has the tables as JSON."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError as error:
        raise ValueError("need [[sources]] tables, or in the environment a list of objects in JSON") from error


Sources = Annotated[
    tuple[SourceSettings, ...], NoDecode, BeforeValidator(_from_text), AfterValidator(with_unique_names)
]


def complaint_about_source(error: dict[str, Any]) -> str:
    """A line about a wrong value, with the number of its table, counted from 1."""
    location = [part for part in error["loc"][1:] if part != "SourceSettings"]
    table = f" {location[0] + 1}" if location and isinstance(location[0], int) else ""
    field = f": {location[1]}" if len(location) > 1 else ""
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "missing":
        message = "is missing"
    if error["type"] == "extra_forbidden":
        message = f"no such setting; there are {', '.join(SourceSettings.model_fields)}"
    if error["type"] == "string_pattern_mismatch":
        message = f"{error['input']!r} is not like bao-tinh: small letters a-z, digits and hyphens"
    return f"[[sources]]{table}{field}: {message}"
