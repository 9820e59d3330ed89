"""What is remembered of sources, in both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from bantin_reader.model.source import KnownItem, SourceState, Validators
from bantin_reader.store.source_repository import SourceRepository

NOW = datetime(2026, 11, 5, 7, 30)
HOUR = timedelta(hours=1)
ITEM = KnownItem(source_id="https://xa.example/1", address="https://xa.example/1", seen_at=NOW, next_check_at=NOW)


@pytest.fixture
def known(engine: Engine) -> SourceRepository:
    return SourceRepository(engine)


def test_an_item_is_found_by_each_of_its_keys_and_by_no_other_sources(known: SourceRepository) -> None:
    known.remember("xa", ["id:1", "address:xa"], ITEM)
    assert known.find("xa", ["address:xa"]) == known.find("xa", ["khong", "id:1"]) == ITEM
    assert known.find("xa", ["id:2"]) is None
    assert known.find("huyen", ["id:1"]) is None


def test_the_first_known_key_decides(known: SourceRepository) -> None:
    other = replace(ITEM, source_id="https://xa.example/2")
    known.remember("xa", ["id:1"], ITEM)
    known.remember("xa", ["id:2", "title:a"], other)
    assert known.find("xa", ["id:1", "title:a"]) == ITEM


def test_a_key_that_moves_to_another_item_leaves_the_first(known: SourceRepository) -> None:
    other = replace(ITEM, source_id="https://xa.example/2")
    known.remember("xa", ["id:1", "title:a"], ITEM)
    known.remember("xa", ["id:2", "title:a"], other)
    assert known.find("xa", ["title:a"]) == other
    assert known.find("xa", ["id:1"]) == ITEM


def test_what_is_remembered_of_an_item_is_replaced(known: SourceRepository) -> None:
    changed = replace(
        ITEM, version="2", digest="d" * 64, validators=Validators(etag='"b"'), next_check_at=NOW + HOUR, is_gone=True
    )
    known.remember("xa", ["id:1"], ITEM)
    known.remember("xa", ["id:1"], changed)
    assert known.find("xa", ["id:1"]) == changed


def test_items_with_an_address_are_due_the_longest_first_unless_they_are_gone(known: SourceRepository) -> None:
    items = [replace(ITEM, source_id=str(n), next_check_at=NOW - n * HOUR) for n in range(3)]
    items += [replace(ITEM, source_id="nua", next_check_at=NOW + HOUR), replace(ITEM, source_id="tep", address="")]
    items += [replace(ITEM, source_id="mat", is_gone=True)]
    for item in items:
        known.remember("xa", [item.source_id], item)
    assert [item.source_id for item in known.due("xa", NOW, 20)] == ["2", "1", "0"]
    assert [item.source_id for item in known.due("xa", NOW, 1)] == ["2"]
    assert set(known.known_ids("xa")) == {"0", "1", "2", "nua", "tep"}


def test_a_state_counts_failures_since_the_last_success(known: SourceRepository) -> None:
    assert known.state_of("xa") == SourceState(name="xa")
    known.finish("xa", NOW, "", Validators(etag='"a"'))
    known.finish("xa", NOW + HOUR, "đứt mạng", None)
    known.finish("xa", NOW + 2 * HOUR, "hết giờ", None)
    known.remember("xa", ["id:1"], ITEM)
    known.remember("xa", ["id:2"], replace(ITEM, source_id="mat", is_gone=True))
    failing = SourceState(
        name="xa", tried_at=NOW + 2 * HOUR, succeeded_at=NOW, failures=2, problem="hết giờ",
        validators=Validators(etag='"a"'), articles=1,
    )  # fmt: skip
    assert known.state_of("xa") == failing
    assert list(known.states()) == [failing]
    known.finish("xa", NOW + 3 * HOUR, "", None)
    assert (known.state_of("xa").failures, known.state_of("xa").problem) == (0, "")
