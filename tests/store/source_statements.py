"""Issues every statement about sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine

from bantin_reader.model.source import KnownItem
from bantin_reader.store.source_repository import SourceRepository

FIRST = datetime(2026, 11, 5)


def use_sources(engine: Engine) -> None:
    known = SourceRepository(engine)
    item = KnownItem(source_id="/a.md", address="https://xa.example/1", seen_at=FIRST, next_check_at=FIRST)
    for keys in (["a", "b"], ["b", "c"]):
        known.remember("xa", keys, item)
    known.remember("xa", ["c"], replace(item, source_id="/b.md"))
    known.find("xa", ["a"])
    known.due("xa", FIRST, 20)
    known.known_ids("xa")
    known.item("xa", "/a.md")
    for problem in ("", "đứt mạng"):
        known.finish("xa", FIRST, problem, None)
    known.state_of("xa")
    known.states()
