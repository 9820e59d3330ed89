"""Articles that expire, in both databases: from their moment on they are in no list, and their address says why."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from bantin_reader.model.article import DEFAULT_ZONE
from bantin_reader.model.errors import ArticleExpired, ArticleWithdrawn
from bantin_reader.model.listing import ListFilter, Position
from bantin_reader.store.article_repository import ArticleRepository
from bantin_reader.store.article_scan import scan
from bantin_reader.store.engine import transaction
from bantin_reader.store.list_repository import ListRepository
from tests.clock import set_forward
from tests.store.drafts import draft
from tests.store.test_embargo import everywhere

HOUR = timedelta(hours=1)


def now() -> datetime:
    return datetime.now(DEFAULT_ZONE).replace(microsecond=0, tzinfo=None)


def save(store: ArticleRepository, name: str, expires_after: timedelta | None, **fields: object) -> str:
    """Store an article of this day that expires so long after the present moment; return its slug."""
    expires_at = now() + expires_after if expires_after else None
    moment = now() - timedelta(minutes=5)
    times = {"date": moment.date(), "time": moment.time(), "expires_at": expires_at}
    return store.save(draft(name, name, category="Tin", **times | fields))[1]


def test_no_list_holds_an_article_after_its_moment(
    store: ArticleRepository, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, "het", HOUR, expiry_reason="Đã hết hạn nộp hồ sơ.")
    assert everywhere(store, engine) == [["het"]] * 5
    assert (store.count(), store.expiry_of("het")) == (1, None)
    set_forward(monkeypatch, 2 * HOUR)
    assert everywhere(store, engine) == [[]] * 5
    assert store.count() == 0
    for read in (store.by_slug, store.with_translations):
        with pytest.raises(ArticleExpired) as error:
            read("het")
        assert (error.value.slug, error.value.reason) == ("het", "Đã hết hạn nộp hồ sơ.")
        assert error.value.until == store.expiry_of("het")


def test_an_archive_and_the_page_after_a_position_leave_it_out(store: ArticleRepository, engine: Engine) -> None:
    """The period ends before the article expired."""
    lists = ListRepository(partial(transaction, engine), DEFAULT_ZONE)
    day = datetime(2024, 1, 24)
    for name, expires_at in (("con", None), ("het", datetime(2024, 3, 1))):
        store.save(draft(name, name, date=day.date(), expires_at=expires_at))
    month = ListFilter(since=datetime(2024, 1, 1), until=datetime(2024, 2, 1))
    for which, before in ((month, None), (ListFilter(), Position(datetime(2024, 1, 25), 99)), (ListFilter(), None)):
        assert [one.slug for one in lists.slice(which, before, 9).headlines] == ["con"]


def test_a_translation_is_not_named_after_its_moment(store: ArticleRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    save(store, "goc", None)
    save(store, "translation", HOUR, lang="en", translation_of="/nguon/goc")
    assert [one.slug for one in store.with_translations("goc")[1]] == ["translation"]
    set_forward(monkeypatch, 2 * HOUR)
    assert store.with_translations("goc")[1] == []


def test_the_revision_changes_at_the_moment_and_at_no_other(
    store: ArticleRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, "con", None)
    save(store, "het", HOUR)
    before = store.revision()
    set_forward(monkeypatch, HOUR / 2)
    assert store.revision() == before
    set_forward(monkeypatch, 2 * HOUR)
    after = store.revision()
    assert after != before
    set_forward(monkeypatch, 3 * HOUR)
    assert store.revision() == after


def test_a_moment_can_be_put_off(store: ArticleRepository) -> None:
    save(store, "tin", -HOUR)
    with pytest.raises(ArticleExpired):
        store.by_slug("tin")
    save(store, "tin", HOUR)
    assert store.by_slug("tin").slug == "tin"
    save(store, "tin", None)
    assert store.by_slug("tin").expires_at is None


def test_an_article_that_was_withdrawn_says_so_after_it_expired(store: ArticleRepository) -> None:
    save(store, "tin", -HOUR)
    store.withdraw("tin", "Sai.")
    with pytest.raises(ArticleWithdrawn) as error:
        store.by_slug("tin")
    assert (type(error.value), error.value.reason) == (ArticleWithdrawn, "Sai.")


def test_the_moment_is_told_to_the_consistency_check(store: ArticleRepository, engine: Engine) -> None:
    save(store, "con", None)
    save(store, "het", -HOUR)
    with engine.connect() as connection:
        found = {one.slug: one.expires_at for one in scan(connection)}
    assert found == {"con": None, "het": store.expiry_of("het")}
