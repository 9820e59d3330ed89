"""Creates the notices that commands send to a WebSub hub and to IndexNow when articles have changed."""

from __future__ import annotations

import click

from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import Settings
from bantin_reader.services.change_notices import ChangeNotices
from bantin_reader.sources.configured_receivers import create_change_receivers
from bantin_reader.store.opening import open_articles


def create_change_notices(settings: Settings) -> ChangeNotices:
    """The notices to the hub and to IndexNow, where these are set."""
    receivers = create_change_receivers(settings)
    return ChangeNotices(lambda: open_articles(settings, settings.database_url), receivers)


def send(notices: ChangeNotices) -> None:
    """Send the notices; a failure is a line, because the articles are stored all the same."""
    for problem in notices.send():
        click.echo(printable(problem), err=True)
