"""The bantin-reader command."""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path

import click

from bantin_reader.cli.check import backup, check, counting_together, restore
from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.factory import create_app, create_importer, create_withdrawal
from bantin_reader.model.article import ARTICLE_PATH
from bantin_reader.model.errors import ArticleNotFound, ProfileRefused, StoreUnavailable
from bantin_reader.server.granian import CORES, CannotListen, ListenOptions, require_certificate, require_free
from bantin_reader.server.granian import serve as start_server
from bantin_reader.web.templating.assets import FrontEndMissing

INTERRUPTED = 128 + 2


def main() -> None:
    """Run the command; a wrong setting, or a file or store that cannot be used, ends it with one clear line."""
    try:
        commands()
    except (SettingsError, FrontEndMissing, ProfileRefused, StoreUnavailable) as error:
        click.echo(f"bantin-reader: {printable(error)}", err=True)
        sys.exit(2)
    except OSError as error:
        told = f"{error.filename}: {error.strerror}" if error.filename and error.strerror else error
        click.echo(f"bantin-reader: {printable(told)}", err=True)
        sys.exit(2)


@click.group()
@click.version_option(package_name="bantin-reader")
def commands() -> None:
    """Bantin Reader: articles of a publishing portal, for every reader."""


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option(
    "--workers", default=CORES, type=click.IntRange(1, 512), help="Processes that answer; one a core if unset."
)
@click.option("--tls-certificate", type=click.Path(path_type=Path), help="PEM file with the chain, for HTTPS.")
@click.option("--tls-key", type=click.Path(path_type=Path), help="PEM file with its key.")
@click.option("--access-log/--no-access-log", default=None, help="Write a line a request, over BANTIN_LOG_ACCESS.")
def serve(
    host: str, port: int, workers: int, tls_certificate: Path | None, tls_key: Path | None, access_log: bool | None
) -> None:
    """Serve the articles, making the schema of an empty store.

    SIGHUP starts new workers, SIGTERM ends when what has begun is answered.
    """
    if access_log is not None:
        os.environ["BANTIN_LOG_ACCESS"] = str(access_log)  # where each worker reads its settings
    listening = ListenOptions(host, port, workers, tls_certificate, tls_key)
    settings = Settings()
    create_app(settings)
    try:
        require_certificate(listening)
        require_free(listening)
    except CannotListen as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Bantin Reader: {listening.url}")
    with counting_together(settings):
        start_server(listening)


@commands.command("import")
@click.argument(
    "sources", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="SOURCE..."
)
@click.option("--dry-run", is_flag=True, help="Print a JSON line for each article and store nothing.")
@click.option("--if-empty", is_flag=True, help="Do nothing when the store already holds an article.")
@click.option("--profile", metavar="NAME", help="Read every saved page by this profile.")
def import_(sources: tuple[Path, ...], dry_run: bool, if_empty: bool, profile: str | None) -> None:
    """Read articles from files and folders: saved pages, the portal's text, Markdown.

    Prints "created|updated|unchanged /articles/<slug> title" for each. What cannot be read is named on stderr;
    the rest lands, and the exit status is 1. Ctrl-C stops it with every article whole.
    """
    # Not for servers, which are this command too: seven megabytes for each worker.
    from bantin_reader.cli.import_report import ImportReport
    from bantin_reader.services.importer import Refused
    from bantin_reader.sources.discovery import find

    importing = create_importer(Settings(), store=not dry_run, profile=profile, roots=sources)
    if if_empty and not importing.store_is_empty():
        return
    unreadable: list[Refused] = []
    found = list(find(sources, lambda path, reason: unreadable.append(Refused(path, reason))))
    if not found and not unreadable:
        click.echo("nothing to import: the folders hold no files but pictures and hidden ones", err=True)
    report = ImportReport(len(unreadable) + len(found))
    try:
        with report.progress():
            for result in chain(unreadable, importing.dry_run(found) if dry_run else importing.run(found)):
                report.tell(result)
    except KeyboardInterrupt:
        click.echo(f"stopped after {report.done} of {len(found)} files; run it again to go on", err=True)
        sys.exit(INTERRUPTED)
    sys.exit(1 if report.refused else 0)


@commands.command()
@click.argument("slug")
@click.option("--reason", required=True, help="What readers are told at the article's address.")
def withdraw(slug: str, reason: str) -> None:
    """Take an article back: its address answers 410 with the reason."""
    if not reason.strip():
        raise click.BadParameter("say why, for the readers", param_hint="--reason")
    slug = _slug(slug)
    try:
        create_withdrawal(Settings()).withdraw(slug, " ".join(reason.split()))
    except ArticleNotFound as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"withdrawn {ARTICLE_PATH}{slug}")


@commands.command()
@click.argument("slug")
def reinstate(slug: str) -> None:
    """Publish a withdrawn article again."""
    slug = _slug(slug)
    try:
        create_withdrawal(Settings()).reinstate(slug)
    except ArticleNotFound as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"reinstated {ARTICLE_PATH}{slug}")


for command in (backup, check, restore):
    commands.add_command(command)


def _slug(text: str) -> str:
    """A slug as given, or as the end of the address that `import` printed."""
    return text.removeprefix(ARTICLE_PATH)


if __name__ == "__main__":
    main()
