"""The audio that readers hear of an article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bantin_reader.model.article import Article
from bantin_reader.model.errors import AudioNotFound
from bantin_reader.model.recording import RecordingFiles
from bantin_reader.model.speech import AUDIO_TYPES, AudioFacts, AudioStore, audio_name


@dataclass(frozen=True)
class AudioFile:
    """A file of an article's audio; `media_type` as <source> has it."""

    suffix: str
    media_type: str
    bytes: int


@dataclass(frozen=True)
class ArticleAudio:
    """The audio of an article, `seconds` long. `facts` are those of a voice of this site; None for the publisher's own
    recording."""

    seconds: float
    files: tuple[AudioFile, ...]
    facts: AudioFacts | None = None

    @property
    def minutes(self) -> int:
        return max(1, round(self.seconds / 60))


class AudioService:
    def __init__(self, store: AudioStore, recordings: RecordingFiles) -> None:
        self._store = store
        self._recordings = recordings

    def audio(self, article: Article) -> ArticleAudio | None:
        """What readers hear first: the publisher's own recording, else what the site's voice says; None without
        both."""
        if recording := article.recording:
            file = AudioFile(recording.suffix, recording.media_type, recording.bytes)
            return ArticleAudio(recording.seconds, (file,))
        return self.voice(article)

    def voice(self, article: Article) -> ArticleAudio | None:
        """The audio of what an article says now by the site's voice, the format that browsers shall take first before
        the others; None where it has not been made."""
        facts = self._store.facts(audio_name(article))
        if facts is None:
            return None
        files = [AudioFile(name, kind, facts.bytes[name]) for name, kind in AUDIO_TYPES.items() if name in facts.bytes]
        return ArticleAudio(facts.seconds, tuple(files), facts)

    def path(self, article: Article, suffix: str) -> Path:
        """The path of a file of `audio`. Raises AudioNotFound."""
        recording = article.recording
        if recording is None:
            return self.voice_path(article, suffix)
        if suffix != recording.suffix:
            raise AudioNotFound(f"{article.slug}.{suffix}")
        return self._recordings.path(recording.name)

    def voice_path(self, article: Article, suffix: str) -> Path:
        """The path of a file of `voice`. Raises AudioNotFound."""
        voice = self.voice(article)
        if voice is None or suffix not in [file.suffix for file in voice.files]:
            raise AudioNotFound(f"{article.slug}.{suffix}")
        return self._store.file(audio_name(article), suffix)
