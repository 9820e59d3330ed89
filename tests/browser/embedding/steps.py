"""Steps in an embed's frame, for the drivers; addresses are absolute."""

from __future__ import annotations

from collections.abc import Sequence

from tests.browser.embedding.probe import LOOK, PROBE
from tests.browser.engine_scenarios import Step

FRAME = "#embed"
INSIDE: Step = ("frame", FRAME)


def look(name: str) -> Step:
    return ("eval", name, PROBE + LOOK)


def until(condition: str) -> Step:
    return ("until", f"{PROBE} return document.readyState === 'complete' && {condition}")


# A frame that has not been loaded yet is a complete blank page.
SHOWN = until("'embed' in document.documentElement.dataset")

FITS = until("document.documentElement.scrollHeight <= innerHeight + 1")


def opened(address: str) -> list[Step]:
    return [("open", address), INSIDE, SHOWN]


def press(control: str, by: Sequence[Step] = (), **shown: str) -> list[Step]:
    """Press, and wait for the response to htmx, or the page that is loaded, and for the values in `shown`."""
    pressing = by or [("click", f"#toolbar-{control}")]
    conditions = [f"document.documentElement.dataset.{name} === '{value}'" for name, value in shown.items()]
    taken = "(probe.answers || document.documentElement.dataset.pressed)"
    return [("eval", "", f"{PROBE} probe.answers = 0"), *pressing, until(" && ".join([taken, *conditions]))]


def tab_and_enter() -> list[Step]:
    """Tab from the host page's link before the frame to the second control in it, and press Enter."""
    steps: list[Step] = [("top",), ("eval", "", "document.querySelector('#before').focus()"), INSIDE]
    for stop in ("smaller", "larger"):
        steps += [("key", "Tab"), ("until", f"return document.activeElement.id === 'toolbar-{stop}'")]
    return [*steps, ("key", "Enter")]


def again() -> list[Step]:
    return [("top",), ("reload",), INSIDE, SHOWN]


# The elements that the Tab key reaches.
STOPS = "[...document.querySelectorAll('a[href], summary, [tabindex]')].filter((one) => one.checkVisibility())"


def on_stop(place: int) -> list[Step]:
    """Wait until the focus is on a stop in the frame, with a visible outline."""
    ringed = "now.matches(':focus-visible') && getComputedStyle(now).outlineStyle !== 'none'"
    return [
        INSIDE,
        ("until", f"const now = document.activeElement; return now === ({STOPS})[{place}] && {ringed}"),
    ]


def on_host(link: str) -> list[Step]:
    return [("top",), ("until", f"return document.activeElement.id === '{link}'")]
