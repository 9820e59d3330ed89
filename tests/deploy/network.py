"""A network of the tests' own: what runs in it has addresses, ports and firewall rules that nothing else sees."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.deploy.nginx import program

CLONE_NEWNET = 0x40000000  # of Linux' <sched.h>
# Where netavark notes the addresses of containers, and its name server, for all networks of root.
ADDRESSES = "/run/containers/networks"


class Network:
    """A network namespace with loopback alone. Skips the test, and names the cause, where none can be made."""

    def __init__(self) -> None:
        own = f"mkdir -p {ADDRESSES} && mount -t tmpfs tmpfs {ADDRESSES}"
        script = f"{program('ip')} link set lo up && {own} && echo up && exec sleep infinity"
        command = [program("unshare"), "--net", "--mount", "sh", "-c", script]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        if not self._process.stdout.readline():
            pytest.skip(f"no network can be made here: {self._process.communicate()[1].strip()}")
        self._namespace = f"/proc/{self._process.pid}/ns/net"
        self.within = (program("nsenter"), f"--net={self._namespace}", f"--mount=/proc/{self._process.pid}/ns/mnt")

    def connect(self, address: tuple[str, int], timeout: float, source: str) -> socket.socket:
        """A connection within the network, made by a thread that enters it; any thread may use it."""
        with ThreadPoolExecutor(1, initializer=self._enter) as pool:
            return pool.submit(socket.create_connection, address, timeout, (source, 0)).result()

    def _enter(self) -> None:
        namespace = os.open(self._namespace, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).setns(namespace, CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "setns")
        finally:
            os.close(namespace)

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()
