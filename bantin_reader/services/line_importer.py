"""Imports files of one article a line (JSON Lines), in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bantin_reader.model.errors import SourceRefused, StoreUnavailable
from bantin_reader.model.ports import ArticleStore, PictureStore
from bantin_reader.model.stored_article import LineReader, LineResult, StoredArticle
from bantin_reader.services.draft_pictures import DraftPictures
from bantin_reader.services.importer import DryRun, Imported, Refused

# Articles that are stored in one transaction.
BATCH_SIZE = 200

# What holds the lines, by its name.
Opened = tuple[Path | str, Iterable[LineResult]]
Prepared = tuple[str, StoredArticle, tuple[str, ...]]


class LineImporter:
    def __init__(self, reader: LineReader, articles: ArticleStore, pictures: PictureStore) -> None:
        self._reader = reader
        self._articles = articles
        self._pictures = DraftPictures(articles, pictures)

    def run(self, files: Iterable[Path]) -> Iterator[Imported | Refused]:
        """Import the files lazily; see `run_lines`."""
        return self.run_lines((file, self._reader.lines(file)) for file in files)

    def run_lines(self, opened: Iterable[Opened]) -> Iterator[Imported | Refused]:
        """Import what was opened lazily. A refused line is named by its number, and does not stop the rest.

        Raises StoreUnavailable where none can be stored.
        """
        self._articles.require_writable()
        try:
            for place, lines in opened:
                results = self._prepared(place, lines)
                while batch := list(islice(results, BATCH_SIZE)):
                    yield from (one for one in batch if isinstance(one, Refused))
                    yield from self._save([one for one in batch if not isinstance(one, Refused)])
        finally:
            self._articles.checkpoint()

    def dry_run(self, files: Iterable[Path]) -> Iterator[DryRun | Refused]:
        """What `run` would store. Stores nothing."""
        return self.dry_run_lines((file, self._reader.lines(file)) for file in files)

    def dry_run_lines(self, opened: Iterable[Opened]) -> Iterator[DryRun | Refused]:
        """What `run_lines` would store. Stores nothing."""
        taken: set[str] = set()
        for name, lines in opened:
            for place, result in _named(name, lines):
                if isinstance(result, SourceRefused):
                    yield Refused(place, str(result))
                    continue
                slug = self._articles.slug_for(result.draft, taken)
                taken.add(slug)
                yield DryRun(slug, result.draft, self._pictures.check(result.draft))

    def _prepared(self, name: Path | str, lines: Iterable[LineResult]) -> Iterator[Prepared | Refused]:
        """Each line's article with its pictures stored, or why it is refused."""
        for place, result in _named(name, lines):
            if isinstance(result, SourceRefused):
                yield Refused(place, str(result))
                continue
            try:
                draft, warnings = self._pictures.store(result.draft)
            except StoreUnavailable as error:
                yield Refused(place, str(error))
            else:
                yield place, replace(result, draft=draft), warnings

    def _save(self, batch: list[Prepared]) -> Iterator[Imported | Refused]:
        try:
            results = self._articles.restore([stored for _, stored, _ in batch])
        except StoreUnavailable as error:
            yield from (Refused(place, str(error)) for place, _, _ in batch)
            return
        for (place, stored, warnings), result in zip(batch, results, strict=True):
            if isinstance(result, SourceRefused):
                yield Refused(place, str(result))
            else:
                outcome, slug = result
                yield Imported(outcome, slug, stored.draft, warnings)


def _named(name: Path | str, lines: Iterable[LineResult]) -> Iterator[tuple[str, StoredArticle | SourceRefused]]:
    """What each line holds, with the file or address and the line's number in words."""
    try:
        for number, result in lines:
            yield f"{name}, line {number}", result
    except SourceRefused as error:
        yield str(name), error
