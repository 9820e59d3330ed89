"""What is computed once for each revision of the store."""

from __future__ import annotations

import pytest

from bantin_reader.model.errors import StoreUnavailable
from bantin_reader.services.per_revision import per_revision


class Store:
    def __init__(self) -> None:
        self.revision: int | None = 1
        self.content = "old"
        self.reads = 0

    def read(self, what: str) -> str:
        self.reads += 1
        if self.content == "away":
            raise StoreUnavailable("away")
        return f"{what} {self.content}"

    def current(self) -> int | None:
        return self.revision


@pytest.fixture
def store() -> Store:
    return Store()


def test_it_is_read_once_for_the_same_arguments_and_revision(store: Store) -> None:
    read = per_revision(store.read, store.current, 2)
    assert [read("a"), read("b"), read("a"), read("b")] == ["a old", "b old", "a old", "b old"]
    assert store.reads == 2
    store.revision, store.content = 2, "new"
    assert [read("a"), read("a")] == ["a new", "a new"]
    assert store.reads == 3


def test_it_is_read_each_time_while_the_revision_is_unknown(store: Store) -> None:
    read = per_revision(store.read, store.current, 2)
    store.revision = None
    assert [read("a"), read("a")] == ["a old", "a old"]
    assert store.reads == 2


def test_a_change_between_the_revision_and_the_result_is_stored_for_the_earlier_revision(store: Store) -> None:
    """So that it is read again, and never taken for the newer revision's."""

    def current() -> int:
        number, store.content = store.revision or 0, "new"
        return number

    read = per_revision(store.read, current, 2)
    assert read("a") == "a new"
    store.revision = 2
    assert read("a") == "a new"
    assert store.reads == 2


def test_an_error_is_not_stored(store: Store) -> None:
    read = per_revision(store.read, store.current, 2)
    store.content = "away"
    with pytest.raises(StoreUnavailable):
        read("a")
    store.content = "back"
    assert read("a") == "a back"


def test_no_more_results_are_stored_than_were_asked_for(store: Store) -> None:
    read = per_revision(store.read, store.current, 2)
    for what in ("a", "b", "c", "a"):
        read(what)
    assert store.reads == 4
