"""Nothing shifts when a page arrives in two parts, whatever element the first part ends in."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from itertools import groupby
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.site import Quiet, read_whole

# The start tags after which a first part may end, up to the end of the toolbar: the element and its class.
START_TAGS = re.compile(r"<(a|button|summary|nav|h1|details|form|article|main)\b(?:[^>]* class=\"([^\"]*)\")?[^>]*>")
PAINTED = "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"
SHIFTS = """() => new Promise((resolve) => {
  const seen = []
  const rectangle = ({ x, y, width, height }) => `${x},${y} ${width}×${height}`
  const add = (list) => list.getEntries().flatMap(({ sources }) => sources).forEach((source) => {
    const name = (source.node?.outerHTML ?? source.node?.data ?? 'generated content').slice(0, 80)
    seen.push(`${name} from ${rectangle(source.previousRect)} to ${rectangle(source.currentRect)}`)
  })
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(seen), 100)
})"""


class HalfSite:
    """The application, which sends `html` for LONG_READ in two parts: `cut` characters, the rest after `release`.

    It has no Content Security Policy, so that a test can add a style.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self.cut = 0
        self.html = ""
        self.release = threading.Event()
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=Quiet)
        self.url = f"http://127.0.0.1:{self._server.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def page(self) -> str:
        headers = {"REQUEST_METHOD": "GET", "PATH_INFO": LONG_READ, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80"}
        return read_whole(self._app, {**headers, "HTTP_HOST": "127.0.0.1", "wsgi.url_scheme": "http"})[2].decode()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == LONG_READ:
            start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return self._parts()
        status, headers, body = read_whole(self._app, environ)
        start(status, [(name, value) for name, value in headers if name != "Content-Length"])
        return [body]

    def _parts(self) -> Iterator[bytes]:
        yield self.html[: self.cut].encode()
        self.release.wait(20)
        yield self.html[self.cut :].encode()


@pytest.fixture(scope="module")
def half_site(landed: Settings) -> Iterator[HalfSite]:
    site = HalfSite(create_app(landed))
    yield site
    site.release.set()
    site.stop()


def shifted(page: Page, site: HalfSite) -> list[str]:
    """The elements that shift when the second part arrives after the first has been painted."""
    site.release.clear()
    page.goto(site.url + LONG_READ, wait_until="commit")
    page.wait_for_selector("body > *", state="attached")
    page.evaluate(PAINTED)
    site.release.set()
    page.wait_for_load_state("load")
    elements: list[str] = page.evaluate(SHIFTS)
    return elements


def test_nothing_shifts_wherever_the_first_part_ends(context: OpenContext, half_site: HalfSite) -> None:
    page = context().new_page()
    html = half_site.html = half_site.page()
    end = html.index('<div class="br-article">')
    # Of links or buttons of one kind in a row, the first and the last.
    rows = [[*row] for _, row in groupby(START_TAGS.finditer(html, html.index("<body"), end), re.Match.groups)]
    cuts = sorted({tag.end() for first, *_, last in ([row[0], *row] for row in rows) for tag in (first, last)})
    assert len(cuts) > 30
    found = {}
    for half_site.cut in cuts:
        if elements := shifted(page, half_site):
            found[html[half_site.cut - 60 : half_site.cut]] = elements
    assert not found, "\n".join(f"{cut!r}: {elements}" for cut, elements in found.items())


def test_a_shift_by_the_second_part_is_found(context: OpenContext, half_site: HalfSite) -> None:
    shown = ".br-masthead :is(nav, form, details, .br-masthead__links) { visibility: visible !important }"
    half_site.html = half_site.page().replace("</head>", f"<style>{shown}</style></head>")
    half_site.cut = half_site.html.index(">", half_site.html.index("<button", half_site.html.index("<header"))) + 1
    assert shifted(context().new_page(), half_site)
