"""Scenarios of listening to a recording and to the site's audio, the same for every engine (listening_scenarios.py)."""

from __future__ import annotations

import pytest

from tests.browser.conftest import ARTICLE
from tests.browser.engine_probe import PROBE
from tests.browser.engine_scenarios import Run
from tests.browser.listening_scenarios import HEARD

PLAYS = "return document.getElementById('audio-element')?.currentTime > 0"
PLAYING = """const audio = document.getElementById('audio-element')
return {
  troubles: probe.troubles,
  error: audio.error?.message ?? null,
  seconds: audio.duration,
  at: audio.currentTime,
  paused: audio.paused,
  title: document.querySelector('h1').textContent.trim(),
  voice: document.getElementById('player-voice')?.value,
  place: document.getElementById('player-place')?.textContent,
  marked: globalThis.CSS?.highlights ? [...(CSS.highlights.get('br-read-aloud') ?? [])].map(String).join('') : null
}"""


class ListeningToRecording:
    """The publisher's own recording, on a site that has one (recorded_site.py); to be run with the real engines."""

    def test_it_plays_and_is_gone_through_by_time(self, run: Run) -> None:
        seen = run(
            [
                ("open", "/articles/tin-loa-xa"),
                HEARD,
                ("click", "#listen"),
                ("until", PLAYS),
                ("eval", "began", PROBE + PLAYING),
                ("click", "#player-play"),
                ("click", "#player-next"),
                ("until", "return document.getElementById('audio-element').currentTime >= 15"),
                ("eval", "moved", PROBE + PLAYING),
                ("click", "#player-close"),
                ("eval", "closed", PROBE + PLAYING),
            ]
        )
        began, moved, closed = (seen[name] for name in ("began", "moved", "closed"))
        assert (began["error"], began["voice"]) == (None, "Bản thu của tòa soạn")
        assert began["seconds"] == pytest.approx(90, abs=0.5)
        assert began["place"].endswith("/ 1:30")
        assert (moved["paused"], moved["place"].split(" ")[0]) == (True, f"0:{int(moved['at']):02}")
        assert (closed["paused"], closed["error"]) == (True, None)


NUMBER = "Number(document.getElementById('player-place').textContent.match(/\\d+/)[0])"


class ListeningToAudio:
    """The site's audio of an article, on a site that has it (audio_site.py); to be run with the real engines."""

    def test_it_plays_and_is_gone_through_by_sentences(self, run: Run) -> None:
        """Firefox plays faster than the clock where there is no sound device: several sentences may have passed."""
        seen = run(
            [
                ("open", ARTICLE),
                HEARD,
                ("click", "#listen"),
                ("until", PLAYS),
                ("click", "#player-play"),
                ("eval", "paused", PROBE + PLAYING),
                ("eval", "", f"window.first = {NUMBER}"),
                ("click", "#player-next"),
                ("until", f"return {NUMBER} > window.first"),
                ("click", "#player-play"),
                ("eval", "moved", PROBE + PLAYING),
                ("click", "#player-close"),
                ("eval", "closed", PROBE + PLAYING),
            ]
        )
        paused, moved, closed = (seen[name] for name in ("paused", "moved", "closed"))
        assert (paused["error"], paused["paused"]) == (None, True)
        assert paused["place"].endswith(moved["place"].split("/")[1])
        assert 0 < paused["at"] < moved["at"] < moved["seconds"]
        assert paused["marked"] is None or paused["marked"] not in ("", moved["marked"])
        assert (closed["paused"], closed["error"], closed["marked"] or None) == (True, None, None)
