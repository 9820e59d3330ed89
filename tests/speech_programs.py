"""The programs that make audio. Tests skip, by name, without one that is not installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import wave
from pathlib import Path

import pytest

# Says each character in a hundredth of a second, at 8,000 Hz: an engine of another kind than eSpeak NG.
TONE = """
import struct, sys
text = sys.stdin.buffer.read().decode()
samples = bytes(160) * len(text)
sys.stdout.buffer.write(b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVEfmt " + struct.pack(
    "<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16) + b"data" + struct.pack("<I", len(samples)) + samples)
"""


def program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def command(folder: Path, script: str, *arguments: str) -> str:
    """A command for a speech engine that is a script in Python."""
    file = folder / "engine.py"
    file.write_text(script, "utf-8")
    return " ".join([f"'{sys.executable}'", f"'{file}'", *arguments])


def decoded_seconds(file: Path, folder: Path) -> float:
    """The length of an audio file, by decoding it."""
    target = folder / "decoded.wav"
    decoder = [program("opusdec"), "--quiet"] if file.suffix == ".ogg" else [program("lame"), "--quiet", "--decode"]
    subprocess.run([*decoder, str(file), str(target)], check=True, capture_output=True)
    with wave.open(str(target)) as wav:
        return wav.getnframes() / wav.getframerate()
