"""The bantin-reader command."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from bantin_reader.cli.lazy_group import LazyGroup
from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.factory import FORM_BYTES, application, create_app
from bantin_reader.model.errors import ProfileRefused, StoreUnavailable
from bantin_reader.server import granian
from bantin_reader.server.asgi import LongBodies, ServedApplication
from bantin_reader.server.listen_options import CORES, CannotListen, ListenOptions, check_certificate, claimed_port
from bantin_reader.server.metrics_folder import metrics_folder
from bantin_reader.web.api.problems import MAX_PUSH_BYTES
from bantin_reader.web.templating.assets import FrontEndMissing

COMMANDS = {
    "add": "add:add",
    "backup": "backup:backup",
    "check": "check:check",
    "export": "export:export",
    "import": "articles:import_",
    "migrate": "migrate:migrate",
    "profile": "profile:profile",
    "reindex": "reindex:reindex",
    "reinstate": "articles:reinstate",
    "restore": "backup:restore",
    "sources": "sources:sources",
    "speak": "speak:speak",
    "sync": "sync:sync",
    "token": "token:token",
    "withdraw": "articles:withdraw",
}


def main() -> None:
    """Run the command; a wrong setting, or a file or store that cannot be used, ends it with one clear line."""
    try:
        commands()
    except (SettingsError, FrontEndMissing, ProfileRefused, StoreUnavailable) as error:
        click.echo(f"bantin-reader: {printable(error)}", err=True)
        sys.exit(2)
    except OSError as error:
        message = f"{error.filename}: {error.strerror}" if error.filename and error.strerror else error
        click.echo(f"bantin-reader: {printable(message)}", err=True)
        sys.exit(2)


@click.group(cls=LazyGroup, lazy={name: f"bantin_reader.cli.{where}" for name, where in COMMANDS.items()})
@click.version_option(package_name="bantin-reader")
def commands() -> None:
    """Bantin Reader: articles of a publishing portal, for every reader."""


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option(
    "--workers",
    default=CORES,
    type=click.IntRange(1, 512),
    help="Number of processes that answer; one per core if unset.",
)
@click.option(
    "--tls-certificate", type=click.Path(path_type=Path), help="PEM file with the certificate chain, for HTTPS."
)
@click.option("--tls-key", type=click.Path(path_type=Path), help="PEM file with its key.")
@click.option("--access-log/--no-access-log", default=None, help="Log each request; overrides BANTIN_LOG_ACCESS.")
def serve(
    host: str, port: int, workers: int, tls_certificate: Path | None, tls_key: Path | None, access_log: bool | None
) -> None:
    """Serve the articles, creating the schema of an empty store.

    SIGHUP replaces the workers and reads the settings again. SIGTERM ends the server when the requests in progress are
    answered, Ctrl-C within two seconds, a second Ctrl-C at once.
    """
    overrides: dict[str, Any] = {} if access_log is None else {"log_access": access_log}
    listening = ListenOptions(host, port, workers, tls_certificate, tls_key)
    settings = Settings(**overrides)
    create_app(settings)
    try:
        check_certificate(listening)
        with claimed_port(listening), metrics_folder(settings) as folder:
            click.echo(f"Bantin Reader: {listening.url}")
            overrides["metrics_folder"] = folder
            sys.exit(granian.serve(listening, partial(_application, overrides)))
    except CannotListen as error:
        raise click.ClickException(str(error)) from error


def _application(overrides: dict[str, Any]) -> ServedApplication:
    wsgi, replay, pushes = application(**overrides)
    return ServedApplication(
        wsgi, FORM_BYTES, replay, LongBodies(MAX_PUSH_BYTES, pushes.has_credentials, pushes.has_valid_token)
    )


if __name__ == "__main__":
    main()
