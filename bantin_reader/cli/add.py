"""The add command: looks at a site, shows three of its articles, and writes the [[sources]] table."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import CONFIG_FILE, Settings
from bantin_reader.config.sources import SourceSettings
from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused
from bantin_reader.model.slugs import slug_of
from bantin_reader.model.source import WEB_PREFIXES

SHOWN = 3
LONGEST_TEXT = 200
TAG = re.compile(r"<[^<>]*+>")


@click.command()
@click.argument("url")
@click.option("--name", help="The name of the source; by default made from the host.")
@click.option("--profile", default="", metavar="NAME", help="Read pages by this profile.")
@click.option("--delay", default=1.0, type=click.FloatRange(0, 60), help="Seconds between two requests to a host.")
@click.option("--dry-run", is_flag=True, help="Show what was found and write nothing.")
def add(url: str, name: str | None, profile: str, delay: float, dry_run: bool) -> None:
    """Look at a site, show three of its articles as they would be stored, and add it to the [[sources]].

    Looks for posts of WordPress, a feed, and a sitemap, in this order, and takes the first from which articles can be
    read.
    """
    # Only this command needs it: a worker that serves would hold it in memory.
    from bantin_reader.source_factory import create_source_finder
    from bantin_reader.sources.configured_client import private_hosts_of

    settings = Settings()
    if not url.lower().startswith(WEB_PREFIXES):
        url = f"https://{url}"
    common: dict[str, Any] = {
        "name": name or free_name(url, [source.name for source in settings.sources]),
        "profile": profile,
        "delay": delay,
    }
    tried: list[str] = []
    try:
        common["private_hosts"] = private_hosts_of(url)
        with create_source_finder(settings, url, common) as finder:
            for candidate in finder.candidates():
                source = SourceSettings(**common | candidate)
                try:
                    drafts = list(islice(finder.articles(candidate), SHOWN))
                except SourceRefused as error:
                    tried.append(f"{source.kind} {source.url}: {error}")
                    continue
                if drafts:
                    _show(source, drafts)
                    _write(source, dry_run=dry_run)
                    return
                tried.append(f"{source.kind} {source.url}: no article can be read")
    except SourceRefused as error:
        tried.append(f"{url}: {error}")
    for line in tried or [f"{url}: neither WordPress, nor a feed, nor a sitemap was found"]:
        click.echo(printable(line), err=True)
    click.echo("nothing was written; docs/sources.md tells how to describe a portal by hand", err=True)
    sys.exit(1)


def free_name(url: str, taken: Sequence[str]) -> str:
    """A name for a source, after the host."""
    host = (urlsplit(url).hostname or "nguon").removeprefix("www.")
    base = slug_of(host.replace(".", " "))[:70] or "nguon"
    return next(one for number in range(1, 1000) if (one := f"{base}-{number}" if number > 1 else base) not in taken)


def _show(source: SourceSettings, drafts: Sequence[Draft]) -> None:
    click.echo(printable(f"found: {source.kind} {source.url}"))
    for draft in drafts:
        words = " ".join(TAG.sub(" ", draft.body).split())
        pictures = len(draft.pictures) + (draft.picture is not None)
        click.echo(printable(f"\n{draft.title}"))
        facts = (str(draft.date or "no date"), draft.byline or "no author", f"{len(words):,} characters")
        click.echo(printable(f"  {', '.join(facts)}, {pictures} pictures"))
        click.echo(printable(f"  {(draft.sapo or words)[:LONGEST_TEXT]}"))


def _write(source: SourceSettings, *, dry_run: bool) -> None:
    table = table_of(source)
    click.echo(printable(f"\n{table}"))
    if dry_run:
        return
    file = Path(os.environ.get("BANTIN_CONFIG") or CONFIG_FILE)
    before = file.read_text("utf-8") if file.exists() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    try:
        with file.open("a", encoding="utf-8") as written:
            written.write(gap + table)
    except OSError as error:
        reason = f"{file} cannot be written: {error.strerror}; append these lines to it yourself, then run"
        raise click.ClickException(printable(f"{reason}: bantin-reader sync {source.name}")) from error
    click.echo(printable(f"written to {file}; now run: bantin-reader sync {source.name}"))


def table_of(source: SourceSettings) -> str:
    """The source as a table of TOML, with what differs from the defaults."""
    values = source.model_dump(mode="json", exclude_defaults=True)
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["[[sources]]", *lines]) + "\n"
