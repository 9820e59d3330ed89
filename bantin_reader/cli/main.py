"""The bantin-reader command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from bantin_reader.cli.articles import import_, reinstate, withdraw
from bantin_reader.cli.check import backup, check, counting_together, restore
from bantin_reader.cli.printable import printable
from bantin_reader.cli.profile import profile as profile_commands
from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.factory import create_app
from bantin_reader.model.errors import ProfileRefused, StoreUnavailable
from bantin_reader.server.granian import CORES, CannotListen, ListenOptions, require_certificate, require_free
from bantin_reader.server.granian import serve as start_server
from bantin_reader.web.templating.assets import FrontEndMissing


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


for command in (backup, check, import_, profile_commands, reinstate, restore, withdraw):
    commands.add_command(command)


if __name__ == "__main__":
    main()
