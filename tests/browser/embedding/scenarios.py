"""Scenarios of an embed on a host page, the same for every engine. Each engine provides `run` and its cookie rules."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.browser.conftest import ARTICLE, LONG_READ
from tests.browser.embedding.probe import PROBE
from tests.browser.embedding.snippets import RECORDER, Snippets
from tests.browser.embedding.steps import (
    FITS,
    INSIDE,
    STOPS,
    again,
    look,
    on_host,
    on_stop,
    opened,
    press,
    tab_and_enter,
    until,
)
from tests.browser.embedding.web import Host, Web
from tests.browser.engine_scenarios import Run, Step

SANDBOX = 'sandbox="allow-scripts"'


def set_by_embeds(web: Web) -> list[str]:
    return [cookie for one in web.exchanges if one.of_an_embed for cookie in one.set_cookie]


class EmbedOnOtherSites:
    """Subclassed for each engine, with a `run` that fails on a script error or a policy violation."""

    # Whether the engine stores a partitioned cookie that is set in a frame,
    keeps = True
    # and on which host pages it sends the plain cookie that a third party has set in a frame of the ministry's page.
    plain_cookies: tuple[str, ...] = ()

    def test_plain_cookies_in_frames_fare_as_this_file_says(
        self, run: Run, ministry: Host, commune: Host, third_party: Host
    ) -> None:
        setting = third_party.add_page("set", Set_Cookie="plain=1; Path=/; Secure; SameSite=None; Max-Age=3600")
        bare = third_party.add_page("not set")
        steps: list[Step] = []
        for name, host, address in (
            ("set", ministry, setting),
            ("ministry", ministry, bare),
            ("commune", commune, bare),
        ):
            page = host.add_page(f'<iframe id="embed" src="{address}"></iframe>')
            arrived = until(f"location.href === '{address}'")
            steps += [("open", page), INSIDE, arrived, ("eval", name, "return { cookie: document.cookie }")]
        seen = run(steps)
        assert tuple(host for host in ("ministry", "commune") if seen[host]["cookie"]) == self.plain_cookies

    @pytest.mark.parametrize(
        ("attributes", "by"), [("", ()), (SANDBOX, tab_and_enter())], ids=["frame, mouse", "sandboxed, keyboard"]
    )
    def test_a_press_grows_text_and_frame_keeps_the_focus_and_says_so(
        self, run: Run, ministry: Host, ours: Snippets, attributes: str, by: Sequence[Step]
    ) -> None:
        page = ministry.add_page('<a id="before" href="#">Before</a>' + ours.whole(ARTICLE, attributes))
        seen = run([*opened(page), FITS, look("first"), *press("larger", by, text="110"), FITS, look("pressed")])
        first, pressed = seen["first"], seen["pressed"]
        assert pressed["origin"] == ("null" if attributes else ours.ours)
        assert (pressed["value"], pressed["status"]) == ("110%", "Cỡ chữ 110%")
        assert pressed["focus"] == "toolbar-larger"
        assert pressed["ringed"] or not by
        assert pressed["size"] == pytest.approx(first["size"] * 1.1, rel=0.01)
        assert pressed["height"] > first["height"]
        assert pressed["steps"] == first["steps"], "Back would go through the presses"

    @pytest.mark.parametrize("attributes", ["", SANDBOX], ids=["frame", "sandboxed"])
    def test_the_size_is_there_when_the_host_reloads_and_each_host_has_its_own(
        self, run: Run, ministry: Host, commune: Host, ours: Snippets, attributes: str
    ) -> None:
        one, two = (host.add_page(ours.whole(ARTICLE, attributes)) for host in (ministry, commune))
        presses = [*press("larger", text="110"), *press("larger", text="125"), *press("larger", text="150")]
        seen = run([*opened(one), *presses, *again(), look("again"), *opened(two), look("other")])
        assert seen["again"]["text"] == ("150" if self.keeps else "100")
        assert seen["again"]["value"] == seen["again"]["text"] + "%"
        assert seen["other"]["text"] == "100"

    def test_quick_presses_all_count(self, run: Run, ministry: Host, ours: Snippets) -> None:
        page = ministry.add_page(ours.whole(ARTICLE))
        enhanced = until("document.querySelector('[data-htmx-powered]') !== null")
        thrice: Step = ("eval", "", "for (const _ of 'abc') document.querySelector('#toolbar-larger').click()")
        answered = until("probe.answers === 2 && document.querySelector('#toolbar-value').textContent === '150%'")
        prepared: Step = ("eval", "", PROBE)
        seen = run([*opened(page), prepared, enhanced, thrice, answered, look("pressed"), *again(), look("again")])
        assert seen["pressed"]["status"] == "Cỡ chữ 150%"
        assert seen["again"]["text"] == ("150" if self.keeps else "100")

    def test_where_no_cookie_is_kept_the_links_carry_the_choice(self, run: Run, ministry: Host, ours: Snippets) -> None:
        page = ministry.add_page(ours.frame(ARTICLE))
        dark = [("click", "#toolbar-settings-name"), *press("theme-dark", theme="dark")]
        seen = run([*opened(page), *press("larger", text="110"), *dark, look("dark")])
        assert (seen["dark"]["text"], seen["dark"]["theme"]) == ("110", "dark")
        others = [press for press in seen["dark"]["presses"] if "pressed=lang" in press]
        assert others
        assert all(("set-text=110" in one) != self.keeps for one in others)
        assert all(("set-theme=dark" in one) != self.keeps for one in others)

    def test_what_the_embedder_chose_is_shown_and_sets_no_cookie(
        self, web: Web, run: Run, ministry: Host, ours: Snippets
    ) -> None:
        page = ministry.add_page(ours.frame(f"{ARTICLE}?text=125&theme=dark&lang=en"))
        seen = run([*opened(page), look("first"), *again(), look("again")])
        for moment in (seen["first"], seen["again"]):
            assert (moment["text"], moment["theme"], moment["value"]) == ("125", "dark", "125%")
        assert set_by_embeds(web) == []

    def test_the_readers_way_back_to_a_hundred_wins_over_the_embedder(
        self, run: Run, ministry: Host, ours: Snippets
    ) -> None:
        page = ministry.add_page(ours.frame(f"{ARTICLE}?text=125&theme=dark"))
        panel: Step = ("click", "#toolbar-settings-name")
        seen = run([*opened(page), panel, *press("reset", text="100"), look("reset"), *again(), look("again")])
        assert (seen["reset"]["text"], seen["reset"]["theme"]) == ("100", "dark")
        assert (seen["again"]["text"], seen["again"]["theme"]) == ("100" if self.keeps else "125", "dark")

    def test_the_sites_own_cookie_and_the_embeds_know_nothing_of_one_another(
        self, web: Web, run: Run, ministry: Host, ours: Snippets
    ) -> None:
        page = ministry.add_page(ours.frame(ARTICLE))
        article: list[Step] = [
            ("open", ours.ours + ARTICLE),
            until("document.querySelector('#toolbar-value') !== null"),
        ]
        larger: list[Step] = [("eval", "", PROBE), ("click", "#toolbar-larger"), until("probe.answers === 1")]
        presses = [*press("larger", text="110"), *press("larger", text="125")]
        seen = run([*article, *larger, *opened(page), look("first"), *presses, *again(), *article, look("article")])
        assert (seen["first"]["text"], seen["article"]["text"]) == ("100", "110")
        assert all(cookie.startswith("__Host-bantin_widget=") for cookie in set_by_embeds(web))
        assert not any("bantin_prefs" in one.cookie for one in web.exchanges if one.of_an_embed)
        assert not any("bantin_widget" in one.cookie for one in web.exchanges if one.of_a_page)

    @pytest.mark.parametrize("attributes", ["", SANDBOX], ids=["frame", "sandboxed"])
    def test_a_host_that_isolates_itself_shows_the_article_with_its_pictures(
        self, run: Run, ministry: Host, ours: Snippets, attributes: str
    ) -> None:
        page = ministry.add_page(ours.whole(LONG_READ, attributes), Cross_Origin_Embedder_Policy="require-corp")
        eager: Step = ("eval", "", "for (const image of document.images) image.loading = 'eager'")
        loaded = until("[...document.images].every((image) => image.complete)")
        seen = run([*opened(page), eager, loaded, FITS, *press("larger", text="110"), loaded, look("isolated")])
        assert seen["isolated"]["pictures"]
        assert all(seen["isolated"]["pictures"])

    def test_three_hundred_per_cent_on_a_phone_settles_without_an_inner_scroll_bar(
        self, run: Run, ministry: Host, ours: Snippets
    ) -> None:
        embed = ours.whole(f"{ARTICLE}?text=250")
        page = ministry.add_page(f'{RECORDER}<div style="width: 320px">{embed}</div>')
        count = "return { messages: heard.length, heights }"
        one_second: list[Step] = [("top",), ("eval", "before", count), ("pause", 1), ("eval", "after", count), INSIDE]
        seen = run([*opened(page), FITS, *press("larger", text="300"), FITS, *one_second, look("settled")])
        assert seen["after"]["messages"] - seen["before"]["messages"] <= 2
        assert seen["settled"]["width"] == 320
        assert not seen["settled"]["scrolls"]
        assert seen["after"]["heights"][-1] == seen["settled"]["height"]

    def test_the_keyboard_goes_into_the_frame_through_it_and_out_both_ways(
        self, run: Run, ministry: Host, ours: Snippets
    ) -> None:
        embed = ours.frame("/latest?count=2") + ours.script
        page = ministry.add_page(f'<a id="before" href="#">Before</a>{embed}<a id="after" href="#">After</a>')
        stops = run([*opened(page), FITS, ("eval", "stops", f"return {{ ids: ({STOPS}).map((one) => one.id) }}")])
        there = [on_stop(place) for place in range(len(stops["stops"]["ids"]))]
        steps = [*opened(page), FITS, ("top",), ("eval", "", "document.querySelector('#before').focus()")]
        for stop in [*there, on_host("after")]:
            steps += [("key", "Tab"), *stop]
        for stop in [*reversed(there), on_host("before")]:
            steps += [("key", "Shift+Tab"), *stop]
        run(steps)
        assert {"toolbar-smaller", "toolbar-larger", "toolbar-settings-name"} <= set(stops["stops"]["ids"])

    def test_what_the_policy_refuses_would_be_seen(self, run: Run, ministry: Host, ours: Snippets) -> None:
        page = ministry.add_page(ours.frame(ARTICLE))
        refuse: Step = ("eval", "", PROBE + "document.head.append(document.createElement('style'))")
        fill: Step = ("eval", "", "document.querySelector('style:last-of-type').textContent = 'p {}'")
        with pytest.raises(AssertionError, match="style-src"):
            run([*opened(page), refuse, fill, until("probe.troubles.length"), look("refused")])

    def test_in_a_frame_that_runs_no_script_presses_work_and_are_kept(
        self, run: Run, ministry: Host, ours: Snippets
    ) -> None:
        page = ministry.add_page(ours.whole(ARTICLE, 'sandbox=""'))
        presses = [*press("larger", text="110"), *press("larger", text="125")]
        seen = run([*opened(page), *presses, look("pressed"), *again(), look("again")])
        assert seen["pressed"]["status"] == "", "a script said so"
        assert seen["again"]["text"] == ("125" if self.keeps else "100")
