"""The members of a backup: a tar file whose last member lists the checksums of the others for `sha256sum -c`."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sqlalchemy import URL, make_url

from bantin_reader.model.errors import BackupRefused
from bantin_reader.store.recordings.folder import RECORDING_NAME

FORMAT = 1
ABOUT, DATABASE, SUMS = "backup.json", "bantin.sqlite3", "SHA256SUMS"
PICTURES, PROFILES, RECORDINGS = "pictures/", "profiles/", "recordings/"
PICTURE = re.compile(r"[0-9a-f]{32}(-(card|[1-9][0-9]{0,3}))?\.(avif|gif|jpg|png|webp)")
PROFILE = re.compile(r"[^\s./\\][^/\\\x00-\x1f\x7f]{0,99}\.toml")
MAX_MANIFEST_BYTES = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """Describes a backup. `schema` is empty if it contains pictures only."""

    format: int
    made: str
    version: str
    schema: str
    articles: int
    withdrawn: int

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Raises BackupRefused."""
        try:
            values = json.loads(text)
            if values["format"] != FORMAT:
                raise BackupRefused(f"its format is {values['format']!r}; this version reads {FORMAT}")
            about = cls(**{field.name: values[field.name] for field in fields(cls)})
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BackupRefused(f"{ABOUT} cannot be read") from error
        if not all(isinstance(value, str | int) for value in asdict(about).values()):
            raise BackupRefused(f"{ABOUT} cannot be read")
        return about


@dataclass(frozen=True)
class BackupPaths:
    """The paths of a site's state. `database` is None if it is not an SQLite file."""

    database: Path | None
    pictures: Path
    profiles: Path
    recordings: Path

    @classmethod
    def of(cls, database_url: str, data: Path) -> BackupPaths:
        parsed = make_url(database_url)
        is_file = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
        # Resolved, so that a folder that is a symbolic link is not replaced itself.
        folders = [(data / name).resolve() for name in ("pictures", "profiles", "recordings")]
        return cls(Path(str(parsed.database)).absolute() if is_file else None, *folders)

    def file_of(self, name: str) -> Path | None:
        """The path of the member `name`; None if no backup has such a member."""
        if name == DATABASE:
            return self.database
        if name.startswith(PICTURES) and PICTURE.fullmatch(name.removeprefix(PICTURES)):
            return self.pictures / name.removeprefix(PICTURES)
        if name.startswith(PROFILES) and PROFILE.fullmatch(name.removeprefix(PROFILES)):
            return self.profiles / name.removeprefix(PROFILES)
        if name.startswith(RECORDINGS) and RECORDING_NAME.fullmatch(name.removeprefix(RECORDINGS)):
            return self.recordings / name.removeprefix(RECORDINGS)
        return None


def is_original(name: str) -> bool:
    """Whether a picture file is an original, not a rendition."""
    return "-" not in name


def url_of(file: Path) -> URL:
    """The URL of an existing SQLite file, whose name may contain any characters."""
    return URL.create("sqlite", database=file.absolute().as_uri(), query={"mode": "rw", "uri": "true"})
