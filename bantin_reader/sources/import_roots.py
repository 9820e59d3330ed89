"""Which files of the machine an import may read: those in the folders that it was given, and nothing that a link, an
absolute path or `..` leads to outside of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from os.path import normpath
from pathlib import Path
from unicodedata import normalize

from bantin_reader.model.errors import SourceRefused

LEADS_OUT = "a link that leads out of the folder of the import"


class ImportRoots:
    """The folders of one import. A file that is named by itself may bring what lies in its own folder."""

    def __init__(self, sources: Iterable[Path] = ()) -> None:
        named = [source for source in sources if _is_folder(source) is not None]
        self._files = {source.absolute() for source in named if not _is_folder(source)}
        self._folders = [source for source in named if _is_folder(source)]
        self._roots = [folder.resolve() for folder in self._folders]

    def root_of(self, file: Path) -> Path:
        """The folder that the pictures of a source file must lie in. Raises SourceRefused where the file itself is
        reached by a link out of the import."""
        resolved = file.resolve()
        holding = [root for root in self._roots if resolved.is_relative_to(root)]
        in_folder = any(file.is_relative_to(folder) for folder in self._folders)
        if in_folder and not holding and file.absolute() not in self._files:
            raise SourceRefused(LEADS_OUT)
        return max(holding, key=lambda root: len(root.parts), default=resolved.parent)


def _is_folder(source: Path) -> bool | None:
    """None where it cannot be told."""
    try:
        return source.is_dir()
    except (OSError, ValueError):
        return None


def leads_out(path: Path, root: Path) -> bool:
    """Whether a symbolic link leads out of the folder `root`, itself resolved."""
    return path.is_symlink() and not lies_inside(root, path)


def file_inside(root: Path, place: Path) -> Path | None:
    """The file at `place`, links resolved; None where there is none, or where it lies outside of `root`.

    A name counts in whichever Unicode form and case the disk has it: copies of sites come from other systems.
    """
    try:
        found = place if place.is_file() else _in_another_form(root, place)
        if found is None or not found.is_file():
            return None
        resolved = found.resolve()
        return resolved if resolved.is_relative_to(root) else None
    except (OSError, RuntimeError, ValueError):
        return None


def lies_inside(root: Path, place: Path) -> bool:
    """Whether a place, with links resolved, is in the folder `root`, itself resolved. Nothing need stand there."""
    try:
        return place.resolve().is_relative_to(root)
    except (OSError, RuntimeError, ValueError):
        return False


def _in_another_form(root: Path, place: Path) -> Path | None:
    """The path whose names differ from those of `place` only in Unicode form or case; None where there is none."""
    folder = Path(normpath(place))
    names: list[str] = []
    while not folder.is_dir():
        names.append(folder.name)
        folder = folder.parent
    found = folder.resolve()
    if not found.is_relative_to(root):
        return None
    for name in reversed(names):
        if not found.is_dir():
            return None
        own = _names_in(str(found), found.stat().st_mtime_ns).get(_plain(name))
        if own is None:
            return None
        found /= own
    return found


@lru_cache(maxsize=64)
def _names_in(folder: str, changed: int) -> dict[str, str]:
    """The names in a folder by their NFC form in lower case. `changed` is its time of change, for the cache."""
    return {_plain(file.name): file.name for file in sorted(Path(folder).iterdir(), reverse=True)}


def _plain(name: str) -> str:
    return normalize("NFC", name).casefold()
