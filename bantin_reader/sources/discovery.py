"""Which files an import reads, of those that are named and in the folders that are."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bantin_reader.sources.import_roots import LEADS_OUT, leads_out

PICTURE_SUFFIXES = {".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
ASSET_SUFFIXES = {".axd", ".css", ".eot", ".js", ".json", ".map", ".mp3", ".mp4", ".otf", ".ttf", ".woff", ".woff2"}
RECORDING_SUFFIXES = {".m4a", ".oga", ".ogg", ".opus", ".wav"}
NOT_READ = PICTURE_SUFFIXES | ASSET_SUFFIXES | RECORDING_SUFFIXES
PAGE_SUFFIXES = {".htm", ".html", ".xhtml"}
FILES_OF_PAGE = "_files"
QUERY = re.compile("[?]|%3f", re.IGNORECASE)

Refuse = Callable[[Path, str], object]


def find(sources: Iterable[Path], refuse: Refuse) -> Iterator[Path]:
    """Every file of `sources`, in order. Of a folder, those at any depth but hidden ones, pictures, recordings, scripts
    and the like, and what a browser saved beside a page.

    `refuse` is called with each folder or file that cannot be looked into, and why.
    """
    for source in sources:
        try:
            is_folder = source.is_dir()
        except (OSError, ValueError) as error:
            refuse(source, cannot_be_opened(error))
            continue
        if is_folder:
            yield from sorted(_in_folder(source, refuse))
        else:
            yield source


def _in_folder(top: Path, refuse: Refuse) -> Iterator[Path]:
    def refuse_folder(error: OSError) -> None:
        refuse(Path(error.filename), cannot_be_opened(error))

    root = top.resolve()
    for folder, folders, names in os.walk(top, onerror=refuse_folder):
        of_pages = {Path(name).stem + FILES_OF_PAGE for name in names if _suffix(name) in PAGE_SUFFIXES}
        folders[:] = [name for name in folders if not name.startswith(".") and name not in of_pages]
        for name in folders:
            if leads_out(Path(folder, name), root):
                refuse(Path(folder, name), LEADS_OUT)
        for name in names:
            file = Path(folder, name)
            if name.startswith(".") or _suffix(name) in NOT_READ:
                continue
            try:
                is_file = file.is_file()
            except OSError as error:
                refuse(file, cannot_be_opened(error))
                continue
            if is_file or file.is_symlink():
                yield file


def _suffix(name: str) -> str:
    """The suffix of a name, in small letters. A copied site may have an address's query behind it: `anh.png?w=600`."""
    return Path(QUERY.split(name, maxsplit=1)[0]).suffix.lower()


def cannot_be_opened(error: OSError | ValueError | RuntimeError) -> str:
    """Why a file or folder cannot be opened, in one line."""
    return f"cannot be opened: {getattr(error, 'strerror', None) or error}"
