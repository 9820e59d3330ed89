"""An iteration in a process of its own gives the same items, works ahead by one, and leaves no process behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest

from bantin_reader.model.errors import ReadingInterrupted
from bantin_reader.services.background_process import KILLED, iterate_in_process

# More than a pipe holds.
LARGE = "x" * 1_000_000


def test_items_come_in_order_from_another_process() -> None:
    found = list(iterate_in_process(lambda: iter([(number, os.getpid(), LARGE) for number in range(5)])))
    assert [number for number, _, _ in found] == [0, 1, 2, 3, 4]
    assert os.getpid() not in {process for _, process, _ in found}
    assert active_children() == []


def test_it_makes_no_more_than_the_next_item_before_that_is_asked_for(tmp_path: Path) -> None:
    made = tmp_path / "made"

    def items() -> Iterator[str]:
        for number in range(50):
            made.write_text(f"{number}")
            yield LARGE

    iteration = iterate_in_process(items)
    next(iteration)
    [process] = active_children()
    _wait_until_asleep(process.pid or 0)
    assert made.read_text() == "1"
    next(iteration)
    assert len(list(iteration)) == 48


def test_an_iteration_that_is_given_up_ends_the_process_and_lets_it_clean_up(tmp_path: Path) -> None:
    left = tmp_path / "half"

    def items() -> Iterator[int]:
        try:
            left.touch()
            yield 1
            time.sleep(600)
        finally:
            left.unlink()

    with closing(iterate_in_process(items)) as iteration:
        assert next(iteration) == 1
        assert left.exists()
    assert active_children() == []
    assert not left.exists()


def test_an_error_in_the_process_is_told_with_its_place() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError("unforeseen")

    iteration = iterate_in_process(items)
    assert next(iteration) == 1
    with pytest.raises(ReadingInterrupted, match="you should report: ZeroDivisionError in test") as raised:
        next(iteration)
    assert "test_background_process.py, line " in str(raised.value)


def test_a_process_that_is_killed_is_told_of() -> None:
    def items() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ReadingInterrupted) as raised:
        list(iterate_in_process(items))
    assert str(raised.value) == KILLED


def test_ctrl_c_is_for_the_parent_alone() -> None:
    def items() -> Iterator[int]:
        os.kill(os.getpid(), signal.SIGINT)
        yield 1

    assert list(iterate_in_process(items)) == [1]


def _wait_until_asleep(process: int) -> None:
    """Wait until a process has taken no processor time for a while, because it waits for its parent."""
    before = -1
    while (now := sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]))) != before:
        before = now
        time.sleep(0.3)
