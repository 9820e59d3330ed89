"""Rows of numbers that processes add up, and what a worker that dies leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bantin_reader.web.observability.shared_counters import SharedCounters

COUNT = """
import sys
from pathlib import Path
from bantin_reader.web.observability.shared_counters import SharedCounters
numbers = SharedCounters("a", 4, (3,), Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    numbers.slot[0] += 1
numbers.slot[3] = 7
print("counted", flush=True)
sys.stdin.read()
"""


def counting(folder: Path, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", COUNT, str(folder), str(times)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "counted\n"
    return process


def end(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        process.kill()
        process.communicate()


def test_without_a_folder_a_process_counts_for_itself() -> None:
    numbers = SharedCounters("a", 2)
    numbers.slot[1] += 5
    assert (list(numbers.totals()[0]), numbers.totals()[1]) == ([0.0, 5.0], 1)


def test_processes_that_live_are_added_up(tmp_path: Path) -> None:
    others = [counting(tmp_path, 100), counting(tmp_path, 20)]
    numbers = SharedCounters("a", 4, (3,), tmp_path)
    numbers.slot[0] += 3
    sums, workers = numbers.totals()
    assert (list(sums), workers) == ([123.0, 0.0, 0.0, 14.0], 3)
    end(*others)


def test_a_process_that_is_killed_leaves_its_sums_but_not_what_was_true_of_it_alive(tmp_path: Path) -> None:
    other = counting(tmp_path, 100)
    numbers = SharedCounters("a", 4, (3,), tmp_path)
    os.kill(other.pid, signal.SIGKILL)
    other.communicate()
    sums, workers = numbers.totals()
    assert (list(sums), workers) == ([100.0, 0.0, 0.0, 0.0], 1)


def test_the_next_worker_goes_on_in_the_slot_of_a_dead_one(tmp_path: Path) -> None:
    for _ in range(5):
        end(counting(tmp_path, 10))
    assert len(list(tmp_path.iterdir())) == 1
    numbers = SharedCounters("a", 4, (3,), tmp_path)
    assert list(numbers.totals()[0]) == [50.0, 0.0, 0.0, 0.0]


def test_slots_of_another_layout_are_left_alone(tmp_path: Path) -> None:
    one, other = SharedCounters("a", 4, (), tmp_path), SharedCounters("b", 8, (), tmp_path)
    one.slot[0], other.slot[0] = 1, 10
    assert (one.totals()[0][0], other.totals()[0][0]) == (1, 10)


def test_a_slot_that_was_truncated_counts_what_it_has(tmp_path: Path) -> None:
    numbers = SharedCounters("a", 4, (), tmp_path)
    (tmp_path / "a-1.slot").write_bytes(b"\0" * 5)
    (tmp_path / "a-2.slot").symlink_to("/etc/passwd")
    numbers.slot[0] = 1
    assert list(numbers.totals()[0]) == [1, 0, 0, 0]


@pytest.mark.parametrize("place", ["tep", "tep/duoi"])
def test_a_folder_that_is_none_is_told_and_counting_goes_on(tmp_path: Path, place: str) -> None:
    (tmp_path / "tep").touch()
    numbers = SharedCounters("a", 1, (), tmp_path / place)
    numbers.slot[0] += 1
    assert str(tmp_path) in numbers.problem
    assert list(numbers.totals()[0]) == [1]


def test_a_full_disk_is_told_at_the_start_and_counting_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    numbers = SharedCounters("a", 1, (), tmp_path)
    numbers.slot[0] += 1
    assert numbers.problem == f"{tmp_path}: No space left on device"
    assert list(numbers.totals()[0]) == [1]
