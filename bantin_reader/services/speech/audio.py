"""The audio that readers hear of an article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bantin_reader.model.article import Article
from bantin_reader.model.errors import AudioNotFound
from bantin_reader.model.speech import AUDIO_TYPES, AudioFacts, AudioStore, audio_name


@dataclass(frozen=True)
class AudioFile:
    """A file of an article's audio; `media_type` as <source> has it."""

    suffix: str
    media_type: str
    bytes: int


@dataclass(frozen=True)
class ArticleAudio:
    facts: AudioFacts
    files: tuple[AudioFile, ...]

    @property
    def minutes(self) -> int:
        return max(1, round(self.facts.seconds / 60))


class AudioService:
    def __init__(self, store: AudioStore) -> None:
        self._store = store

    def audio(self, article: Article) -> ArticleAudio | None:
        """The audio of what an article says now, the format that browsers shall take first before the others; None
        where it has not been made."""
        facts = self._store.facts(audio_name(article))
        if facts is None:
            return None
        files = [AudioFile(name, kind, facts.bytes[name]) for name, kind in AUDIO_TYPES.items() if name in facts.bytes]
        return ArticleAudio(facts, tuple(files))

    def path(self, article: Article, suffix: str) -> Path:
        """The path of a file. Raises AudioNotFound."""
        name = audio_name(article)
        facts = self._store.facts(name)
        if facts is None or suffix not in facts.bytes:
            raise AudioNotFound(f"{name}.{suffix}")
        return self._store.file(name, suffix)
