"""The server: Granian, one process a worker, each with the application of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.http import HTTP1Settings, HTTP2Settings
from granian.log import LogLevels
from granian.server import MPServer
from granian.server.mp import WorkerProcess

from bantin_reader.config.settings import Settings, SettingsError
from bantin_reader.web.observability.logging import GRANIAN, write_line

APPLICATION = "bantin_reader.factory:application"
CORES = os.cpu_count() or 1
# Kept pages need one thread; the others are for pages that wait for the store.
THREADS = 4
DRAIN_SECONDS = 30
HEADER_SECONDS = 10
HEADER_BYTES = 64 * 1024
# After which a connection that says nothing comes to a worker all the same, and is timed like any other.
SILENCE_SECONDS = 1


class CannotListen(Exception):
    """The address or the certificate cannot be used; the message says why."""


@dataclass(frozen=True)
class ListenOptions:
    """Where and how to listen. `certificate` and `key` are PEM files, both or neither."""

    host: str
    port: int
    workers: int = CORES
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate else 'http'}://{shown}:{self.port}"


class InheritedSockets(MPServer):
    """Listens by sockets that the first process makes and keeps, one for each worker's place.

    Who comes while a worker ends, by a reload or a signal, waits in its socket for the successor. By Granian's own way
    each worker makes its socket, and whoever waits there is hung up on. A connection comes to a worker when its request
    does: of those that came before it, a few were closed unread when the worker ended.
    """

    def _init_shared_socket(self) -> None:
        self._ssp = self._sso = None
        family = socket.AF_INET6 if ":" in self.bind_addr else socket.AF_INET
        self._sockets = [socket.socket(family) for _ in range(self.workers)]
        for one in self._sockets:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SILENCE_SECONDS)
            one.bind((self.bind_addr, self.bind_port))
            one.listen(self.backlog)
        # A worker that is ended before it listens to signals would not hear of it: the first process's way with them
        # does nothing there.
        os.register_at_fork(before=_hold_signals, after_in_parent=_let_signals, after_in_child=self._begin)

    def _spawn_worker(self, idx: int, target: Any, callback_loader: Any) -> WorkerProcess:  # type: ignore[override]
        self._place = idx
        self._shd: Any = SocketHolder(self._sockets[idx].fileno(), False, self.backlog)  # type: ignore[call-arg]
        return super()._spawn_worker(idx, target, callback_loader)

    def _begin(self) -> None:
        """In a new worker. A socket is closed when nobody holds it any more: at the end, each by its own worker."""
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _let_signals()
        for place, one in enumerate(self._sockets):
            if place != self._place:
                one.close()

    def _reload(self, spawn_target: Any, target_loader: Any) -> None:
        """With settings that no worker could begin with, those that are there go on."""
        try:
            Settings()
        except SettingsError as error:
            self.reload_signal = False
            self.main_loop_interrupt.clear()
            write_line("error", "not reloaded, a setting is wrong", error=str(error))
        else:
            super()._reload(spawn_target, target_loader)  # type: ignore[no-untyped-call]

    def _drop_shared_socket(self) -> None:
        for one in self._sockets:
            one.close()


def _hold_signals() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})


def _let_signals() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def serve(listening: ListenOptions) -> None:
    """Serve until SIGTERM or SIGINT, then answer what has begun, for at most DRAIN_SECONDS. SIGHUP starts new workers
    one by one, with the settings of that moment, and ends each old one when its successor listens. A worker that dies
    is replaced."""
    server = MPServer
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)  # by which sockets are handed on
        server = InheritedSockets
    server(
        APPLICATION,
        factory=True,
        address=listening.host,
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=listening.workers,
        blocking_threads=THREADS,
        websockets=False,
        # Without TLS nobody speaks HTTP/2, and to listen for either sets a client that says nothing no end.
        http=HTTPModes.auto if listening.certificate else HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=HEADER_BYTES),
        http2_settings=HTTP2Settings(
            keep_alive_interval=HEADER_SECONDS * 1000,
            keep_alive_timeout=HEADER_SECONDS,
            max_headers_size=HEADER_BYTES,
        ),
        ssl_cert=listening.certificate,
        ssl_key=listening.key,
        ssl_protocol_min=SSLProtocols.tls12,
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig=GRANIAN,
    ).serve()


def require_free(listening: ListenOptions) -> None:
    """Raises CannotListen, before any worker starts."""
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listening.host, listening.port))
        except OSError as error:
            where = f"{listening.host}:{listening.port}"
            raise CannotListen(f"{where} cannot be used ({error.strerror}); choose another with --port") from error


def require_certificate(listening: ListenOptions) -> None:
    """Raises CannotListen unless a certificate and its key came together and fit, or neither came."""
    certificate, key = listening.certificate, listening.key
    if certificate is None and key is None:
        return
    if certificate is None or key is None:
        raise CannotListen("--tls-certificate and --tls-key go together")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (OSError, ValueError) as error:
        raise CannotListen(f"{certificate} with {key}: {getattr(error, 'strerror', None) or error}") from error
