"""A folder of files as a source: what is added, changed and removed is seen."""

from __future__ import annotations

from pathlib import Path

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.source import KnownItem, Listing, SourceItem, Validators
from bantin_reader.sources.discovery import find
from bantin_reader.sources.limited_process import LimitedReader


class FolderSource:
    """Implements `model.source_ports.ArticleSource`. A file is known by its path within the folder, so that a folder
    that was moved makes no second articles."""

    def __init__(self, folder: Path, reader: LimitedReader) -> None:
        self._folder = folder
        self._reader = reader

    def listing(self, validators: Validators) -> Listing:
        if not self._folder.is_dir():
            raise SourceRefused(f"{self._folder}: no such folder")
        unreadable: list[str] = []
        files = list(find([self._folder], lambda path, reason: unreadable.append(f"{path}: {reason}")))
        if unreadable:
            # What cannot be looked into must not be taken for removed.
            raise SourceRefused(unreadable[0])
        return Listing(items=[self._item(file) for file in files], is_complete=True)

    def _item(self, file: Path) -> SourceItem:
        try:
            facts = file.stat()
            version = f"{facts.st_mtime_ns}-{facts.st_size}"
        except OSError:
            version = ""
        within = file.relative_to(self._folder).as_posix()
        return SourceItem(
            keys=(f"path:{within}",), source_id=str(file.resolve()), shown=str(file), version=version, content=file
        )

    def draft(self, item: SourceItem, known: KnownItem | None) -> tuple[Draft | None, Validators]:
        draft: Draft = self._reader.call("read", item.content)
        return draft, Validators()

    def item_at(self, known: KnownItem) -> SourceItem | None:
        return None

    def close(self) -> None:
        self._reader.close()
