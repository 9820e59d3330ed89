"""Loads site-config files (help.fivefilters.org/full-text-rss/site-patterns.html)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.discovery import cannot_be_opened

SUFFIX = ".txt"
MAX_BYTES = 65_536
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
LINE = re.compile(r"([a-z_]{1,40})(?:\([^)]{0,1000}\))?\s*:(.*)", re.IGNORECASE)
XPATHS = ("title", "body", "date", "author", "strip", "single_page_link")
APPLIED = (*XPATHS, "strip_id_or_class", "strip_image_src", "autodetect_on_failure")
# What is without effect here: tests of the file, and how another program parses and cleans.
WITHOUT_EFFECT = ("test_url", "test_contains", "tidy", "prune", "parser", "skip_json_ld")


@dataclass(frozen=True)
class Rule:
    """A directive's value, which stands at `place` (file and line)."""

    value: str
    place: str


@dataclass(frozen=True)
class SiteConfig:
    """The rules of one file by directive, in its order. `warnings` name the lines that are not applied."""

    name: str
    rules: dict[str, tuple[Rule, ...]]
    warnings: tuple[str, ...]

    def of(self, directive: str) -> tuple[Rule, ...]:
        return self.rules.get(directive, ())

    @property
    def detects(self) -> bool:
        """Whether a page on which no body is found may be read without this file."""
        return all(rule.value.lower() != "no" for rule in self.of("autodetect_on_failure"))


def load(file: Path) -> SiteConfig:
    """Raises SourceRefused."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceRefused(f"{file}: {cannot_be_opened(error)}") from error
    if len(content) > MAX_BYTES:
        raise SourceRefused(f"{file}: too big: more than {MAX_BYTES:,} bytes")
    rules: dict[str, list[Rule]] = {}
    warnings = []
    for number, line in enumerate(content.decode("utf-8-sig", "replace").splitlines(), 1):
        text, place = line.strip(), f"{file}, line {number}"
        if not text or text.startswith("#"):
            continue
        found = LINE.fullmatch(text)
        directive = found[1].lower() if found else ""
        if found and directive in APPLIED:
            if value := found[2].strip():
                rules.setdefault(directive, []).append(Rule(value, place))
        elif directive not in WITHOUT_EFFECT:
            warnings.append(f"{place}: not applied: {directive or text[:40]}")
    return SiteConfig(file.name, {name: tuple(listed) for name, listed in rules.items()}, tuple(warnings))


def file_for(folder: Path, address: str) -> Path | None:
    """The file for the host of an address: `bao.example.txt` for this host and `www.` before it, else
    `.bao.example.txt` for the host and all below it, the nearest first."""
    try:
        host = (urlsplit(address).hostname or "").encode("idna").decode("ascii").lower().removeprefix("www.")
    except ValueError:
        return None
    if not HOST.fullmatch(host):
        return None
    labels = host.split(".")
    names = [host, *("." + ".".join(labels[start:]) for start in range(len(labels)))]
    return next((file for name in names if (file := folder / f"{name}{SUFFIX}").is_file()), None)
