"""Reads once a test process what every application reads when it starts: glossaries and the built front end.

Together they are a third of the time of `create_app`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from whitenoise import WhiteNoise

from bantin_reader import factory
from bantin_reader.model.glossary import Glossary
from bantin_reader.services.abbreviations import Abbreviations
from bantin_reader.services.glossary.loader import FILE, load_glossaries
from bantin_reader.web.middleware import static_files

_glossaries: dict[object, dict[str, Glossary]] = {}
_abbreviations: dict[tuple[int, ...], Abbreviations] = {}
_built: dict[object, dict[str, object]] = {}


class SharedFiles(WhiteNoise):  # type: ignore[misc]
    """Takes over what another one with the same options has found in a folder that has not changed since."""

    def add_files(self, root: str, prefix: str | None = None) -> None:
        key = root, prefix, Path(root).stat().st_mtime_ns
        if key not in _built:
            super().add_files(root, prefix)
            _built[key] = dict(self.files)
        self.files.update(_built[key])


def _load(data: Path, languages: tuple[str, ...]) -> dict[str, Glossary]:
    """As `load_glossaries`, whose result depends on the operator's file; where there is one, that is read each time."""
    if (data / FILE).exists():
        return load_glossaries(data, languages)
    if languages not in _glossaries:
        _glossaries[languages] = load_glossaries(data, languages)
    return dict(_glossaries[languages])


def _find_abbreviations(glossaries: Iterator[Glossary]) -> Abbreviations:
    found = tuple(glossaries)
    shared = {id(one) for loaded in _glossaries.values() for one in loaded.values()}
    key = tuple(map(id, found))
    if not shared.issuperset(key):
        return Abbreviations(found)
    if key not in _abbreviations:
        _abbreviations[key] = Abbreviations(found)
    return _abbreviations[key]


@contextmanager
def shared_by_all_applications() -> Iterator[None]:
    with (
        mock.patch.object(factory, "load_glossaries", _load),
        mock.patch.object(factory, "Abbreviations", _find_abbreviations),
        mock.patch.object(static_files, "WhiteNoise", SharedFiles),
    ):
        yield
