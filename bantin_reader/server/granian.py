"""A worker: Granian's embedded server with the application, in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import sys
from collections.abc import Callable
from functools import partial

import uvloop
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.http import HTTP1Settings, HTTP2Settings
from granian.log import LogLevels
from granian.server.embed import Server

from bantin_reader.config.settings import SettingsError
from bantin_reader.server.asgi import AsgiAdapter, ServedApplication
from bantin_reader.server.listen_options import ListenOptions
from bantin_reader.server.supervisor import Supervisor
from bantin_reader.web.observability.logging import JsonLogHandler, write_line

# A cached page needs none of them; they are for what waits for the store.
THREADS = 4
HEADER_SECONDS = 10
HEADER_BYTES = 64 * 1024
BACKLOG = 1024
# Within which the server listens or has failed to.
LISTEN_SECONDS = 0.1
LOGGING = {
    "formatters": {},
    "handlers": {"lines": {"()": JsonLogHandler}},
    "loggers": {"_granian": {"handlers": ["lines"], "propagate": False}},
}

MakeApplication = Callable[[], ServedApplication]


def serve(listening: ListenOptions, make_application: MakeApplication) -> int:
    """Serve until a signal ends it (see Supervisor); return the exit status. Each worker calls `make_application`."""
    return Supervisor(partial(_work, listening, make_application), listening.workers).run()


def _work(listening: ListenOptions, make_application: MakeApplication, tell_ready: Callable[[], None]) -> None:
    try:
        application = make_application()
    except SettingsError as error:
        write_line("error", "a worker could not start: a setting is wrong", error=str(error))
        sys.exit(1)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(listening, application, tell_ready))


async def _serve(listening: ListenOptions, application: ServedApplication, tell_ready: Callable[[], None]) -> None:
    """Listen, and return when SIGTERM has come and the requests in progress are answered."""
    server = _server(listening, AsgiAdapter(application, threads=THREADS))
    serving = asyncio.create_task(server.serve())
    await asyncio.wait({serving}, timeout=LISTEN_SECONDS)
    if not serving.done():
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, server.stop)
        parent = multiprocessing.parent_process()
        if parent:
            # Readable when the supervisor has been killed.
            loop.add_reader(parent.sentinel, server.stop)
        tell_ready()
    await serving


def _server(listening: ListenOptions, application: AsgiAdapter) -> Server:
    return Server(
        application,
        address=listening.address(),
        port=listening.port,
        interface=Interfaces.ASGINL,
        websockets=False,
        # Without TLS no browser speaks HTTP/2, and in the mode for both a client that sends nothing is never timed out.
        http=HTTPModes.auto if listening.certificate else HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=HEADER_BYTES),
        http2_settings=HTTP2Settings(
            keep_alive_interval=HEADER_SECONDS * 1000,
            keep_alive_timeout=HEADER_SECONDS,
            max_headers_size=HEADER_BYTES,
        ),
        backlog=BACKLOG,
        ssl_cert=listening.certificate,
        ssl_key=listening.key,
        ssl_protocol_min=SSLProtocols.tls12,
        # Its one warning is that the embedded server is experimental.
        log_level=LogLevels.error,
        log_dictconfig=LOGGING,
    )
