"""Notifies other services of the articles that were changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from bantin_reader.model.change_notices import ChangedArticle, ChangeReceiver
from bantin_reader.model.errors import (
    ArticleNotFound,
    ArticleWithdrawn,
    NotFetched,
    SourceRefused,
    StoreUnavailable,
    describe_unexpected,
)
from bantin_reader.model.ports import ArticleStore
from bantin_reader.services.retrying import retried

# Of a larger import, the last ones; the receivers find the others in the sitemap.
MAX_ARTICLES = 10_000


class ChangeNotices:
    """Collects changes until they are sent. `open_articles` opens the store, which only `send` needs."""

    def __init__(self, open_articles: Callable[[], ArticleStore], receivers: Sequence[ChangeReceiver]) -> None:
        self._open_articles = open_articles
        self._receivers = receivers
        self._changed: deque[ChangedArticle] = deque(maxlen=MAX_ARTICLES)

    def add(self, slug: str, category: str = "") -> None:
        """Note an article that was created, changed or withdrawn. `category` is its name."""
        if self._receivers:
            self._changed.append(ChangedArticle(slug, category))

    def add_stored(self, source_ids: Iterable[str]) -> None:
        """Note the articles that have these source_ids, as far as there are any. Raises StoreUnavailable."""
        articles = self._open_articles()
        for source_id in source_ids:
            if slug := articles.stored_slug(source_id):
                self.add(slug, _category_of(articles, slug))

    @property
    def has_receivers(self) -> bool:
        return bool(self._receivers)

    @property
    def has_changes(self) -> bool:
        return bool(self._changed)

    def clear(self) -> None:
        """Forget the changes, which another process sends."""
        self._changed.clear()

    def send(self) -> Iterator[str]:
        """Notify every receiver, and yield a line for each that could not be notified. An article that is dated in the
        future is left out: nobody may know of it yet.

        A failure that may pass is tried again a moment later. If it stays, the changes stay too, and a later `send`
        names them to every receiver: a notice that comes twice does no harm. A refusal is final."""
        if not self._changed:
            return
        try:
            articles = self._open_articles()
            changed = [one for one in dict.fromkeys(self._changed) if not _is_in_future(articles, one.slug)]
        except StoreUnavailable as error:
            yield f"the change notices were not sent: {error}"
            return
        self._changed.clear()
        may_pass = False
        for receiver in self._receivers if changed else ():
            try:
                retried(partial(receiver.notify, changed))
            except SourceRefused as error:
                may_pass |= isinstance(error, NotFetched) and error.is_temporary
                yield f"{receiver.name} was not notified of the changes: {error}"
            except Exception as error:
                yield f"{receiver.name} was not notified of the changes: {describe_unexpected(error)}"
        if may_pass:
            self._changed.extend(changed)


def _is_in_future(articles: ArticleStore, slug: str) -> bool:
    try:
        return articles.embargo_of(slug) is not None
    except ArticleNotFound:  # its address has changed since
        return False


def _category_of(articles: ArticleStore, slug: str) -> str:
    try:
        return articles.by_slug(slug).category
    except (ArticleNotFound, ArticleWithdrawn):
        return ""
