"""The shipped file as nginx reads it, and as the table of preferences wants it."""

from __future__ import annotations

import re

import pytest

from bantin_reader.model.preferences import COOKIE_LONGEST, TABLE, Preference
from tests.deploy.nginx import KEYS, SHIPPED, Nginx

TEXT = KEYS.read_text("utf-8")


def test_nginx_finds_nothing_to_warn_of(nginx: Nginx) -> None:
    said = nginx.check()
    assert "test is successful" in said
    assert "warn" not in said


def listed(prefix: str, row: Preference, text: str = TEXT) -> set[str]:
    """The options of a preference that the configuration knows; empty when it does not know the preference."""
    found = re.search(rf"^map \$\w+ \${prefix}{row.name} {{[^}}]*&\){row.name}=\(([^)]+)\)", text, re.MULTILINE)
    return set(found[1].split("|")) if found else set()


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_every_preference_of_the_table_is_known(row: Preference) -> None:
    assert listed("bantin_", row) == set(row.options) - {row.default}
    assert listed("bantin_widget_", row) == (set(row.options) if row.in_widgets else set())
    shown = re.search(r"map \$bantin_prefs \$bantin_shown {(.*?)\n}", TEXT, re.DOTALL)
    assert shown
    every_reader, _no_cookie, without_script = shown[1].strip().splitlines()
    assert f"$bantin_{row.name}" in without_script
    assert (f"$bantin_{row.name}" in every_reader) is not row.shown


def test_a_preference_that_is_missing_would_be_seen() -> None:
    assert listed("bantin_", TABLE["text"], TEXT.replace("text=(90|", "text=(")) != set(TABLE["text"].options) - {"100"}
    assert listed("bantin_", Preference("face", ("system", "serif"))) == set()


def test_cookies_are_bounded_as_in_the_app() -> None:
    assert re.findall(r"=\(\[\^;\]{1,(\d+)}\)", TEXT) == [str(COOKIE_LONGEST)] * 2


def test_no_directive_needs_a_module_that_debian_does_not_build_in() -> None:
    assert not re.findall(
        r"\b(?:load_module|brotli|more_set_headers|proxy_cache_purge|js_|lua_)\w*", TEXT + SHIPPED.read_text("utf-8")
    )
