"""Imports what a source offers once. Nothing is remembered of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import NotFetched, SourceRefused, StoreUnavailable, describe_unexpected
from bantin_reader.model.source import SourceItem, Validators
from bantin_reader.model.source_ports import ArticleSource
from bantin_reader.services.importer import DryRun, Imported, Importer, Refused
from bantin_reader.services.retrying import retried

# A server that failed so often in a row is left alone.
MAX_FAILURES_IN_A_ROW = 5
LEFT_ALONE = f"the import stops here: {MAX_FAILURES_IN_A_ROW} documents in a row could not be fetched; try again later"

Result = TypeVar("Result")


class SourceImport:
    """`name` is the address or the file that a person typed."""

    def __init__(self, name: str, source: ArticleSource, importer: Importer) -> None:
        self._name = name
        self._source = source
        self._importer = importer

    def run(self) -> Iterator[Imported | Refused]:
        """Import the articles lazily, one for each result. Raises StoreUnavailable where none can be stored."""
        self._importer.require_writable()
        try:
            yield from self._each(self._importer.store)
        finally:
            self._importer.finish()

    def dry_run(self) -> Iterator[DryRun | Refused]:
        """What `run` would store. Fetches, and stores nothing."""
        taken: set[str] = set()
        return self._each(lambda draft: self._importer.rehearse(draft, taken))

    def _each(self, do: Callable[[Draft], Result]) -> Iterator[Result | Refused]:
        failures = 0
        try:
            for item in retried(lambda: self._source.listing(Validators())).items:
                try:
                    yield do(self._draft(item))
                    failures = 0
                except (SourceRefused, StoreUnavailable) as error:
                    yield Refused(item.shown, str(error))
                    failures += isinstance(error, NotFetched) and error.is_temporary
                    if failures >= MAX_FAILURES_IN_A_ROW:
                        yield Refused(self._name, LEFT_ALONE)
                        return
        except SourceRefused as error:
            yield Refused(self._name, str(error))
        except StoreUnavailable:
            raise
        except Exception as error:
            yield Refused(self._name, describe_unexpected(error))
        finally:
            self._source.close()

    def _draft(self, item: SourceItem) -> Draft:
        draft, _ = retried(lambda: self._source.draft(item, None))
        if draft is None:
            raise SourceRefused("nothing was sent")
        return replace(draft, source_id=item.source_id)
