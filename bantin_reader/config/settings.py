"""Every setting, parsed once: `BANTIN_*` in the environment, else `bantin.toml`, else the default."""

from __future__ import annotations

import os
import re
import tomllib
from math import floor
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, StringConstraints, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bantin_reader.config.colours import LEAST_CONTRAST, PAPERS, colour_class, contrast, lightened
from bantin_reader.config.network import frame_ancestors, host_names, networks, public_address

CONFIG_FILE = "bantin.toml"
LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}


class SettingsError(Exception):
    """A setting that stops the start; the message names it."""


def _colour(value: str) -> str:
    try:
        colour = colour_class()(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is not a colour; write one like #9b1c1c") from error
    if colour.alpha() < 1:
        raise ValueError(f"{value!r} lets the paper through; write an opaque colour like #9b1c1c")
    return str(colour.convert("srgb").fit().to_string(hex=True))


def _is_opaque(value: str) -> bool:
    found = colour_class().match(value)
    return found is not None and found.end == len(value) and found.color.alpha() == 1


def _clear_on(*papers: str) -> AfterValidator:
    def check(value: str) -> str:
        colour = _colour(value)
        for paper in papers:
            ratio = contrast(colour, PAPERS[paper])
            if ratio < LEAST_CONTRAST:
                raise ValueError(f"{value!r} has {floor(ratio * 10) / 10}:1 on the {paper} paper; it needs 7:1")
        return colour

    return AfterValidator(check)


def _database(value: str) -> str:
    if not re.match(r"(sqlite|postgresql)(\+\w+)?://", value):
        raise ValueError("need sqlite or postgresql")
    return value


def _contact(value: str) -> str:
    if value and not re.fullmatch(r"(https?://\S+|[^\s@]+@[^\s@]+\.[^\s@]+|\+?[\d ().-]{6,})", value):
        raise ValueError(f"{value!r} is no e-mail address, telephone number or https:// address")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{value!r} is no time zone like Asia/Ho_Chi_Minh") from error
    return value


def _logo(value: Path) -> Path:
    if value.suffix.lower() not in LOGO_TYPES:
        raise ValueError(f"{value}: need one of {', '.join(LOGO_TYPES)}")
    if not value.is_file():
        raise ValueError(f"{value}: no such file")
    return value


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9._~+/-]{16,}=*", value.get_secret_value()):  # RFC 6750, 2.1
        raise ValueError("need at least 16 letters, digits or - . _ ~ + / in a row; `openssl rand -hex 32` makes one")
    return value


class Settings(BaseSettings):
    """The settings of a site, frozen. A wrong value raises SettingsError and names itself."""

    model_config = SettingsConfigDict(env_prefix="BANTIN_", extra="forbid", frozen=True, env_ignore_empty=True)

    data: Path = Path("var")
    database_url: Annotated[str, AfterValidator(_database)] = ""
    public_url: Annotated[str, AfterValidator(public_address)] | None = None
    hosts: Annotated[str, AfterValidator(host_names)] = ""
    proxies: Annotated[str, AfterValidator(networks)] = ""
    site_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = "Bản tin"
    logo: Annotated[Path, AfterValidator(_logo)] | None = None
    accent: Annotated[str, _clear_on("light", "sepia")] | None = None
    accent_dark: Annotated[str, _clear_on("dark")] | None = None
    cache_bytes: Annotated[int, Field(ge=0)] = 32 * 1024 * 1024
    stale_seconds: Annotated[int, Field(ge=0)] = 60 * 60
    embed_allow: Annotated[str, AfterValidator(frame_ancestors)] = "*"
    footer: str = ""
    contact: Annotated[str, AfterValidator(_contact)] = ""
    time_zone: Annotated[str, AfterValidator(_zone)] = "Asia/Ho_Chi_Minh"
    log_access: bool = False
    log_addresses: bool = False
    metrics_folder: Path | None = None
    metrics_token: Annotated[SecretStr, AfterValidator(_token)] | None = None

    def __init__(self, **values: Any) -> None:
        self._refuse_unknown_names()
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise SettingsError("; ".join(_complaint(dict(one)) for one in error.errors())) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{_config_file()}: {error}") from error

    @classmethod
    def _refuse_unknown_names(cls) -> None:
        """A name that is none may be one misspelt."""
        known = {f"BANTIN_{name.upper()}" for name in cls.model_fields} | {"BANTIN_CONFIG"}
        unknown = sorted(name for name in os.environ if name.startswith("BANTIN_") and name not in known)
        if unknown:
            raise SettingsError(f"{unknown[0]}: no such setting; there are {', '.join(sorted(known))}")

    @model_validator(mode="before")
    @classmethod
    def derive(cls, values: Any) -> Any:
        """What is unset but follows from what is set: the database's place, the accent on dark paper."""
        derived = dict(values)
        if not derived.get("database_url"):
            derived["database_url"] = embedded_database(Path(derived.get("data") or "var"))
        if isinstance(derived.get("accent"), str) and not derived.get("accent_dark") and _is_opaque(derived["accent"]):
            derived["accent_dark"] = lightened(derived["accent"], PAPERS["dark"])
        return derived

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _config_file())


def embedded_database(data: Path) -> str:
    """The address of the SQLite file in the data folder, whatever signs the folder's name holds."""
    return f"sqlite:///{quote(str(data.absolute() / 'bantin.sqlite3'))}"


def _config_file() -> Path:
    named = os.environ.get("BANTIN_CONFIG")
    if named and not Path(named).is_file():
        raise SettingsError(f"BANTIN_CONFIG: {named}: no such file")
    return Path(named or CONFIG_FILE)


def _complaint(error: dict[str, Any]) -> str:
    name = str(error["loc"][0]) if error["loc"] else "settings"
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        return f"{_config_file()}: {name}: no such setting"
    return f"BANTIN_{name.upper()}: {message}"
