"""Creates the notices that commands send to a WebSub hub and to IndexNow when articles have changed."""

from __future__ import annotations

import click
from werkzeug.urls import iri_to_uri

from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import Settings
from bantin_reader.model.change_notices import ChangeReceiver
from bantin_reader.services.change_notices import ChangeNotices
from bantin_reader.sources.change_receivers import IndexNow, WebSubHub
from bantin_reader.sources.configured_client import create_http_client
from bantin_reader.store.opening import open_articles


def create_change_notices(settings: Settings) -> ChangeNotices:
    """The notices to the hub and to IndexNow, where these are set."""
    site = iri_to_uri(settings.public_url or "")
    receivers: list[ChangeReceiver] = []
    if settings.hub:
        receivers.append(WebSubHub(settings.hub, site, create_http_client(settings, named=settings.hub)))
    if settings.indexnow_key:
        url = settings.indexnow_url
        receivers.append(IndexNow(url, settings.indexnow_key, site, create_http_client(settings, named=url)))
    return ChangeNotices(lambda: open_articles(settings, settings.database_url), receivers)


def send(notices: ChangeNotices) -> None:
    """Send the notices; a failure is a line, because the articles are stored all the same."""
    for problem in notices.send():
        click.echo(printable(problem), err=True)
