"""Signals as bytes on a socket, which a main loop can wait for."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


@contextmanager
def signal_socket() -> Iterator[socket.socket]:
    """A socket from which the numbers of arriving signals are read, a byte each. Afterwards signals are ignored."""
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.fileno())
    for number in SIGNALS:
        signal.signal(number, lambda *_: None)
    try:
        yield reader
    finally:
        # The process ends: one more signal must not cut that short.
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        signal.set_wakeup_fd(-1)
        reader.close()
        writer.close()
