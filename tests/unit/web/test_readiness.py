"""Readiness: problems are named, and a probe that hangs is waited for once and briefly."""

from __future__ import annotations

import time
from threading import Event, Thread

import pytest

from bantin_reader.web.observability import readiness
from bantin_reader.web.observability.readiness import Readiness


@pytest.fixture(autouse=True)
def _looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "CACHED_SECONDS", -1.0)


def test_nothing_is_missing_where_every_probe_succeeds() -> None:
    assert list(Readiness({"store": lambda: "", "pictures": lambda: ""}).missing()) == []


def test_problems_are_named_with_their_reason() -> None:
    ready = Readiness({"store": lambda: "is not there", "pictures": lambda: "", "front end": lambda: "is gone"})
    assert list(ready.missing()) == ["store: is not there", "front end: is gone"]


def test_an_exception_in_a_probe_is_not_disclosed() -> None:
    def fails() -> str:
        raise RuntimeError("postgresql://vanson:matkhau@may-chu")

    assert list(Readiness({"store": fails}).missing()) == ["store: cannot be checked"]


def test_a_probe_that_hangs_is_reported_in_time_beside_the_others() -> None:
    over = Event()
    ready = Readiness({"store": lambda: over.wait() * "", "pictures": lambda: "is gone"}, timeout=0.2)
    began = time.monotonic()
    assert list(ready.missing()) == ["store: does not answer", "pictures: is gone"]
    assert time.monotonic() - began < 2
    over.set()


def test_a_probe_that_hangs_is_neither_started_nor_waited_for_again() -> None:
    over, starts = Event(), []

    def hangs() -> str:
        starts.append(1)
        over.wait()
        return ""

    ready = Readiness({"store": hangs}, timeout=0.5)
    ready.missing()
    began = time.monotonic()
    for _ in range(20):
        assert list(ready.missing()) == ["store: does not answer"]
    assert time.monotonic() - began < 0.5
    assert len(starts) == 1
    over.set()
    time.sleep(0.1)
    assert list(ready.missing()) == []


def test_a_probe_that_returns_later_succeeds_again() -> None:
    answers = iter(["is not there", ""])
    ready = Readiness({"store": lambda: next(answers)})
    assert [list(ready.missing()), list(ready.missing())] == [["store: is not there"], []]


def test_simultaneous_requests_run_the_probes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "CACHED_SECONDS", 60.0)
    looks: list[int] = []

    def look() -> str:
        looks.append(1)
        time.sleep(0.05)
        return ""

    ready = Readiness({"store": look})
    threads = [Thread(target=ready.missing) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looks) == 1
