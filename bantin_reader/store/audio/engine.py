"""A speech engine that is a program: text on its standard input, a WAV file on its standard output."""

from __future__ import annotations

import re
import shlex
import struct

from bantin_reader.model.errors import SpeechRefused
from bantin_reader.model.speech import Sound
from bantin_reader.store.audio.program import run

SECONDS_PER_SENTENCE = 60.0
# Eight minutes at 48,000 samples a second.
MAX_SENTENCE_BYTES = 48 * 1024 * 1024
MAX_SENTENCE_CHARACTERS = 5_000
LANGUAGE = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*")
PCM, MONO, BITS = 1, 1, 16


class CommandEngine:
    """Implements `model.speech.SpeechEngine`.

    `command` is a program with its arguments, quoted as for a shell; `{lang}` in them is the language of the sentence,
    without its region. No shell runs, and the text is no argument, so that nothing in it is a command or an option.
    """

    def __init__(self, command: str, seconds: float = SECONDS_PER_SENTENCE) -> None:
        self._command = shlex.split(command)
        self._seconds = seconds
        self.identity = command

    def say(self, text: str, lang: str) -> Sound:
        primary = lang.lower().partition("-")[0]
        if not LANGUAGE.fullmatch(primary):
            raise SpeechRefused(f"{lang!r} is no language")
        if len(text) > MAX_SENTENCE_CHARACTERS:
            raise SpeechRefused(f"a sentence of more than {MAX_SENTENCE_CHARACTERS:,} characters")
        # eSpeak NG reads [[...]] as the names of sounds.
        plain = re.sub(r"\[(?=\[)", "[ ", text).replace("\0", " ")
        command = [part.replace("{lang}", primary) for part in self._command]
        try:
            return sound_of(run(command, plain.encode(), seconds=self._seconds, most_bytes=MAX_SENTENCE_BYTES))
        except SpeechRefused as error:
            raise SpeechRefused(f"no voice for {primary!r}: {error}") from error


def sound_of(wav: bytes) -> Sound:
    """The sound of a WAV file (Multimedia Programming Interface 1.0, "Waveform Audio File Format"), whose data may be
    shorter than its header says: a program that writes into a pipe does not know the length. Raises SpeechRefused."""
    if wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise SpeechRefused("what the program wrote is no WAV file")
    at, rate = 12, 0
    while at + 8 <= len(wav):
        kind, size = wav[at : at + 4], int.from_bytes(wav[at + 4 : at + 8], "little")
        at += 8
        if kind == b"fmt " and at + 16 <= len(wav):
            form, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", wav, at)
            if (form, channels, bits) != (PCM, MONO, BITS) or not 8000 <= rate <= 48_000:
                raise SpeechRefused("what the program wrote is not one channel of 16 bits at 8,000 to 48,000 Hz")
        if kind == b"data" and rate:
            samples = wav[at : at + size]
            return Sound(rate, samples[: len(samples) // 2 * 2])
        at += size + size % 2
    raise SpeechRefused("what the program wrote is a WAV file without sound")
