"""The process that stores pushed articles for a worker of the server: `python -m bantin_reader.server.push_worker FD`.

It ends when the worker has ended, or after IDLE_SECONDS without a push. The hub and IndexNow are notified of what was
stored after the answer to the push.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any
from zoneinfo import ZoneInfo

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Draft
from bantin_reader.model.errors import BantinError, describe_unexpected
from bantin_reader.model.push import PushedArticle
from bantin_reader.server.notice_sender import NoticeSender
from bantin_reader.services.article_push import ArticlePush
from bantin_reader.services.change_notices import ChangeNotices
from bantin_reader.services.importer import Importer
from bantin_reader.sources.configured_client import create_http_client
from bantin_reader.sources.configured_receivers import create_change_receivers
from bantin_reader.sources.fetched_pictures import FetchedPictures
from bantin_reader.sources.fetched_recordings import FetchedRecordings
from bantin_reader.sources.file_reader import FileLoader
from bantin_reader.sources.limited_process import LimitedReader
from bantin_reader.sources.pushed_article import PushedArticleReader
from bantin_reader.store.files import open_files
from bantin_reader.store.opening import open_articles, open_store

IDLE_SECONDS = 300.0
# After them a push waits for no other picture: the pushing system waits meanwhile.
PICTURES_SECONDS = 40.0
RECORDING_SECONDS = 30.0


def main(descriptor: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole process group, and is for the server
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    connection: Connection[Any, Any] = Connection(descriptor)
    with suppress(EOFError, OSError):
        settings: Settings = connection.recv()
        receivers = create_change_receivers(settings)
        notices = ChangeNotices(lambda: open_articles(settings, settings.database_url), receivers)
        sender = NoticeSender(notices, connection)
        try:
            _serve(connection, create_article_push(settings, notices), sender)
        finally:
            sender.send()


def _serve(connection: Connection[Any, Any], push: ArticlePush, sender: NoticeSender) -> None:
    """Answer each call. Raises EOFError when the worker has ended."""
    while True:
        seconds = sender.seconds_left()
        if connection.poll(IDLE_SECONDS if seconds is None else seconds):
            method, arguments, names = connection.recv()
            if names:
                source, article = arguments
                arguments = source, replace(article, parts={name: connection.recv_bytes() for name in names})
            connection.send(_result(push, method, arguments))
        elif seconds is None:
            return
        sender.send_if_due()


def create_article_push(settings: Settings, notices: ChangeNotices) -> ArticlePush:
    """The service that stores what other systems push. Raises SettingsError where the store cannot be opened."""
    articles, known = open_store(settings, settings.database_url)
    stored_pictures, stored_recordings = open_files(settings)
    zone = ZoneInfo(settings.time_zone)
    client = create_http_client(settings, private_hosts=settings.push_private_hosts.split())
    reader = LimitedReader(PushedArticleReader(FileLoader(zone), zone))

    def read(article: PushedArticle) -> Draft:
        draft: Draft = reader.call("article", article)
        return draft

    recordings = FetchedRecordings(client, stored_recordings, RECORDING_SECONDS)

    def make_importer() -> Importer:
        return Importer(reader, articles, FetchedPictures(client, stored_pictures, PICTURES_SECONDS), recordings)

    return ArticlePush(read, articles, known, make_importer, notices)


def _result(push: object, method: str, arguments: tuple[Any, ...]) -> Any:
    """What the call returns, or the error that it raises."""
    try:
        return getattr(push, method)(*arguments)
    except BantinError as error:
        return error
    except Exception as error:
        return RuntimeError(describe_unexpected(error))


if __name__ == "__main__":
    main(int(sys.argv[1]))
