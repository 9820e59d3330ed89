"""The output of the import command: a line for each article, errors, and a progress bar on a terminal."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bantin_reader.cli.printable import printable
from bantin_reader.model.article import ARTICLE_PATH, Draft
from bantin_reader.services.importer import DryRun, Imported, Refused

COLUMNS = (BarColumn(), MofNCompleteColumn(), TextColumn("files"), TimeRemainingColumn())


class ImportReport:
    """Reports one import of `total` articles; None where their number is not known beforehand."""

    def __init__(self, total: int | None) -> None:
        self._counts: Counter[str] = Counter()
        self._bar = Progress(
            *COLUMNS,
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty() or (total is not None and total < 2),
            redirect_stdout=sys.stdout.isatty(),
        )
        self._task = self._bar.add_task("", total=total)
        self.done = 0

    @property
    def refused(self) -> bool:
        return self._counts["refused"] > 0

    @contextmanager
    def progress(self) -> Iterator[None]:
        """A bar on stderr where a person looks on, and at the end what it came to; lines meanwhile stand above it."""
        with self._bar:
            yield
        if not self._bar.disable:
            click.echo(", ".join(f"{name} {count}" for name, count in sorted(self._counts.items())), err=True)

    def tell(self, result: Imported | DryRun | Refused) -> None:
        if isinstance(result, Refused):
            self._counts["refused"] += 1
            click.echo(printable(f"{result.file}: {result.reason}"), err=True)
        else:
            self._tell_article(result)
        self.done += 1
        self._bar.advance(self._task)

    def _tell_article(self, result: Imported | DryRun) -> None:
        if isinstance(result, DryRun):
            self._counts["read"] += 1
            click.echo(printable(json.dumps(_fields(result), ensure_ascii=False)))
        else:
            self._counts[result.outcome] += 1
            click.echo(printable(f"{result.outcome} {ARTICLE_PATH}{result.slug} {result.draft.title}"))
        for warning in result.warnings:
            self._counts["warnings"] += 1
            click.echo(printable(f"{result.draft.source_id}: warning: {warning}"), err=True)


def _fields(result: DryRun) -> dict[str, Any]:
    draft: Draft = result.draft
    figure = draft.figure
    return {
        "source": draft.source_id,
        "slug": result.slug,
        "title": draft.title,
        "sapo": draft.sapo,
        "body": draft.body,
        "date": draft.date.isoformat() if draft.date else None,
        "byline": draft.byline,
        "caption": figure.caption if figure else "",
        "lang": draft.lang,
        "time": draft.time.isoformat("minutes") if draft.time else None,
        "updated": draft.updated.isoformat() if draft.updated else None,
        "updated_time": draft.updated_time.isoformat("minutes") if draft.updated_time else None,
        "credit": draft.credit,
        "category": draft.category,
        "alt": figure.alt if figure else "",
        "picture": str(draft.picture.file or draft.picture.shown) if draft.picture else None,
        "pictures": [str(picture.file or picture.shown) for picture in draft.pictures],
        "recordings": [str(one.file or one.address or one.shown) for one in draft.recordings],
        "tags": list(draft.tags),
        "authors": list(draft.authors),
        "corrections": [{"date": one.date.isoformat(), "text": one.text} for one in draft.corrections],
        "expires": draft.expires_at.isoformat(" ", "minutes") if draft.expires_at else None,
        "expiry_reason": draft.expiry_reason,
        "pinned": draft.pinned,
        "former_slugs": list(draft.former_slugs),
        "translation_of": draft.translation_of,
        "warnings": list(result.warnings),
    }
