"""A speech server for Orca that says nothing and appends each utterance to a file.

Orca imports it in Debian's Python, from its preferences folder, as its setting `speechServerFactory` says. The file is
ORCA_SPEECH of the environment: one JSON string a line, and `null` when Orca has read a page to its end.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from gi.repository import GLib
from orca import speechserver


class SpeechServer(speechserver.SpeechServer):  # type: ignore[misc]
    """What Orca calls; everything that changes the voice is inherited and does nothing."""

    _server: SpeechServer | None = None

    @staticmethod
    def getFactoryName() -> str:
        return "Recording"

    @staticmethod
    def getSpeechServers() -> list[SpeechServer]:
        return [SpeechServer.getSpeechServer()]

    @staticmethod
    def getSpeechServer(info: object = None) -> SpeechServer:
        SpeechServer._server = SpeechServer._server or SpeechServer()
        return SpeechServer._server

    def getInfo(self) -> list[str]:
        return ["Recording", "recording"]

    def getVoiceFamilies(self) -> list[Any]:
        return []

    def speak(self, text: str | None = None, acss: object = None, interrupt: bool = True) -> None:
        if text:
            self._record(text)

    def _record(self, text: str | None) -> None:
        with Path(os.environ["ORCA_SPEECH"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(text, ensure_ascii=False) + "\n")

    def speakCharacter(self, character: str, acss: object = None) -> None:
        self.speak(character)

    def sayAll(self, utterances: Iterator[tuple[Any, Any]], progress: Callable[[Any, int], None]) -> None:
        """Record one utterance whenever Orca is idle, as a voice would end one after the other."""

        def say_next() -> bool:
            context, _ = next(utterances, (None, None))
            if context is None:
                self._record(None)
                return False
            self.speak(context.utterance)
            progress(context, speechserver.SayAllContext.COMPLETED)
            return True

        GLib.idle_add(say_next)
