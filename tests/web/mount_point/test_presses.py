"""Below a path of its host the site sets and reads cookies, and goes back to its own pages only."""

from __future__ import annotations

import pytest

from bantin_reader.model.embed_preferences import EMBED_COOKIE
from bantin_reader.model.preferences import COOKIE
from tests.checking import parse
from tests.web.mount_point.site import HOST, HTMX, MOUNT, Host


def test_a_press_with_htmx_sets_the_cookie_for_the_mount_point_alone(host: Host) -> None:
    article = f"{MOUNT}/articles/{host.slug}"
    answer = host.post(f"{MOUNT}/preferences", data={"text": "125", "next": article}, headers=HTMX)
    assert answer.status_code == 200
    assert f'name="next" value="{article}"' in answer.text
    assert f'data-hx-post="{MOUNT}/preferences?lang=vi"' in answer.text
    assert f"; Path={MOUNT};" in answer.headers["Set-Cookie"] + ";"


@pytest.mark.parametrize(
    ("target", "location"),
    [
        (f"{MOUNT}/privacy?lang=en", f"{MOUNT}/privacy?lang=en#toolbar"),
        (f"{MOUNT}/preferences?saved=1", f"{MOUNT}/preferences?saved=1#saved"),
        (f"{MOUNT}/", f"{MOUNT}/#toolbar"),
        ("/", f"{MOUNT}/#toolbar"),
        ("/cong-dan/ho-so", f"{MOUNT}/#toolbar"),
        (f"{MOUNT}x/privacy", f"{MOUNT}/#toolbar"),
        (f"{MOUNT}/../cong-dan", f"{MOUNT}/#toolbar"),
        (f"{MOUNT}/%2e%2E/cong-dan", f"{MOUNT}/#toolbar"),
        (f"{MOUNT}/a/.%2e/../cong-dan", f"{MOUNT}/#toolbar"),
        (f"//{HOST}{MOUNT}/", f"{MOUNT}/#toolbar"),
        (f"https://{HOST}{MOUNT}/privacy", f"{MOUNT}/#toolbar"),
    ],
)
def test_a_press_without_script_goes_back_to_this_site_only(host: Host, target: str, location: str) -> None:
    answer = host.post(f"{MOUNT}/preferences", data={"theme": "dark", "next": target})
    assert (answer.status_code, answer.headers["Location"]) == (303, location)


def test_an_embeds_cookie_has_the_root_path_that_its_prefix_demands(host: Host) -> None:
    embed = host.get(f"{MOUNT}/embed/articles/{host.slug}?level=3")
    [larger] = [a for a in parse(embed.text).iter("a") if a.get("id") == "toolbar-larger"]
    press = larger.get("href", "")
    assert press.startswith(f"{MOUNT}/embed/articles/{host.slug}?level=3&set-text=110")
    cookie = host.get(press).headers["Set-Cookie"]
    assert cookie.startswith(f"{EMBED_COOKIE}=text=110;")
    assert "; Path=/;" in cookie + ";"
    [toolbar] = [tag for tag in parse(embed.text).iter() if tag.get("id") == "embed-toolbar"]
    answer = host.get(toolbar.get("data-hx-get", "") + "&set-text=150&pressed=larger")
    assert answer.status_code == 200
    assert f'href="{MOUNT}/embed/articles/{host.slug}?level=3&amp;set-' in answer.text


def test_pages_are_cached_and_presses_are_not(host: Host) -> None:
    path = f"{MOUNT}/articles/{host.slug}"
    first = host.get(path)
    assert host.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    for text in ("125", "150"):
        embed = f"{MOUNT}/embed/articles/{host.slug}?set-text={text}"
        assert f"{EMBED_COOKIE}=text={text};" in host.get(embed).headers["Set-Cookie"]


def test_a_neighbours_cookie_for_the_whole_host_ranks_below_the_sites_own(host: Host) -> None:
    both = f"{COOKIE}=text=125; {COOKIE}=text=300"  # a browser sends the longer path first (RFC 6265, 5.4)
    assert 'data-text="125"' in host.get(f"{MOUNT}/privacy", headers={"Cookie": both}).text
