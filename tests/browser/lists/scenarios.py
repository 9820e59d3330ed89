"""Scenarios of a list whose next page is added to it, the same for every engine, as in engine_scenarios.py."""

from __future__ import annotations

from tests.browser.engine_probe import PROBE
from tests.browser.engine_scenarios import Run, Step, arrived, script, until

LIST = "/categories/van-hoa"
OLDER = "#older"
LOOK = """
const links = [...document.querySelectorAll('#list h2 a')]
return {
  ...probe.facts(), troubles: probe.troubles, titles: links.map((one) => one.textContent),
  focus: links.indexOf(document.activeElement), address: location.pathname + location.search,
  older: document.querySelector('#older')?.textContent ?? '', title: document.title
}
"""
TITLES = [f"Tin số {number}" for number in reversed(range(45))]


def look(name: str) -> Step:
    return ("eval", name, PROBE + LOOK)


def listed(count: int) -> Step:
    return until(f"document.querySelectorAll('#list > li').length === {count}")


HAS_ARTICLES = until("document.querySelectorAll('#list > li').length >= 20")
MORE: list[Step] = [("open", LIST), listed(20), look("opened"), ("click", OLDER), listed(40), look("more")]


class MoreArticles:
    """Subclassed once an engine, beside its `run`."""

    def test_a_press_adds_the_next_page_and_the_address_follows(self, run: Run) -> None:
        enter: list[Step] = [script("document.querySelector('#older').focus()"), ("key", "Enter")]
        seen = run([*MORE, *enter, listed(45), look("all")])
        opened, more, whole = seen["opened"], seen["more"], seen["all"]
        assert (opened["titles"], opened["older"], opened["address"]) == (TITLES[:20], "Thêm 20 bài", LIST)
        assert (more["titles"], more["focus"], more["status"]) == (TITLES[:40], 20, "Đã thêm 20 bài")
        assert more["address"].startswith(f"{LIST}?before=")
        assert more["title"] != opened["title"]
        assert (whole["titles"], whole["focus"], whole["status"]) == (TITLES, 40, "Đã thêm 5 bài")
        assert whole["older"] == ""
        assert whole["address"] != more["address"]

    def test_a_reload_shows_what_was_added_last(self, run: Run) -> None:
        seen = run([*MORE, ("reload",), listed(20), look("reloaded")])
        assert (seen["reloaded"]["titles"], seen["reloaded"]["address"]) == (TITLES[20:40], seen["more"]["address"])

    def test_back_and_forward_lead_to_right_pages(self, run: Run) -> None:
        before: list[Step] = [("open", "/privacy"), script(f"location.assign('{LIST}')"), arrived(LIST), *MORE[1:]]
        read: list[Step] = [("click", "#list > li:nth-child(25) a"), arrived("/articles/tin-so-20")]
        back: list[Step] = [script("history.back()"), arrived(LIST), HAS_ARTICLES, look("back")]
        again: list[Step] = [script("history.back()"), arrived("/privacy")]
        forward: list[Step] = [script("history.forward()"), arrived(LIST), HAS_ARTICLES, look("forward")]
        seen = run([*before, *read, *back, *again, *forward])
        for moment in (seen["back"], seen["forward"]):
            assert moment["address"] == seen["more"]["address"]
            assert moment["titles"][-20:] == TITLES[20:40]
