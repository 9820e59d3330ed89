"""Opens a page, brings it into one state after another, and lets the checkers look at each."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, Page, ViewportSize

from bantin_reader.model.preferences import COOKIE, THEME
from tests.browser.audit.kinds import KINDS, Kind
from tests.browser.audit.results import Checked
from tests.browser.audit.states import WHOLE, State
from tests.browser.checker_rules import ALL, COLOURS, SIZES
from tests.browser.checkers import Checker, alfa, axe, html_codesniffer, ibm, versions
from tests.browser.conftest import OpenContext
from tests.browser.false_alarms import COVERED
from tests.browser.site import LiveSite
from tests.conftest import ROOT

# A viewport's height at a width in CSS px: a phone, a desk.
HEIGHTS = {320: 640, 1280: 800}
# What the page's own scripts do when another tab has changed a preference.
FOLLOW = "() => { bantin.apply(bantin.parseCookie(bantin.readCookie())); bantin.updateControls() }"
# The embed's scripts know no cookie of the site; the attributes are those that the server renders.
SET = "(values) => { Object.assign(document.documentElement.dataset, values) }"
# The live region stands outside of every landmark: its text is for the voice, except where it shows a problem.
SILENCE = """() => {
  const status = document.querySelector('#status:not([data-problem])')
  if (status) status.textContent = ''
}"""
SHOWN = "(({ dataset, lang }) => [dataset.theme, dataset.text, lang])(document.documentElement)"
BOXES = """() => [...document.body.querySelectorAll('*')].filter((one) => one.checkVisibility()).map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect()
  return [one.tagName, x, y, width, height].join(' ')
}).join()"""
# What is shown, to the eye or to the voice: the elements of the page by their number.
VISIBLE = """() => [...document.body.querySelectorAll('*')]
  .flatMap((one, number) => one.checkVisibility({ visibilityProperty: true }) ? [`${number} ${one.tagName}`] : [])"""
CHECKERS: Mapping[str, Checker] = {"axe": axe, "HTML_CodeSniffer": html_codesniffer, "IBM": ibm, "Alfa": alfa}
# What Alfa calls too small where something covers a part of it.
TOO_SMALL = ("sia-r111", "sia-r113")
FIRST_THEME = THEME.options[0]
# Axe and HTML_CodeSniffer look at the colours of every state. IBM and Alfa, which take longer, look at those
# of each other theme at each width once: no rule asks for more contrast of larger letters or in another language.
SLOW = {("vi", "100", 320), ("en", "100", 1280)}


def fingerprint(kind: Kind, markup: bytes) -> str:
    """Stands for a page's markup, what is done on it, its scripts and style sheets, and for how it is checked."""
    code = [inspect.getsource(one) for one in (axe, html_codesniffer, ibm, alfa, kind.prepare) if one is not None]
    browser = ROOT / "tests" / "browser"
    checkers = [browser / name for name in ("alfa.js", "alfa_snapshot.js", "checker_rules.py")]
    files = [ROOT / "static" / "dist" / "meta.json", *checkers, Path(__file__)]
    told = [kind.cookie, kind.scripts, json.dumps(versions()), *code]
    parts = [markup, *(one.encode() for one in told), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


class Inspection:
    """A page of one kind in one language."""

    def __init__(self, open_context: OpenContext, site: LiveSite, kind: str, locale: str) -> None:
        self._open_context, self._site, self._locale = open_context, site, locale
        self._kind: Kind = KINDS[kind]
        self._boxes: dict[tuple[str, str, int], str] = {}
        self._visible: set[str] = set()

    def markup(self, *, script: bool) -> bytes:
        """The page as the server sends it for the defaults."""
        self._site.scripts = script
        reader = self._open_context()
        self._prefer(reader, f"lang={self._locale}{self._kind.cookie}")
        body = reader.request.get(self._path(lang=self._locale)).body()
        reader.close()
        return body

    def check(self, states: Iterable[State]) -> Iterator[tuple[State, Checked]]:
        """Check the page in these states: one load for all that have scripts, one for each that has none."""
        page: Page | None = None
        for state in states:
            if state.script:
                page = page or self.load(state)
                rules = self._rules(page, state)
                self.enter(page, state)
                yield state, self._checked(page, rules)
            else:
                plain = self.load(state)
                yield state, self._checked(plain, dict.fromkeys(CHECKERS, ALL))
                plain.context.close()

    def load(self, state: State) -> Page:
        """Open the page in a state, in a browser of its own, and do what the kind says."""
        self._site.scripts = state.script
        workers = "allow" if self._kind.keeps else "block"
        reader = self._open_context(bypass_csp=True, service_workers=workers, viewport=_viewport(state))
        self._prefer(reader, state.cookie)
        page = reader.new_page()
        if self._kind.scripts:
            page.add_init_script(self._kind.scripts)
        page.goto(self._path(theme=state.theme, lang=state.locale, text=state.text), wait_until="load")
        if self._kind.prepare is not None:
            self._kind.prepare(page)
            page.evaluate(SILENCE)
        return page

    def enter(self, page: Page, state: State) -> None:
        """Bring the page into a state, without loading it again."""
        page.set_viewport_size(_viewport(state))
        self._prefer(page.context, state.cookie)
        page.evaluate(SET, {"theme": state.theme, "text": state.text}) if self._kind.is_embed else page.evaluate(FOLLOW)
        assert page.evaluate(SHOWN) == [state.theme, state.text, state.locale]

    def _rules(self, page: Page, state: State) -> dict[str, str]:
        """The checkers to run in a state, and their rules.

        In the first theme all, or those of size where a layout shows no element that those of WHOLE do not show. Where
        another theme leaves every box in its place, it changes colours alone.
        """
        first = replace(state, theme=FIRST_THEME)
        boxes = self._boxes_of(page, first)
        if state == first:
            is_like_whole = (state.text, state.width) not in WHOLE and self._shows_nothing_new(page, state)
            return dict.fromkeys(CHECKERS, SIZES if is_like_whole else ALL)
        if self._boxes_of(page, state) != boxes:
            return dict.fromkeys(CHECKERS, ALL)
        names = CHECKERS if state.layout in SLOW else ("axe", "HTML_CodeSniffer")
        return dict.fromkeys(names, COLOURS)

    def _shows_nothing_new(self, page: Page, state: State) -> bool:
        for text, width in WHOLE if not self._visible else ():
            self.enter(page, replace(state, text=text, width=width))
            self._visible.update(page.evaluate(VISIBLE))
        self.enter(page, state)
        return self._visible.issuperset(page.evaluate(VISIBLE))

    def _boxes_of(self, page: Page, state: State) -> str:
        if state.theme != FIRST_THEME or state.layout not in self._boxes:
            self.enter(page, state)
            boxes: str = page.evaluate(BOXES)
            if state.theme != FIRST_THEME:
                return boxes
            self._boxes[state.layout] = boxes
        return self._boxes[state.layout]

    def _checked(self, page: Page, rules: Mapping[str, str]) -> Checked:
        found = [one for name, scope in rules.items() for one in CHECKERS[name](page, undecided=True, scope=scope)]
        if self._kind.covers:
            found = [replace(one, rule=f"{one.rule}{COVERED}") if one.rule in TOO_SMALL else one for one in found]
        return Checked(tuple(found), rules)

    def _path(self, **values: str) -> str:
        """The address; an embed has its preferences there."""
        joint = "&" if "?" in self._kind.path else "?"
        return f"{self._kind.path}{joint}{urlencode(values)}" if self._kind.is_embed else self._kind.path

    def _prefer(self, reader: BrowserContext, cookie: str) -> None:
        reader.add_cookies([{"name": COOKIE, "value": cookie, "url": self._site.url}])


def _viewport(state: State) -> ViewportSize:
    return {"width": state.width, "height": HEIGHTS[state.width]}
