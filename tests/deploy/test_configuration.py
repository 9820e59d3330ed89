"""The shipped files as nginx reads them, and what they share with the app."""

from __future__ import annotations

import re

from bantin_reader.model.preferences import COOKIE_LONGEST, LANG, TABLE
from bantin_reader.web.i18n.locale import ACCEPTED, DEFAULT
from tests.deploy.nginx import DEPLOY, INSTALLED, Nginx

KEYS = (DEPLOY / "nginx-keys.conf").read_text("utf-8")


def test_nginx_accepts_the_configuration_without_a_warning(nginx: Nginx) -> None:
    said = nginx.check()
    assert "test is successful" in said
    assert "warn" not in said


def test_nginx_and_the_app_match_accept_language_with_one_expression() -> None:
    [(default, expression)] = re.findall(
        r'map \$http_accept_language \$bantin_language {\s+default (\w+);\s+"~\*(.+)" \$1;\s+}', KEYS
    )
    assert (default, expression) == (DEFAULT, ACCEPTED.pattern)


def test_the_cookie_patterns_match_every_option_of_every_preference() -> None:
    [longest_page, longest_embed] = re.findall(r"=\[a-z0-9=&\]{1,(\d+)}\)", KEYS)
    assert longest_page == longest_embed == str(COOKIE_LONGEST)
    assert all(re.fullmatch("[a-z0-9]+", part) for row in TABLE.values() for part in (row.name, *row.options))


def test_the_page_key_has_the_preferences_that_change_the_markup() -> None:
    markup = {
        row.name: [option for option in row.options if option != row.default]
        for row in TABLE.values()
        if row.changes_markup
    }
    assert list(markup) == ["lang", "images"]
    assert set(re.findall(r"lang=\(\?:([^)]+)\)", KEYS)) == {
        "|".join(option for option in LANG.options if option != LANG.default)
    }
    assert set(re.findall(r"images=(\w+)", KEYS)) == set(markup["images"])


def test_the_keys_take_fewer_than_40_lines() -> None:
    lines = [line for line in KEYS.splitlines() if line.strip() and not line.strip().startswith("#")]
    assert len(lines) < 40


def test_no_directive_needs_a_module_that_debian_does_not_build() -> None:
    text = "".join((DEPLOY / name).read_text("utf-8") for name in INSTALLED)
    assert not re.findall(r"\b(?:load_module|brotli|more_set_headers|proxy_cache_purge|js_|lua_)\w*", text)
