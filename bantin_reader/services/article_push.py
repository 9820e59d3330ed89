"""Stores the articles that other systems push. An article is stored as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import ArticleExpired, ArticleNotFound, ArticleWithdrawn, NotPushed
from bantin_reader.model.ports import ArticleStore, Outcome
from bantin_reader.model.push import PushedArticle, PushResult
from bantin_reader.model.source_ports import SourceStore
from bantin_reader.services.importer import Importer

# What readers see at the address of an article that its system has deleted. An article that was withdrawn with other
# words stays so, whatever is pushed.
REASON = "Nơi đăng đã gỡ bài này."


class ArticlePush:
    """Implements `model.push.ArticleIntake`.

    `read` makes the draft of a pushed article; `make_importer` makes what stores it. An article is that of the key
    `id:` and its identity in its source, as articles of feeds and of WordPress are: where a feed of this name brought
    it, the push goes on with it.
    """

    def __init__(
        self,
        read: Callable[[PushedArticle], Draft],
        articles: ArticleStore,
        known: SourceStore,
        make_importer: Callable[[], Importer],
    ) -> None:
        self._read = read
        self._articles = articles
        self._known = known
        self._make_importer = make_importer

    def put(self, source: str, article: PushedArticle) -> PushResult:
        draft = self._read(article)
        source_id = self._source_id(source, draft.source_id)
        original = self._source_id(source, draft.translation_of) if draft.translation_of else None
        draft = replace(draft, source_id=source_id, translation_of=original)
        was_deleted = self._is_deleted(source_id)
        stored = self._make_importer().store(draft, reinstate=was_deleted)
        outcome = Outcome.UPDATED if was_deleted and stored.outcome is Outcome.UNCHANGED else stored.outcome
        return PushResult(outcome=outcome, slug=stored.slug, warnings=stored.warnings)

    def delete(self, source: str, identity: str) -> None:
        slug = self._slug(self._source_id(source, identity))
        try:
            is_withdrawn = self._articles.is_withdrawn(slug)
        except ArticleNotFound as error:
            raise NotPushed(f"no article {identity} was pushed by {source}") from error
        if not is_withdrawn:
            self._articles.withdraw(slug, REASON)

    def _source_id(self, source: str, identity: str) -> str:
        key = f"id:{identity}"
        known = self._known.find(source, [key])
        return known.source_id if known else f"{source}#{key}"

    def _slug(self, source_id: str) -> str:
        """The slug of a stored article, else one that no article has."""
        return self._articles.slug_for(Draft(source_id=source_id, title="-", sapo="", body="", lang="vi"))

    def _is_deleted(self, source_id: str) -> bool:
        try:
            self._articles.by_slug(self._slug(source_id))
        except ArticleExpired:
            return False
        except ArticleWithdrawn as error:
            return error.reason == REASON
        except ArticleNotFound:
            return False
        return False
