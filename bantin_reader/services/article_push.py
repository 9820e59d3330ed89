"""Stores the articles that other systems push. An article is stored as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import ArticleExpired, ArticleNotFound, ArticleWithdrawn, NotPushed
from bantin_reader.model.ports import ArticleStore, Outcome
from bantin_reader.model.push import PushedArticle, PushResult
from bantin_reader.model.source_ports import SourceStore
from bantin_reader.services.change_notices import ChangeNotices
from bantin_reader.services.importer import Importer

# What readers see at the address of an article that its system has deleted. An article that was withdrawn with other
# words stays so, whatever is pushed.
REASON = "Nơi đăng đã gỡ bài này."


class ArticlePush:
    """Implements `model.push.ArticleIntake`.

    `read` makes the draft of a pushed article; `make_importer` makes what stores it. An article is that of the key
    `id:` and its identity in its source, as articles of feeds and of WordPress are: where a feed of this name brought
    it, the push updates that one. `notices` collects what was changed.
    """

    def __init__(
        self,
        read: Callable[[PushedArticle], Draft],
        articles: ArticleStore,
        known: SourceStore,
        make_importer: Callable[[], Importer],
        notices: ChangeNotices,
    ) -> None:
        self._read = read
        self._articles = articles
        self._known = known
        self._make_importer = make_importer
        self._notices = notices

    def put(self, source: str, article: PushedArticle) -> PushResult:
        draft = self._read(article)
        source_id = self._source_id(source, draft.source_id)
        original = self._source_id(source, draft.translation_of) if draft.translation_of else None
        draft = replace(draft, source_id=source_id, translation_of=original)
        was_deleted = self._is_deleted(source_id)
        stored = self._make_importer().store(draft, reinstate=was_deleted)
        outcome = Outcome.UPDATED if was_deleted and stored.outcome is Outcome.UNCHANGED else stored.outcome
        if outcome is not Outcome.UNCHANGED:
            self._notices.add(stored.slug, draft.category)
        return PushResult(outcome=outcome, slug=stored.slug, warnings=stored.warnings)

    def delete(self, source: str, identity: str) -> None:
        slug = self._articles.stored_slug(self._source_id(source, identity))
        if slug is None:
            raise NotPushed(f"no article {identity} was pushed by {source}")
        if not self._articles.is_withdrawn(slug):
            self._articles.withdraw(slug, REASON)
            self._notices.add(slug)

    def _source_id(self, source: str, identity: str) -> str:
        key = f"id:{identity}"
        known = self._known.find(source, [key])
        return known.source_id if known else f"{source}#{key}"

    def _is_deleted(self, source_id: str) -> bool:
        slug = self._articles.stored_slug(source_id)
        if slug is None:
            return False
        try:
            self._articles.by_slug(slug)
        except ArticleExpired:
            return False
        except ArticleWithdrawn as error:
            return error.reason == REASON
        except ArticleNotFound:
            return False
        return False
