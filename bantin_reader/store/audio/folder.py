"""The folder of articles' audio: for each a file of facts, and a file of each kind."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from bantin_reader.model.errors import AudioNotFound, StoreUnavailable
from bantin_reader.model.speech import AUDIO_TYPES, AudioFacts, Encoder, SpokenSentence
from bantin_reader.store.temp_files import remove_stale_temp_files

NAME = re.compile(r"[0-9a-f]{32}")
FACTS = "json"
TEMP_PREFIX = ".half-"
STALE_SECONDS = 60 * 60


class AudioFolder:
    """Implements `model.speech.AudioArchive`; without `encoders`, `model.speech.AudioStore`."""

    def __init__(self, folder: Path, encoders: Sequence[Encoder] = ()) -> None:
        self._folder = folder
        self._encoders = encoders

    def facts(self, name: str) -> AudioFacts | None:
        try:
            return _facts_of((self._folder / f"{name}.{FACTS}").read_bytes())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def file(self, name: str, suffix: str) -> Path:
        path = (self._folder / f"{name}.{suffix}").absolute()
        if not NAME.fullmatch(name) or suffix not in AUDIO_TYPES or not path.is_file():
            raise AudioNotFound(f"{name}.{suffix}")
        return path

    def add(self, name: str, title: str, samples: Path, rate: int, facts: AudioFacts) -> AudioFacts:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._folder, prefix=TEMP_PREFIX) as half:
                sizes = {}
                for encoder in self._encoders:
                    target = Path(half) / f"{name}.{encoder.suffix}"
                    encoder.encode(samples, rate, title, target)
                    sizes[encoder.suffix] = target.stat().st_size
                complete = replace(facts, bytes=sizes)
                (Path(half) / f"{name}.{FACTS}").write_text(json.dumps(asdict(complete), ensure_ascii=False), "utf-8")
                # The facts come last: they say that the files are there.
                for suffix in (*sizes, FACTS):
                    path = Path(half) / f"{name}.{suffix}"
                    path.chmod(0o644)
                    path.replace(self._folder / path.name)
        except OSError as error:
            raise StoreUnavailable(f"audio cannot be stored: {error.strerror}") from error
        return complete

    def remove_others(self, names: frozenset[str]) -> int:
        remove_stale_temp_files(self._folder, TEMP_PREFIX, STALE_SECONDS)
        removed = set()
        with suppress(FileNotFoundError), os.scandir(self._folder) as entries:
            for entry in entries:
                name, _, suffix = entry.name.partition(".")
                if name not in names and NAME.fullmatch(name) and suffix in (*AUDIO_TYPES, FACTS):
                    with suppress(OSError):
                        Path(entry.path).unlink()
                        removed.add(name)
        return len(removed)


def _facts_of(text: bytes) -> AudioFacts:
    """Raises ValueError, KeyError, TypeError or AttributeError for anything but what `add` has written."""
    values = json.loads(text)
    sentences = tuple(
        SpokenSentence(**{**sentence, "parts": tuple((words, lang) for words, lang in sentence.get("parts", ()))})
        for sentence in values.pop("sentences")
    )
    times = tuple((float(start), float(end)) for start, end in values.pop("times"))
    return AudioFacts(sentences=sentences, times=times, **values)
