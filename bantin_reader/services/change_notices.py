"""Notifies other services of the articles that a command has changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from bantin_reader.model.change_notices import ChangedArticle, ChangeReceiver
from bantin_reader.model.errors import ArticleNotFound, SourceRefused, StoreUnavailable, describe_unexpected
from bantin_reader.model.ports import ArticleStore

# The last ones of a larger import; whoever is told reads the sitemap for the others.
MAX_ARTICLES = 10_000


class ChangeNotices:
    """`open_articles` opens the store, which nothing needs as long as nobody is to be told."""

    def __init__(self, open_articles: Callable[[], ArticleStore], receivers: Sequence[ChangeReceiver]) -> None:
        self._open_articles = open_articles
        self._receivers = receivers
        self._changed: deque[ChangedArticle] = deque(maxlen=MAX_ARTICLES)

    def add(self, slug: str, category: str = "") -> None:
        """Note an article that was created, changed or withdrawn. `category` is its name."""
        if self._receivers:
            self._changed.append(ChangedArticle(slug, category))

    def send(self) -> Iterator[str]:
        """Tell every receiver, and yield a line for each that could not be told. An article that is dated in the future
        is not told: nobody may know of it yet."""
        if not self._changed:
            return
        try:
            articles = self._open_articles()
            changed = [one for one in dict.fromkeys(self._changed) if not _is_in_future(articles, one.slug)]
        except StoreUnavailable as error:
            yield f"nobody was told of the changes: {error}"
            return
        self._changed.clear()
        for receiver in self._receivers if changed else ():
            try:
                receiver.tell(changed)
            except SourceRefused as error:
                yield f"{receiver.name} was not told of the changes: {error}"
            except Exception as error:
                yield f"{receiver.name} was not told of the changes: {describe_unexpected(error)}"


def _is_in_future(articles: ArticleStore, slug: str) -> bool:
    try:
        return articles.embargo_of(slug) is not None
    except ArticleNotFound:  # its address has changed since
        return False
