"""Measures in Chromium how soon a press shows, and a first visit on a slow phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from bantin_reader.model.preferences import COOKIE
from benchmarks.table import Asked, asked_table, markdown, number

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SLOWED = 4
PRESSES = 30
VISITS = 5
LATENCY = 400
SLOW_BYTES = 400_000 // 8
BOUNDED_BY = "styles and the text near the viewport are computed inside the click"

# From the press to the first moment after the frame with the new size: a message sent in a frame comes after it.
WATCH_PRESSES = """
window.pressed = 0
window.shown = []
addEventListener('click', (event) => { window.pressed = event.timeStamp }, true)
addEventListener('DOMContentLoaded', () => new MutationObserver(() => requestAnimationFrame(() => {
  const after = new MessageChannel()
  after.port1.onmessage = () => window.shown.push(performance.now() - window.pressed)
  after.port2.postMessage(0)
})).observe(document.documentElement, { attributes: true, attributeFilter: ['data-text'] }))
"""

# The last moment at which a larger text was painted: from then on all text of the first screen can be read.
WATCH_VISIT = """
window.visit = { text: 0, shift: 0 }
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  if (!entry.url) window.visit.text = entry.startTime
})).observe({ type: 'largest-contentful-paint', buffered: true })
new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { window.visit.shift += value }))
  .observe({ type: 'layout-shift', buffered: true })
"""
VISIT = """() => {
  const [page] = performance.getEntriesByType('navigation')
  const [first] = performance.getEntriesByName('first-contentful-paint')
  const { text, shift } = window.visit
  return { byte: page.responseStart, painted: first.startTime, text, shift,
    bytes: performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, page.transferSize) }
}"""


@dataclass(frozen=True)
class Network:
    name: str
    latency: int = 0
    bytes_a_second: int = -1
    offline: bool = False


FAST = Network("network as it is")
SLOW = Network("400 ms network", LATENCY)
OFFLINE = Network("offline", offline=True)
LARGEST = "network as it is, 250 to 300 % in Literata"
SLOW_3G = Network("slow 3G", LATENCY, SLOW_BYTES)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def phone(browser: Browser, script: str) -> BrowserContext:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    context.add_init_script(script)
    return context


def connect(session: CDPSession, network: Network) -> None:
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": network.offline,
            "latency": network.latency,
            "downloadThroughput": network.bytes_a_second,
            "uploadThroughput": network.bytes_a_second,
        },
    )


def presses(browser: Browser, url: str, network: Network, preferences: str = "") -> list[float]:
    """Milliseconds of each press, larger and smaller in turn, each after the response to the one before."""
    context = phone(browser, WATCH_PRESSES)
    context.add_cookies([{"name": COOKIE, "value": preferences, "url": url}])
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    connect(session, network)
    for number_ in range(PRESSES):
        page.locator(f"#toolbar-{'smaller' if number_ % 2 else 'larger'}").click()
        # Nothing is asked of the page meanwhile: it has a slow processor to itself.
        page.wait_for_timeout(2 * network.latency + 400)
    shown: list[float] = page.evaluate("window.shown")
    context.close()
    if len(shown) != PRESSES:
        raise ValueError(f"{len(shown)} of {PRESSES} presses showed on {network.name}")
    return shown


def visit(browser: Browser, url: str) -> dict[str, float]:
    context = phone(browser, WATCH_VISIT)
    page = context.new_page()
    connect(context.new_cdp_session(page), SLOW_3G)
    page.goto(url, wait_until="networkidle", timeout=60_000)
    _to_its_end(page)
    measured: dict[str, float] = page.evaluate(VISIT)
    context.close()
    return measured


def _to_its_end(page: Page) -> None:
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(1000)
    page.wait_for_load_state("networkidle")


def measure(url: str) -> str:
    with chromium() as browser:
        pressed = {network.name: presses(browser, url, network) for network in (FAST, SLOW, OFFLINE)}
        pressed[LARGEST] = presses(browser, url, FAST, "text=250&face=serif")
        visits = [visit(browser, url) for _ in range(VISITS)]
    rows = [[name, number(median(times)), number(max(times))] for name, times in pressed.items()]
    lines = [
        Asked(f"a press shows, {name}, median of {PRESSES}", 50, median(times), "ms", why=BOUNDED_BY)
        for name, times in pressed.items()
    ]
    lines += [
        Asked(
            "first visit on slow 3G: text readable after the first byte", 1500, _since_first_byte(visits, "text"), "ms"
        ),
        Asked("… all layout shifts, worst visit", 0, max(one["shift"] for one in visits), ""),
    ]
    head = ["a press, processor slowed four times", "median ms", "worst ms"]
    told = (
        f"First paint {number(_since_first_byte(visits, 'painted'))} ms after the first byte, which came after "
        f"{number(_median(visits, 'byte'))} ms; {number(_median(visits, 'bytes') / 1000)} kB in all "
        f"(medians of {VISITS} visits). Chromium delays the page after its first byte is noted: the latency of "
        f"{LATENCY} ms is in these figures, though a reader's first byte comes after it."
    )
    return f"{markdown(head, rows)}\n{asked_table(lines)}\n{told}\n"


def _median(visits: Sequence[dict[str, Any]], name: str) -> float:
    return float(median(one[name] for one in visits))


def _since_first_byte(visits: Sequence[dict[str, Any]], name: str) -> float:
    return float(median(one[name] - one["byte"] for one in visits))
