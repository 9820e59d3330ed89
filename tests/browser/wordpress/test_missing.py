"""The tests name what is missing for WordPress on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.wordpress import server


def test_a_bare_machine_lacks_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(server, "DEBIANS", tmp_path)
    monkeypatch.setattr(server, "_command", lambda _name: "")
    assert server.missing() == [
        "wordpress", "mariadb-server-core", "php-cli", "php-curl", "php-mbstring", "php-mysql", "php-xml",
    ]  # fmt: skip


def test_php_without_a_module_and_wordpress_without_its_theme_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "wp-includes").mkdir()
    constants = tmp_path / "wp-includes" / "default-constants.php"
    constants.write_text("<?php define( 'WP_DEFAULT_THEME', 'twentytwentythree' );", "utf-8")
    monkeypatch.setattr(server, "DEBIANS", tmp_path)
    monkeypatch.setattr(server, "_command", lambda name: name)
    monkeypatch.setattr(server, "_run", lambda *_command: "[PHP Modules]\nmbstring\nmysqli\nxml\n")
    assert server.missing() == ["wordpress-theme-twentytwentythree", "php-curl"]
