"""Measures the memory of a process that serves a store."""

from __future__ import annotations

import resource
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app


def memory_of_worker(settings: Settings, paths: Sequence[str]) -> int:
    """The largest resident size in bytes of a process of its own that answers these requests."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_serve, settings.model_dump(exclude_unset=True), paths).result()


def _serve(settings: dict[str, object], paths: Sequence[str]) -> int:
    client = create_app(Settings(**settings)).test_client()
    for path in paths:
        client.get(path, buffered=True)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
