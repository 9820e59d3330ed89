"""Limits of stored values: those of PostgreSQL, applied to SQLite too, which has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import String

from bantin_reader.model.errors import SourceRefused
from bantin_reader.store.tables import articles

# A row of a B-tree index of PostgreSQL holds 2,704 bytes, of which its header takes some.
MAX_INDEXED_BYTES = 2600
INDEXED_TEXTS = ("source_id", "translation_of")
MAX_CHARACTERS = {
    column.name: column.type.length
    for column in articles.c
    if isinstance(column.type, String) and column.type.length is not None
}


def require_storable(values: Mapping[str, Any]) -> None:
    """Raises SourceRefused for a row of the articles table, by column, that one of the databases would refuse."""
    for name, value in values.items():
        if value:
            for text in _texts(value):
                if problem := _problem(name, text):
                    raise SourceRefused(f"its {name} {problem}")


def _texts(value: object) -> Sequence[str]:
    """Every text in a value that JSON has."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | dict):
        return [text for each in (value.values() if isinstance(value, dict) else value) for text in _texts(each)]
    return ()


def _problem(name: str, text: str) -> str:
    if "\0" in text:
        return "holds a NUL character"
    if len(text) > MAX_CHARACTERS.get(name, len(text)):
        return f"has {len(text):,} characters; the store holds {MAX_CHARACTERS[name]}"
    if name in INDEXED_TEXTS and (size := len(text.encode("utf-8", "surrogatepass"))) > MAX_INDEXED_BYTES:
        return f"has {size:,} bytes; the store holds {MAX_INDEXED_BYTES:,}"
    return ""
