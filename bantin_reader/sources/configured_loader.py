"""Makes the reader of source files, with the site's settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from bantin_reader.config.settings import Settings
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.html import HtmlPageParser
from bantin_reader.sources.html.profile import choose, load_profiles
from bantin_reader.sources.import_roots import ImportRoots
from bantin_reader.sources.site_config.finder import SiteConfigs
from bantin_reader.sources.web_page.article_finder import ArticleFinder


def create_file_loader(settings: Settings, profile: str | None, roots: Sequence[Path]) -> FileLoader:
    """The reader of source files; `profile` names the one for every page; `roots` are the
    folders that files may be read from. Raises ProfileRefused."""
    profiles = load_profiles(settings.data / "profiles")
    finder = ArticleFinder()
    sites = SiteConfigs(settings.data / "profiles", finder)
    pages = HtmlPageParser(profiles, choose(profiles, profile) if profile else None, finder, sites)
    return FileLoader(ZoneInfo(settings.time_zone), pages, ImportRoots(roots), sites)
