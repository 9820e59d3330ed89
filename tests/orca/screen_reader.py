"""Orca, the keyboard, and what Orca says."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copy

RECORDER = Path(__file__).with_name("recording_speech.py")
# Orca answers keys in their order. This key asks for the time, and pressed twice for the date: their format is a mark.
TIME_KEY, MARK = "Insert+t", "[end of what was said]"
# Orca's settings (orca/settings.py, `userCustomizableSettings`): our speech server, the keys of a desktop's keyboard.
SETTINGS = {
    "speechServerFactory": RECORDER.stem,
    "presentTimeFormat": MARK,
    "presentDateFormat": MARK,
    "keyboardLayout": 1,
    "enableBraille": False,
    "enableSound": False,
    "startingProfile": ["Default", "default"],
}
PATIENCE_SECONDS = 120
SETTLING_SECONDS = 0.3

Utterances = list[str | None]

# Firefox offers to translate a page, at any moment; our pages have no alert.
BROWSERS_NOTICE = "alert."


@contextmanager
def process(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a process group of its own, which is ended with all that it has started."""
    with (
        log.open("ab") as output,
        subprocess.Popen(command, env=environment, stdout=output, stderr=output, start_new_session=True) as program,
    ):
        try:
            yield program
        finally:
            os.killpg(program.pid, signal.SIGTERM)
            try:
                program.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)


def write_preferences(folder: Path) -> None:
    """Orca's preferences folder: the settings, and the speech server that they name."""
    folder.mkdir()
    copy(RECORDER, folder)
    profile = {"profile": ["Default", "default"], "pronunciations": {}, "keybindings": {}}
    preferences = {"general": SETTINGS, "profiles": {"default": profile}, "pronunciations": {}, "keybindings": {}}
    (folder / "user-settings.conf").write_text(json.dumps(preferences), "utf-8")


class ScreenReader:
    """Presses keys on the display of `environment`, and returns what Orca has said since."""

    def __init__(self, environment: Mapping[str, str], speech: Path) -> None:
        self._environment = environment
        self._speech = speech
        self._told = 0

    def said(self, *keys: str) -> list[str]:
        """What Orca says in answer to these keys, given by their X names, one after the other."""
        utterances = self._wait(lambda said: MARK in said, *keys, TIME_KEY)
        # A browser may report its caret or focus later than Orca answers the key that has moved it.
        later = utterances
        while set(later) != {MARK}:
            time.sleep(SETTLING_SECONDS)
            later = self._wait(lambda said: MARK in said, TIME_KEY)
            utterances += later
        return [one for one in utterances if one is not None and one != MARK]

    def said_until(self, words: str, *keys: str) -> list[str]:
        """The same, for what a page says later: the last utterance returned contains `words`."""
        utterances = self._wait(lambda said: any(words in (one or "") for one in said), *keys)
        return [one for one in utterances if one is not None]

    def read_to_the_end(self, start: str = "") -> list[str]:
        """What Orca says from the utterance that contains `start` until it has read the page to its end."""

        def first(said: Utterances) -> int:
            return next((index for index, one in enumerate(said) if start in (one or "")), len(said))

        utterances = self._wait(lambda said: None in said[first(said) :])
        return [one for one in utterances[first(utterances) :] if one is not None]

    def _wait(self, ended: Callable[[Utterances], bool], *keys: str) -> Utterances:
        for key in keys:
            self._press(key)
        end = time.monotonic() + PATIENCE_SECONDS
        while not ended(self._all()[self._told :]):
            assert time.monotonic() < end, f"after {keys} Orca said only: {self._all()[self._told :]}"
            time.sleep(0.05)
        utterances = self._all()[self._told :]
        self._told += len(utterances)
        return utterances

    def _press(self, key: str) -> None:
        subprocess.run(["xdotool", "key", key], env=self._environment, check=True)

    def _all(self) -> Utterances:
        lines = self._speech.read_text("utf-8").splitlines(keepends=True)
        said = [json.loads(line) for line in lines if line.endswith("\n")]
        return [one for one in said if one != BROWSERS_NOTICE]
