"""The programs that encode audio: opusenc (Debian's opus-tools) and lame."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from bantin_reader.store.audio.program import run

ENCODING_SECONDS = 300.0
# Kilobits a second: enough for one voice.
OPUS_RATE, MP3_RATE = 24, 32


class ProgramEncoder:
    """Implements `model.speech.Encoder`. `arguments` are those for the samples' file, their rate and the title."""

    def __init__(self, suffix: str, program: str, arguments: Callable[[Path, int, str, Path], Sequence[str]]) -> None:
        self.suffix = suffix
        self.program = program
        self._arguments = arguments

    def encode(self, samples: Path, rate: int, title: str, target: Path) -> None:
        arguments = self._arguments(samples, rate, title, target)
        run([self.program, *arguments], seconds=ENCODING_SECONDS, most_bytes=64 * 1024)


def _opus(samples: Path, rate: int, title: str, target: Path) -> Sequence[str]:
    raw = ["--raw", "--raw-bits=16", "--raw-chan=1", f"--raw-rate={rate}"]
    return ["--quiet", *raw, f"--bitrate={OPUS_RATE}", "--speech", f"--title={title}", str(samples), str(target)]


def _mp3(samples: Path, rate: int, title: str, target: Path) -> Sequence[str]:
    """At a constant bit rate: browsers find a moment in such a file exactly."""
    raw = ["-r", "-s", f"{rate / 1000:g}", "--bitwidth", "16", "--signed", "--little-endian", "-m", "m"]
    tags = ["--id3v2-only", "--id3v2-utf16", "--tt", title]
    return ["--quiet", *raw, "--cbr", "-b", str(MP3_RATE), *tags, str(samples), str(target)]


ENCODERS = (ProgramEncoder("ogg", "opusenc", _opus), ProgramEncoder("mp3", "lame", _mp3))


def installed_encoders() -> list[ProgramEncoder]:
    return [encoder for encoder in ENCODERS if shutil.which(encoder.program)]
