"""Recordings of the tests: real audio files, made when they are needed."""

from __future__ import annotations

import math
import struct
import subprocess
import wave
from pathlib import Path

from tests.speech_programs import program

RATE = 16_000


def wav(file: Path, seconds: float = 2.0, pitch: int = 440) -> Path:
    """Write a tone, whose seconds are all alike."""
    second = b"".join(struct.pack("<h", int(8_000 * math.sin(2 * math.pi * pitch * at / RATE))) for at in range(RATE))
    whole, rest = divmod(int(RATE * seconds), RATE)
    with wave.open(str(file), "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(second * whole + second[: rest * 2])
    return file


def ogg(file: Path, seconds: float = 2.0) -> Path:
    """Write a tone as Opus, by opusenc."""
    return _encoded(file, seconds, [program("opusenc"), "--quiet", "--comp", "0"])


def mp3(file: Path, seconds: float = 2.0) -> Path:
    """Write a tone as MP3, by lame."""
    return _encoded(file, seconds, [program("lame"), "--quiet"])


def _encoded(file: Path, seconds: float, encoder: list[str]) -> Path:
    source = wav(file.with_suffix(".source.wav"), seconds)
    subprocess.run([*encoder, str(source), str(file)], check=True, capture_output=True)
    source.unlink()
    return file


def m4a(file: Path, seconds: int = 2) -> Path:
    """Write the structure of an M4A file (ISO/IEC 14496-12) without sound that could be decoded: no free program
    of the test machine writes AAC."""
    codec = _box(b"esds", bytes(4) + b"\x03\x16" + bytes(3) + b"\x04\x11\x40" + bytes(12))
    sound = struct.pack(">H", 1) + bytes(8) + struct.pack(">HHIHH", 1, 16, 0, RATE, 0)
    entry = _box(b"mp4a", bytes(6) + sound + codec)
    table = _box(b"stsd", struct.pack(">II", 0, 1) + entry)
    media = _box(b"mdia", _box(b"minf", _box(b"stbl", table)))
    header = _box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + bytes(80))
    movie = _box(b"moov", header + _box(b"trak", media))
    file.write_bytes(_box(b"ftyp", b"M4A \0\0\0\0M4A isom") + movie + _box(b"mdat", bytes(500)))
    return file


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content
