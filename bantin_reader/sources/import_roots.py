"""Which files of the machine an import may read: those in the folders that it was given, and nothing that a link, an
absolute path or `..` leads to outside of them."""

from __future__ import annotations

from collections.abc import Iterable
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
    """The file at `place`, links resolved, whichever Unicode form its name has on the disk; None where there is none,
    or where it lies outside of `root`."""
    try:
        found = place if place.is_file() else _in_another_form(root, place)
        if not found.is_file():
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


def _in_another_form(root: Path, place: Path) -> Path:
    if place.name.isascii() or not place.parent.resolve().is_relative_to(root) or not place.parent.is_dir():
        return place
    wanted = normalize("NFC", place.name)
    return next((file for file in place.parent.iterdir() if normalize("NFC", file.name) == wanted), place)
