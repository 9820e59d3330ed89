"""Scenarios of listening, the same for every engine. Each engine's test file provides `run` (engine_scenarios.py).

A headless browser has no voices: `with_voices` gives pages a speech engine that writes down what it is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from werkzeug.test import run_wsgi_app

from tests.browser.conftest import ARTICLE, TWO_PICTURES
from tests.browser.engine_probe import PROBE
from tests.browser.engine_scenarios import Run, Step
from tests.browser.site import LiveSite
from tests.browser.voices import VOICES

SCRIPT = "/voices.js"
HEARD: Step = ("until", "return document.getElementById('listen')?.hidden === false")
OPEN: Step = ("until", "return !!(document.getElementById('player') && said.length && speechSynthesis.current?.onend)")
STATE = """return {
  troubles: probe.troubles,
  said: said.map(([text]) => text),
  focused: document.activeElement.id,
  place: document.getElementById('player-place')?.textContent ?? null,
  button: document.getElementById('player-play')?.textContent ?? null,
  title: document.querySelector('h1').textContent.trim(),
  marked: globalThis.CSS?.highlights ? [...(CSS.highlights.get('br-read-aloud') ?? [])].map(String).join('') : null
}"""


def state(name: str) -> Step:
    return ("eval", name, PROBE + STATE)


def with_voices(app: WSGIApplication, voices: str = VOICES) -> WSGIApplication:
    """The application whose pages load the speech engine before their own scripts, as the policy allows."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == SCRIPT:
            start("200 OK", [("Content-Type", "text/javascript; charset=utf-8")])
            return [voices.encode()]
        plain = {name: value for name, value in environ.items() if name != "HTTP_ACCEPT_ENCODING"}
        body, status, headers = run_wsgi_app(app, plain, buffered=True)
        content = b"".join(body)
        if headers.get("Content-Type", "").startswith("text/html"):
            content = content.replace(b"<title>", b'<script src="%b"></script><title>' % SCRIPT.encode(), 1)
            headers["Content-Length"] = str(len(content))
        start(status, headers.to_wsgi_list())
        return [content]

    return answer


class Listening:
    """Every scenario; to be run with the real engines."""

    @pytest.fixture(autouse=True)
    def _voices(self, site: LiveSite, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(site, "_app", with_voices(site._app))

    def test_the_player_says_marks_and_moves_on(self, run: Run) -> None:
        seen = run(
            [
                ("open", ARTICLE),
                HEARD,
                ("click", "#listen"),
                OPEN,
                state("began"),
                ("click", "#player-next"),
                ("until", "return said.length === 2"),
                state("second"),
                ("click", "#player-back"),
                ("until", "return said.length === 3"),
                ("click", "#player-play"),
                state("paused"),
                ("click", "#player-close"),
                state("closed"),
            ]
        )
        began, second, paused, closed = (seen[name] for name in ("began", "second", "paused", "closed"))
        assert began["said"] == [began["title"]]
        assert began["focused"] == "player-play"
        assert began["place"].startswith("Câu 1 /")
        assert began["marked"] in (None, began["title"])
        assert second["place"].startswith("Câu 2 /")
        assert (paused["said"][2], paused["button"]) == (began["title"], "Nghe tiếp")
        assert (closed["place"], closed["focused"], closed["marked"] or None) == (None, "listen", None)

    def test_the_keyboard_pauses_and_closes(self, run: Run) -> None:
        enter = [
            ("key", "Enter"),
            ("until", "return document.getElementById('player-play').textContent === 'Nghe tiếp'"),
        ]
        seen = run(
            [
                ("open", ARTICLE),
                HEARD,
                ("eval", "", "document.getElementById('listen').focus()"),
                ("key", "Enter"),
                OPEN,
                *enter,
                ("key", "Tab"),
                state("after"),
            ]
        )
        assert seen["after"]["focused"] == "player-back"

    def test_listening_goes_on_with_the_next_article(self, run: Run) -> None:
        last = "for (let at = 0; at < 200; at += 1) document.getElementById('player-next').click()"
        seen = run(
            [
                ("open", TWO_PICTURES),
                HEARD,
                ("click", "#listen"),
                OPEN,
                ("eval", "", last),
                ("until", "return !!speechSynthesis.current?.onend"),
                ("eval", "", "speechSynthesis.end()"),
                ("until", "return !document.getElementById('player-onward').hidden"),
                ("click", "#player-onward"),
                ("until", f"return location.pathname !== '{TWO_PICTURES}' && globalThis.said?.length === 1"),
                state("next"),
            ]
        )
        [title] = seen["next"]["said"]
        assert title[:12] == seen["next"]["title"][:12]  # the years after it are said in words
        assert seen["next"]["place"].startswith("Câu 1 /")
        assert seen["next"]["button"] == "Tạm dừng"
