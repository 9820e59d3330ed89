"""Stores the publisher's own recording of a draft."""

from __future__ import annotations

from dataclasses import replace

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import RecordingRefused
from bantin_reader.model.ports import ArticleStore
from bantin_reader.model.recording import RecordingStore

LEFT_OUT = "recording left out"
STAYS = "recording not replaced"


class DraftRecordings:
    def __init__(self, articles: ArticleStore, recordings: RecordingStore) -> None:
        self._articles = articles
        self._recordings = recordings

    def store(self, draft: Draft) -> tuple[Draft, tuple[str, ...], bool]:
        """The draft with the first of its recordings that can be had, a warning for each before it, and whether another
        attempt may bring one. The stored recording stays where that is so. Raises StoreUnavailable."""
        if not draft.recordings and not draft.recording:
            return draft, (), False
        refused: list[RecordingRefused] = []
        for source in draft.recordings:
            try:
                stored = self._recordings.add(source)
            except RecordingRefused as error:
                refused.append(error)
            else:
                return replace(draft, recording=stored), _warnings(LEFT_OUT, refused), False
        may_come = any(error.is_temporary for error in refused)
        before = self._articles.recording_of(draft.source_id) if may_come else None
        return replace(draft, recording=before), _warnings(STAYS if before else LEFT_OUT, refused), may_come

    def check(self, draft: Draft) -> tuple[str, ...]:
        """The warnings that `store` would give for an article that is not stored yet. Stores nothing."""
        refused: list[RecordingRefused] = []
        for source in draft.recordings:
            try:
                self._recordings.check(source)
                break
            except RecordingRefused as error:
                refused.append(error)
        return _warnings(LEFT_OUT, refused)


def _warnings(what: str, refused: list[RecordingRefused]) -> tuple[str, ...]:
    return tuple(f"{what}: {error}" for error in refused)
