"""The settings: from `BANTIN_*` in the environment, else from `bantin.toml`, else their defaults."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import AfterValidator, Field, SecretStr, StringConstraints, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bantin_reader.config import validators
from bantin_reader.config.colours import PAPERS, lightened
from bantin_reader.config.screenshots import screenshot
from bantin_reader.config.sources import Sources, complaint_about_source

CONFIG_FILE = "bantin.toml"


class SettingsError(Exception):
    """A setting is wrong; the message names it. The program does not start."""


class Settings(BaseSettings):
    """The settings of a site, frozen. Raises SettingsError, which names the setting, for a wrong value or name."""

    model_config = SettingsConfigDict(env_prefix="BANTIN_", extra="forbid", frozen=True, env_ignore_empty=True)

    data: Path = Path("var")
    database_url: Annotated[str, AfterValidator(validators.database_url)] = ""
    public_url: Annotated[str, AfterValidator(validators.public_url)] | None = None
    hosts: Annotated[str, AfterValidator(validators.host_names)] = ""
    proxies: Annotated[str, AfterValidator(validators.networks)] = ""
    site_name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = "Bản tin"
    logo: Annotated[Path, AfterValidator(validators.logo_file)] | None = None
    screenshot_narrow: Annotated[Path, AfterValidator(screenshot("narrow"))] | None = None
    screenshot_wide: Annotated[Path, AfterValidator(screenshot("wide"))] | None = None
    screenshot_label: str = ""
    accent: Annotated[str, AfterValidator(validators.legible_on("light", "sepia"))] | None = None
    accent_dark: Annotated[str, AfterValidator(validators.legible_on("dark"))] | None = None
    cache_bytes: Annotated[int, Field(ge=0)] = 32 * 1024 * 1024
    stale_seconds: Annotated[int, Field(ge=0)] = 60 * 60
    embed_allow: Annotated[str, AfterValidator(validators.frame_ancestors)] = "*"
    hub: Annotated[str, AfterValidator(validators.notice_url)] | None = None
    indexnow_key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{8,128}$")] | None = None
    indexnow_url: Annotated[str, AfterValidator(validators.notice_url)] = "https://api.indexnow.org/indexnow"
    footer: str = ""
    sections: Annotated[str, AfterValidator(validators.sections)] = "*"
    contact: Annotated[str, AfterValidator(validators.contact)] = ""
    time_zone: Annotated[str, AfterValidator(validators.time_zone)] = "Asia/Ho_Chi_Minh"
    speech_command: Annotated[str, AfterValidator(validators.command)] = "espeak-ng -b 1 -z -v {lang} --stdin --stdout"
    audio_bytes: Annotated[int, Field(ge=0)] = 2 * 1024**3
    recording_bytes: Annotated[int, Field(ge=0)] = 100 * 1000**2
    log_access: bool = False
    log_addresses: bool = False
    metrics_folder: Path | None = None
    metrics_token: Annotated[SecretStr, AfterValidator(validators.bearer_token)] | None = None
    push_private_hosts: Annotated[str, AfterValidator(validators.host_names)] = ""
    sources: Sources = ()

    def __init__(self, **values: Any) -> None:
        self._refuse_unknown_names()
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise SettingsError("; ".join(_complaint(dict(one)) for one in error.errors())) from error

    @classmethod
    def _refuse_unknown_names(cls) -> None:
        """An unknown name may be a misspelt one."""
        known = {f"BANTIN_{name.upper()}" for name in cls.model_fields} | {"BANTIN_CONFIG"}
        unknown = sorted(name for name in os.environ if name.startswith("BANTIN_") and name not in known)
        if unknown:
            raise SettingsError(f"{unknown[0]}: no such setting; there are {', '.join(sorted(known))}")

    @model_validator(mode="before")
    @classmethod
    def derive(cls, values: Any) -> Any:
        """Derive what is unset from other settings: the database in the data folder, the accent of the dark theme."""
        derived = dict(values)
        if not derived.get("database_url"):
            derived["database_url"] = embedded_database(Path(derived.get("data") or "var"))
        if (
            isinstance(derived.get("accent"), str)
            and not derived.get("accent_dark")
            and validators.is_opaque_colour(derived["accent"])
        ):
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
        return init_settings, env_settings, InitSettingsSource(settings_cls, _file_values())


def embedded_database(data: Path) -> str:
    """The URL of the SQLite file in the data folder, whose name may contain any characters."""
    return f"sqlite:///{quote(str(data.absolute() / 'bantin.sqlite3'))}"


def _config_file() -> Path:
    named = os.environ.get("BANTIN_CONFIG")
    if named and not Path(named).is_file():
        raise SettingsError(f"BANTIN_CONFIG: {named}: no such file")
    return Path(named or CONFIG_FILE)


def _file_values() -> dict[str, Any]:
    """What the configuration file sets; nothing where there is none. Raises SettingsError."""
    file = _config_file()
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{file}: cannot be opened: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error


def _complaint(error: dict[str, Any]) -> str:
    name = str(error["loc"][0]) if error["loc"] else "settings"
    if name == "sources":
        return complaint_about_source(error)
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        return f"{_config_file()}: {name}: no such setting"
    return f"BANTIN_{name.upper()}: {message}"
