"""Imports files of one article a line (JSON Lines), in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from bantin_reader.model.errors import ReadingInterrupted, SourceRefused, StoreUnavailable
from bantin_reader.model.ports import ArticleStore, PictureStore
from bantin_reader.model.recording import RecordingStore
from bantin_reader.model.stored_article import LineReader, LineResult, StoredArticle
from bantin_reader.services.background_process import iterate_in_process
from bantin_reader.services.draft_pictures import DraftPictures
from bantin_reader.services.draft_recordings import DraftRecordings
from bantin_reader.services.importer import DryRun, Imported, Refused

# Articles that are stored in one transaction, and the characters of article bodies after which it has no more: their
# texts for the index are as long again, several times.
BATCH_SIZE = 500
BATCH_CHARACTERS = 1_250_000

# What holds the lines, by its name.
Opened = tuple[Path | str, Iterable[LineResult]]
# The article of a line with its place in words; and with the warnings about its pictures, once they are stored.
Read = tuple[str, StoredArticle]
Prepared = tuple[str, StoredArticle, tuple[str, ...]]
Batch = list[Read | Refused]


class LineImporter:
    def __init__(
        self, reader: LineReader, articles: ArticleStore, pictures: PictureStore, recordings: RecordingStore
    ) -> None:
        self._reader = reader
        self._articles = articles
        self._pictures = DraftPictures(articles, pictures)
        self._recordings = DraftRecordings(articles, recordings)

    def run(self, files: Iterable[Path]) -> Iterator[Imported | Refused]:
        """Import the files lazily; see `run_lines`. Another process reads a batch while this one stores the one
        before."""
        opened = ((file, self._reader.lines(file)) for file in files)
        with closing(iterate_in_process(lambda: self._batches(opened))) as batches:
            yield from self._run(batches)

    def run_lines(self, opened: Iterable[Opened]) -> Iterator[Imported | Refused]:
        """Import what was opened lazily. A refused line is named by its number, and does not stop the rest.

        Raises StoreUnavailable where none can be stored.
        """
        return self._run(self._batches(opened))

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
                warnings = self._pictures.check(result.draft) + self._recordings.check(result.draft)
                yield DryRun(slug, result.draft, warnings)

    def _batches(self, opened: Iterable[Opened]) -> Iterator[Batch]:
        """What the lines hold; those of one transaction together. Uses neither database nor pictures, so that another
        process may read."""
        for name, lines in opened:
            batch: Batch = []
            characters = 0
            for place, result in _named(name, lines):
                batch.append(self._prepared(place, result))
                characters += len(result.draft.body) if isinstance(result, StoredArticle) else 0
                if len(batch) == BATCH_SIZE or characters >= BATCH_CHARACTERS:
                    yield batch
                    batch, characters = [], 0
            if batch:
                yield batch

    def _prepared(self, place: str, result: StoredArticle | SourceRefused) -> Read | Refused:
        if isinstance(result, SourceRefused):
            return Refused(place, str(result))
        return place, self._articles.prepare(result)

    def _run(self, batches: Iterator[Batch]) -> Iterator[Imported | Refused]:
        self._articles.require_writable()
        try:
            for batch in batches:
                yield from self._stored(batch)
                del batch  # before the next one is received
        except ReadingInterrupted as error:
            yield Refused("JSON Lines", str(error))
        finally:
            self._articles.checkpoint()

    def _stored(self, batch: Batch) -> Iterator[Imported | Refused]:
        results = [one if isinstance(one, Refused) else self._with_files(*one) for one in batch]
        yield from (one for one in results if isinstance(one, Refused))
        yield from self._save([one for one in results if not isinstance(one, Refused)])

    def _with_files(self, place: str, stored: StoredArticle) -> Prepared | Refused:
        """The article with its pictures and its recording stored, or why it is refused."""
        try:
            draft, warnings = self._pictures.store(stored.draft)
            draft, about_recording, _may_come = self._recordings.store(draft)
        except StoreUnavailable as error:
            return Refused(place, str(error))
        # What was prepared is of exactly this draft.
        return (
            place,
            stored if draft == stored.draft else StoredArticle(draft, stored.history),
            warnings + about_recording,
        )

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
