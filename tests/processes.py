"""Free ports, and the workers of a server that runs."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path


def free_ports(number: int) -> list[int]:
    """Ports of loopback on which nothing listens, each another."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def free_port() -> int:
    return free_ports(1)[0]


def worker_pids(pid: int) -> set[int]:
    """The workers of `bantin-reader serve`: its children, except the one that multiprocessing counts resources with."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    commands = {int(child): _command(Path(f"/proc/{child}/cmdline")) for child in children}
    return {child for child, command in commands.items() if command and b"resource_tracker" not in command}


def _command(path: Path) -> bytes:
    """Empty for a process that has ended."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def children(pid: int) -> set[int]:
    """The children of every thread of a process."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return {int(child) for task in tasks for child in (task / "children").read_text().split()}
