"""What a voice says of an article, and the audio that is made of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bantin_reader.model.article import Article

# Suffixes of audio files with their types for <source> (RFC 7845, 9; RFC 3003), the preferred one first.
AUDIO_TYPES: Mapping[str, str] = {"ogg": "audio/ogg; codecs=opus", "mp3": "audio/mpeg"}


@dataclass(frozen=True)
class SpokenSentence:
    """`text` is the sentence as the page has it, blanks collapsed; `say` is what is said for it, in the language
    `lang` (BCP 47); `pause` follows it, in milliseconds. Where a part of it is in another language, `parts` are what is
    said, each with its language."""

    text: str
    say: str
    lang: str
    pause: int
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sound:
    """Sound of one channel: samples of 16 bits, signed, little-endian, `rate` of them a second."""

    rate: int
    samples: bytes

    @property
    def seconds(self) -> float:
        return len(self.samples) / 2 / self.rate


@dataclass(frozen=True)
class AudioFacts:
    """An article's audio. `times` are the beginning and the end of each of its `sentences`, in seconds. `made_of` is a
    digest of the engine and of what it was given; `bytes` are the sizes of the files by their suffixes."""

    made_of: str
    seconds: float
    sentences: tuple[SpokenSentence, ...]
    times: tuple[tuple[float, float], ...]
    bytes: Mapping[str, int]


def audio_name(article: Article) -> str:
    """The name of an article's audio, a digest of its text: a changed article has another name."""
    figure = article.figure
    caption = figure.caption if figure else ""
    parts = [article.lang, article.title, article.sapo, caption, article.body, article.byline]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


class SpeechEngine(Protocol):
    """A program that speaks."""

    @property
    def identity(self) -> str:
        """What the sound depends on beside the text."""

    def say(self, text: str, lang: str) -> Sound:
        """Speak one sentence in a language (BCP 47). Raises SpeechRefused with the reason."""


class Encoder(Protocol):
    """A program that writes audio files of one kind."""

    @property
    def suffix(self) -> str:
        """One of AUDIO_TYPES."""

    def encode(self, samples: Path, rate: int, title: str, target: Path) -> None:
        """Write the samples in a file, as Sound has them, into another. Raises SpeechRefused with the reason."""


class AudioStore(Protocol):
    """Audio of articles by `audio_name`. Audio that cannot be read counts as absent."""

    def facts(self, name: str) -> AudioFacts | None:
        """None where there is no audio of this name."""

    def file(self, name: str, suffix: str) -> Path:
        """The path of a file. Raises AudioNotFound."""


class AudioArchive(AudioStore, Protocol):
    """An audio store that is written, by one process at a time."""

    def add(self, name: str, title: str, samples: Path, rate: int, facts: AudioFacts) -> AudioFacts:
        """Encode and store the samples in a file, as Sound has them; returns the facts with the sizes of the files.

        Raises SpeechRefused; StoreUnavailable where nothing can be stored."""

    def remove_others(self, names: frozenset[str]) -> int:
        """Remove all audio except that of these names; returns the number of articles whose audio was removed."""
