"""Imports files of one article a line (JSON Lines), in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bantin_reader.model.errors import SourceRefused, StoreUnavailable
from bantin_reader.model.ports import ArticleStore, PictureStore
from bantin_reader.model.stored_article import LineReader, StoredArticle
from bantin_reader.services.draft_pictures import DraftPictures
from bantin_reader.services.importer import DryRun, Imported, Refused

# Articles that are stored in one transaction.
BATCH_SIZE = 200

Prepared = tuple[str, StoredArticle, tuple[str, ...]]


class LineImporter:
    def __init__(self, reader: LineReader, articles: ArticleStore, pictures: PictureStore) -> None:
        self._reader = reader
        self._articles = articles
        self._pictures = DraftPictures(articles, pictures)

    def run(self, files: Iterable[Path]) -> Iterator[Imported | Refused]:
        """Import the files lazily. A refused line is named by its number, and does not stop the rest.

        Raises StoreUnavailable where none can be stored.
        """
        self._articles.require_writable()
        try:
            for file in files:
                results = self._prepared(file)
                while batch := list(islice(results, BATCH_SIZE)):
                    yield from (one for one in batch if isinstance(one, Refused))
                    yield from self._save([one for one in batch if not isinstance(one, Refused)])
        finally:
            self._articles.checkpoint()

    def dry_run(self, files: Iterable[Path]) -> Iterator[DryRun | Refused]:
        """What `run` would store. Stores nothing."""
        taken: set[str] = set()
        for file in files:
            for place, result in self._lines(file):
                if isinstance(result, SourceRefused):
                    yield Refused(Path(place), str(result))
                    continue
                slug = self._articles.slug_for(result.draft, taken)
                taken.add(slug)
                yield DryRun(slug, result.draft, self._pictures.check(result.draft))

    def _lines(self, file: Path) -> Iterator[tuple[str, StoredArticle | SourceRefused]]:
        """What each line holds, with the file and the line's number in words."""
        try:
            for number, result in self._reader.lines(file):
                yield f"{file}, line {number}", result
        except SourceRefused as error:
            yield str(file), error

    def _prepared(self, file: Path) -> Iterator[Prepared | Refused]:
        """Each line's article with its pictures stored, or why it is refused."""
        for place, result in self._lines(file):
            if isinstance(result, SourceRefused):
                yield Refused(Path(place), str(result))
                continue
            try:
                draft, warnings = self._pictures.store(result.draft)
            except StoreUnavailable as error:
                yield Refused(Path(place), str(error))
            else:
                yield place, replace(result, draft=draft), warnings

    def _save(self, batch: list[Prepared]) -> Iterator[Imported | Refused]:
        try:
            results = self._articles.restore([stored for _, stored, _ in batch])
        except StoreUnavailable as error:
            yield from (Refused(Path(place), str(error)) for place, _, _ in batch)
            return
        for (place, stored, warnings), result in zip(batch, results, strict=True):
            if isinstance(result, SourceRefused):
                yield Refused(Path(place), str(result))
            else:
                outcome, slug = result
                yield Imported(outcome, slug, stored.draft, warnings)
