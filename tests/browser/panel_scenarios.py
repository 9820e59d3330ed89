"""The panel of reading settings by the keyboard, the same in every engine. Each engine's test file provides `run`."""

from __future__ import annotations

import pytest

from tests.browser.conftest import LONG_READ
from tests.browser.engine_probe import PROBE
from tests.browser.engine_scenarios import Run, Step, script, until

PANEL = "#toolbar-settings-panel"
OPENED = until(f"document.querySelector('#toolbar-settings[open] {PANEL}') !== null")
SET_SIZE = "document.cookie = 'bantin_prefs=text={}; path=/'"
# Where the focus is, and how many pixels of it lie outside of the panel or of the screen.
FOCUSED = f"""{PROBE}
const panel = document.querySelector('{PANEL}'), one = document.activeElement
const [box, edge] = [one, panel].map((each) => each.getBoundingClientRect())
const hidden = Math.max(edge.top - box.top, box.bottom - edge.bottom, box.bottom - innerHeight, -box.top, 0)
return {{ id: one.id, within: panel.contains(one), hidden: Math.floor(hidden), top: Math.round(scrollY),
  width: innerWidth, troubles: probe.troubles }}"""
COUNT = f"""{PROBE} return {{ count: [...document.querySelectorAll('{PANEL} :is(a, button)')]
  .filter((one) => one.checkVisibility()).length, troubles: probe.troubles }}"""


class ReadingPanel:
    """Subclassed once an engine, beside its `run`. `narrowest` is the least width of its windows, in px."""

    narrowest = 0

    @pytest.mark.parametrize(("width", "height", "size"), [(320, 640, 300), (360, 740, 100), (1280, 800, 100)])
    def test_tab_scrolls_each_control_of_the_panel_into_its_view(
        self, run: Run, width: int, height: int, size: int
    ) -> None:
        """WCAG 2.2, 2.4.11 and 2.4.12, forward and back."""
        start: list[Step] = [
            ("size", width, height), ("open", LONG_READ), script(SET_SIZE.format(size)), ("reload",),
            script("document.getElementById('toolbar-settings-name').focus()"), ("key", "Enter"), OPENED,
            ("eval", "count", COUNT),
        ]  # fmt: skip
        count = run(start)["count"]["count"]
        assert count > 25
        keys = ["Tab"] * count + ["Shift+Tab"] * (count - 1)
        walk: list[Step] = [
            step for place, key in enumerate(keys) for step in (("key", key), ("eval", f"{place}", FOCUSED))
        ]
        seen = run([*start, *walk])
        steps = [seen[f"{place}"] for place in range(len(keys))]
        assert {step["width"] for step in steps} == {max(width, self.narrowest)}
        assert all(step["within"] for step in steps)
        assert len({step["id"] for step in steps}) == count
        assert [(step["id"], step["hidden"]) for step in steps if step["hidden"]] == []
        assert {step["top"] for step in steps} == {steps[0]["top"]}
