"""Runs a program on one text, with limits of time and output, and without a shell."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import IO, cast

from bantin_reader.model.errors import SpeechRefused

# What the programs may know of this process; its settings may hold passwords.
ENVIRONMENT = ("PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR")
LONGEST_MESSAGE = 200


def run(command: Sequence[str], text: bytes = b"", *, seconds: float, most_bytes: int = 0) -> bytes:
    """What the program writes for a text on its standard input. Raises SpeechRefused, which names the program: where it
    is missing, fails, takes more than `seconds` or writes more than `most_bytes`."""
    name = Path(command[0]).name
    environment = {key: os.environ[key] for key in ENVIRONMENT if key in os.environ} | {"LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as messages:
        source.write(text)
        source.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - the operator's own command, without a shell
                command, stdin=source, stdout=subprocess.PIPE, stderr=messages, env=environment, start_new_session=True
            )
        except OSError as error:
            raise SpeechRefused(f"{name}: {error.strerror}") from error
        late: list[bool] = []

        def end_late() -> None:
            late.append(True)
            _kill(process)

        timer = Timer(seconds, end_late)
        timer.start()
        try:
            with process:
                written = cast(IO[bytes], process.stdout).read(most_bytes + 1)
                if len(written) > most_bytes:
                    _kill(process)
        finally:
            timer.cancel()
            _kill(process)
        if late:
            raise SpeechRefused(f"{name} took more than {seconds:g} seconds")
        if len(written) > most_bytes:
            raise SpeechRefused(f"{name} wrote more than {most_bytes:,} bytes")
        if process.returncode != 0:
            messages.seek(0)
            raise SpeechRefused(f"{name}: {_line(messages.read(4096)) or f'status {process.returncode}'}")
        return written


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program with everything that it has started."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _line(message: bytes) -> str:
    """A message in one line of printable characters."""
    text = " ".join(message.decode("utf-8", "replace").split())
    return "".join(filter(str.isprintable, text))[:LONGEST_MESSAGE]
