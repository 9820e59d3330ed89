"""Scenarios of the toolbar, the same for every engine. Each engine's test file provides `run`.

A scenario is a list of steps for a driver: `open` a path, `click` a selector with the mouse, press a `key`,
`eval` a script and keep its value under a name, poll `until` a script is true, `reload`, `pause` some seconds;
`frame` names the frame on the page where the later steps happen, `top` leaves it.
`run` returns the named values; the assertions are here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.browser.conftest import ARTICLE, LONG_READ
from tests.browser.engine_probe import LOOK, MARK, PROBE, READ_ON
from tests.browser.site import LiveSite

Step = tuple[Any, ...]
Run = Callable[[list[Step]], dict[str, Any]]

LARGER, THEMES, DARK = "#toolbar-larger", "#toolbar-settings-name", "#toolbar-theme-dark"
HOME_LINK = ".br-masthead__name"
# Visible and hidden texts of the page's controls.
CONTROLS = (
    "A−", "A+", "100%", "cỡ chữ", "Cách đọc", "Đặt lại", "Giao diện", "English", "Đến thẳng", "Nhúng", "iframe", "Chép",
)  # fmt: skip
PASTE_AREA = "window.pasteArea = document.body.appendChild(document.createElement('textarea')); pasteArea.focus()"
PASTED = "return { text: pasteArea.value, troubles: probe.troubles }"


def look(name: str) -> Step:
    return ("eval", name, PROBE + LOOK)


def script(text: str) -> Step:
    return ("eval", "", PROBE + text)


def until(condition: str) -> Step:
    return ("until", f"{PROBE} return document.readyState === 'complete' && {condition}")


def arrived(path: str) -> Step:
    return until(f"location.pathname === '{path}'")


def answers(count: int) -> Step:
    return until(f"probe.answers === {count}")


# A page from the back/forward cache gets its pageshow event late.
RESTORED = until("(!probe.button || probe.restored)")
ENTER: list[Step] = [script("probe.button.focus()"), ("key", "Enter")]
SPACE: list[Step] = [script("probe.button.focus()"), ("key", " ")]


def opened(path: str = ARTICLE) -> list[Step]:
    return [("open", path), script(MARK), look("opened")]


def assert_in_force(seen: dict[str, Any], *, text: str, theme: str = "auto") -> None:
    chosen = {"text": text} | ({"theme": theme} if theme != "auto" else {})
    assert (seen["text"], seen["theme"], seen["value"]) == (text, theme, f"{text}%")
    assert parse_qs(seen["cookie"]) == {name: [value] for name, value in chosen.items()}


def assert_article_without_controls(copied: str) -> None:
    """`copied` is the clipboard's text after the whole of ARTICLE was selected."""
    words = re.sub(r"\s+", " ", copied)
    for part in ("Vân Sơn tập huấn kỹ năng ứng phó lũ quét", "trị giá 12 triệu đồng./.", "Hoàng Minh Thư"):
        assert part in words
    assert [control for control in CONTROLS if control in words] == []


def posted(site: LiveSite) -> list[tuple[str, str]]:
    bodies = [parse_qs(body) for body in site.posts]
    assert all(len(body["text"]) == len(body["theme"]) == 1 for body in bodies)
    return [(body["text"][0], body["theme"][0]) for body in bodies]


def troubles(seen: dict[str, Any]) -> list[str]:
    """Every script error and policy violation that the looks saw."""
    return [trouble for view in seen.values() for trouble in view["troubles"]]


class ReadingToolbar:
    """Subclassed once an engine, beside its `run`, which fails on a script error or a policy violation."""

    @pytest.mark.parametrize("press", [[("click", LARGER)], ENTER, SPACE], ids=["mouse", "enter", "space"])
    def test_a_press_shows_inside_the_click_and_lasts(self, site: LiveSite, run: Run, press: list[Step]) -> None:
        site.delay = 1
        after = [look("waiting"), answers(1), look("answered"), ("reload",), look("reloaded")]
        seen = run([*opened(), *press, *after])
        first, waiting, answered = seen["opened"], seen["waiting"], seen["answered"]
        assert waiting["answers"] == 0
        for moment in (waiting["inside"], waiting, answered):
            assert_in_force(moment, text="110")
            assert moment["status"] == "Cỡ chữ 110%"
            assert moment["size"] == pytest.approx(first["size"] * 1.1, rel=0.002)
        for moment in (waiting, answered):
            assert moment["sameButton"], "the pressed button was replaced, or the page was loaded"
            assert moment["focus"] == LARGER[1:]
        assert (answered["sent"], answered["swapped"], waiting["swapped"]) == (1, True, False)
        assert posted(site) == [("110", "auto")]
        assert_in_force(seen["reloaded"], text="110")
        assert seen["reloaded"]["size"] == answered["size"]

    def test_the_pressed_button_stays_under_the_pointer(self, run: Run) -> None:
        seen = run([*opened(), ("click", LARGER), answers(1), look("answered")])
        assert seen["answered"]["corner"] == pytest.approx(seen["opened"]["corner"], abs=2)

    @pytest.mark.parametrize("delay", [0.4, 2.0])
    def test_size_and_theme_pressed_in_one_wait_both_last(self, site: LiveSite, run: Run, delay: float) -> None:
        site.delay = delay
        mouse: list[Step] = [("click", LARGER), ("click", THEMES), ("click", DARK), ("click", LARGER)]
        # A driver's mouse may take longer than 0.4 s, so there all three come within one task.
        quick = script(f"for (const id of ['{LARGER}', '{DARK}', '{LARGER}']) document.querySelector(id).click()")
        presses = mouse if delay > 1 else [quick]
        settled = [answers(2), look("answered"), ("reload",), look("reloaded")]
        seen = run([*opened(), *presses, look("pressed"), *settled])
        for moment in (seen["pressed"], seen["answered"], seen["reloaded"]):
            assert_in_force(moment, text="125", theme="dark")
        # Two posts: the later presses came before the first response.
        assert posted(site) == [("110", "auto"), ("125", "dark")]

    @pytest.mark.parametrize(("presses", "text"), [(1, "110"), (2, "125")])
    def test_leaving_at_once_takes_the_size_along(self, site: LiveSite, run: Run, presses: int, text: str) -> None:
        site.delay = 1
        # A late answer may have just set its own cookie; the next page writes it over within 250 ms.
        settled = until(f"document.cookie.includes('text={text}')")
        leave: list[Step] = [*[("click", LARGER)] * presses, ("click", HOME_LINK), arrived("/"), settled, look("next")]
        late: list[Step] = [("pause", 3), look("late"), ("reload",), look("reloaded")]
        seen = run([*opened(), *leave, *late])
        for moment in (seen["next"], seen["late"], seen["reloaded"]):
            assert_in_force(moment, text=text)
        assert posted(site) == [("110", "auto"), ("125", "auto")][:presses]

    def test_an_error_answer_keeps_toolbar_and_size_and_says_so(self, site: LiveSite, run: Run) -> None:
        site.failing = HTTPStatus.BAD_GATEWAY
        seen = run([*opened(), ("click", LARGER), answers(1), look("refused"), ("reload",), look("reloaded")])
        assert_in_force(seen["refused"], text="110")
        assert (seen["refused"]["sameButton"], seen["refused"]["swapped"]) == (True, False)
        assert seen["refused"]["status"] == "Chỉ lưu được trong trình duyệt này; máy chủ chưa ghi nhận."
        assert_in_force(seen["reloaded"], text="110")

    def test_back_shows_the_article_at_the_size_set_since(self, run: Run) -> None:
        away: list[Step] = [("click", HOME_LINK), arrived("/"), ("click", LARGER), answers(1)]
        back: list[Step] = [script("setTimeout(() => history.back())"), arrived(ARTICLE), RESTORED, look("back")]
        seen = run([*opened(), *away, *back])
        assert_in_force(seen["back"], text="110")
        assert seen["back"]["size"] == pytest.approx(seen["opened"]["size"] * 1.1, rel=0.002)
        assert seen["back"]["restored"], "the page came from the network, so this shows nothing of Back"

    def test_without_script_a_press_comes_back_to_the_toolbar(self, site: LiveSite, run: Run) -> None:
        site.scripts = False
        press: list[Step] = [("click", LARGER), until("location.hash === '#toolbar'"), look("back")]
        seen = run([("open", ARTICLE), look("opened"), *press])
        assert (seen["back"]["text"], seen["back"]["value"]) == ("110", "110%")
        assert seen["back"]["size"] == pytest.approx(seen["opened"]["size"] * 1.1, rel=0.002)
        assert seen["back"]["cookie"] == "text=110&plain=1"
        assert 0 <= seen["back"]["corner"][1] < 700

    @pytest.mark.parametrize("share", [0, 0.5], ids=["whole", "half under the toolbar"])
    def test_the_first_visible_paragraph_stays_where_it_was(self, run: Run, share: float) -> None:
        read_on = script(READ_ON.replace("SHARE", str(share)))
        press: list[Step] = [look("before"), ("click", LARGER), look("pressed"), answers(1), look("answered")]
        seen = run([*opened(LONG_READ), read_on, *press])
        assert_in_force(seen["answered"], text="110")
        for moment in (seen["pressed"], seen["answered"]):
            assert moment["place"] == pytest.approx(seen["before"]["place"], abs=2)

    def test_a_copy_of_the_page_holds_the_article_and_none_of_the_controls(self, run: Run) -> None:
        copy: list[Step] = [("key", "Control+a"), ("key", "Control+c"), script(PASTE_AREA), ("key", "Control+v")]
        pasted = ("eval", "pasted", f"{PROBE} {PASTED}")
        copied = run([*opened(), *copy, until("pasteArea.value"), pasted])["pasted"]["text"]
        assert_article_without_controls(copied)

    def test_what_the_policy_refuses_would_be_seen(self, run: Run) -> None:
        refuse = ("eval", "", "document.head.appendChild(document.createElement('style')).textContent = 'p {}'")
        with pytest.raises(AssertionError, match="style-src"):
            run([("open", ARTICLE), refuse, ("pause", 0.5), look("refused")])
