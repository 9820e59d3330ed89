"""Every pair of options of two preferences, on narrow and wide screens: contrast, clipping, overlap, targets, shifts.

`PAIRS=all` (`make test-pairs`) walks four widths, otherwise two, and loads the page in every combination, otherwise in
some.
"""

from __future__ import annotations

import os
from itertools import combinations, product

import pytest
from playwright.sync_api import Page

from bantin_reader.model.preferences import COOKIE, LANG, TABLE, Preference
from tests.browser.conftest import LONG_READ, OpenContext
from tests.browser.layout_checker import layout_faults
from tests.browser.site import LiveSite
from tests.browser.test_bounds import SHIFTS, too_small

ROWS = [row for row in TABLE.values() if row is not LANG]
WALKS_ALL = os.environ.get("PAIRS") == "all"
WIDTHS = [320, 360, 768, 1280] if WALKS_ALL else [320, 1280]
Combination = dict[str, str]

LOW_CONTRAST = """() => {
  const channel = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number)
  const luminance = (colour) => {
    const [red, green, blue] = parts(colour).map((value) => channel(value / 255))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const paper = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (parts(backgroundColor)[3] !== 0) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  return [...document.querySelectorAll('h1, h2, p, a, button, summary, figcaption, time, span')]
    .filter((one) => one.checkVisibility() && one.innerText.trim())
    .map((one) => [one, ...[luminance(getComputedStyle(one).color), luminance(paper(one))].sort((a, b) => b - a)])
    .filter(([, light, dark]) => (light + 0.05) / (dark + 0.05) < 7)
    .map(([one]) => `contrast: ${one.innerText.slice(0, 40)}`)
}"""


def pairs_of(chosen: Combination) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(pair) for pair in combinations(chosen.items(), 2)}


def covering(rows: list[Preference]) -> list[Combination]:
    """Few combinations that hold every pair of options of two rows."""
    wanted = {
        frozenset({(one.name, first), (other.name, second)})
        for one, other in combinations(rows, 2)
        for first, second in product(one.options, other.options)
    }
    found: list[Combination] = []
    while wanted:
        chosen = dict(min(wanted, key=sorted))
        for row in rows:
            if row.name not in chosen:
                new = {
                    option: sum(frozenset({(row.name, option), pair}) in wanted for pair in chosen.items())
                    for option in row.options
                }
                chosen[row.name] = max(row.options, key=new.__getitem__)
        found.append(chosen)
        wanted -= pairs_of(chosen)
    return found


COMBINATIONS = sorted(covering(ROWS), key=lambda chosen: chosen["images"])


def test_the_combinations_hold_every_pair() -> None:
    held = set().union(*(pairs_of(chosen) for chosen in COMBINATIONS))
    sizes = [len(row.options) for row in ROWS]
    assert len(held) == sum(one * other for one, other in combinations(sizes, 2))
    assert len(COMBINATIONS) < 80


def faults_of(page: Page, where: str) -> list[str]:
    return [
        *layout_faults(page, where),
        *too_small(page, where),
        *(f"{where}: {one}" for one in page.evaluate(LOW_CONTRAST)),
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_every_pair_of_options_reads_well(context: OpenContext, site: LiveSite, width: int) -> None:
    reader = context(viewport={"width": width, "height": 740})
    page = reader.new_page()
    found: list[str] = []
    images = ""
    for chosen in COMBINATIONS:
        if chosen["images"] != images:
            images = chosen["images"]
            reader.add_cookies([{"name": COOKIE, "value": f"images={images}", "url": site.url}])
            page.goto(LONG_READ)
            page.locator("#toolbar-settings > summary").click()
        page.evaluate("(chosen) => { Object.assign(document.documentElement.dataset, chosen) }", chosen)
        found += faults_of(page, ", ".join(f"{name}={value}" for name, value in chosen.items()))
    assert not found, "\n".join(found[:40])


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_shifts_while_a_page_loads_in_a_combination(context: OpenContext, site: LiveSite, width: int) -> None:
    reader = context(viewport={"width": width, "height": 740})
    page = reader.new_page()
    shifted: list[str] = []
    for chosen in COMBINATIONS if WALKS_ALL else COMBINATIONS[::12]:
        cookie = "&".join(f"{name}={value}" for name, value in chosen.items())
        reader.add_cookies([{"name": COOKIE, "value": cookie, "url": site.url}])
        page.goto(LONG_READ, wait_until="networkidle")
        assert page.locator("html").get_attribute("data-text") == chosen["text"]
        if shift := page.evaluate(SHIFTS):
            shifted.append(f"{cookie}: {shift}")
    assert not shifted, "\n".join(shifted)
