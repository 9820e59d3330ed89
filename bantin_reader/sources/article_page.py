"""The page that has the whole text of an article."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bantin_reader.model.errors import DocumentRefused, NotFetched, ReadingInterrupted, SourceRefused
from bantin_reader.model.source import Validators
from bantin_reader.sources.archive import Archive
from bantin_reader.sources.http_client import HttpClient, Response, page_of
from bantin_reader.sources.limited_process import LimitedReader


def article_page(response: Response, client: HttpClient, reader: LimitedReader) -> Archive:
    """The page in a response, or the one that it leads to where its host's site-config file knows of a page that has
    all parts of the article. Raises SourceRefused, NotFetched."""
    page = page_of(response)
    whole: str = reader.call("single_page", page)
    return client.page(whole) if whole else page


@contextmanager
def refusal_of(validators: Validators | None = None) -> Iterator[None]:
    """What is refused while a document is read is a refusal of this version of it."""
    try:
        yield
    except (NotFetched, ReadingInterrupted):
        raise
    except SourceRefused as error:
        raise DocumentRefused(str(error), validators or Validators()) from error
