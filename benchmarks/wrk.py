"""Runs wrk with one thread for a number of connections and seconds."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.processes import cpu_seconds

SCRIPT = Path(__file__).with_name("requests.lua")
CONNECTIONS = 16
ATTEMPTS = 10
# Articles beside the measured one. With nine sizes, five themes, three languages and pictures or none they are 162,000
# pages, many more than the page cache holds. Each run begins elsewhere among them, so that none is requested
# while it is still in the cache.
ARTICLES = 600
NUMBERS_OF_A_RUN = 20_011
_runs = count(1)


class WrkFailed(Exception):
    """wrk ended without figures; the message is its output."""


class NothingAnswered(WrkFailed):
    """wrk received no response."""


@dataclass(frozen=True)
class Round:
    """What one round measured. `cpu` are the seconds that the server took; `wrong` counts failed requests."""

    requests: int
    seconds: float
    p50: float
    p99: float
    cpu: float
    wrong: int

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    @property
    def cpu_of_thousand(self) -> float:
        return self.cpu / self.requests * 1000


@dataclass(frozen=True)
class Target:
    """What is asked for, and the processes whose CPU counts. `every`: each so-manieth request is for another page, one
    to be rendered; `marked`: each link bears what no other does; `hostile`: each so-manieth is an
    attack, also on the stored `picture`."""

    url: str
    pids: tuple[int, ...]
    host: str = ""
    every: int = 0
    press: str = ""
    marked: bool = False
    hostile: int = 0
    picture: str = ""


def warm_up(target: Target) -> None:
    """Wait until the application responds, since the port opens earlier. Raises WrkFailed when it never does."""
    for attempt in range(ATTEMPTS):
        try:
            measure(target, 1)
        except NothingAnswered:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return


def measure(target: Target, seconds: int, connections: int = CONNECTIONS, first: int | None = None) -> Round:
    """`first` is the number that the other pages begin with."""
    given = {
        "host": target.host,
        "press": target.press,
        "marked": int(target.marked),
        "hostile": target.hostile,
        "picture": target.picture,
        "every": target.every,
        "articles": ARTICLES,
        "from": next(_runs) * NUMBERS_OF_A_RUN if first is None else first,
    }
    arguments = [f"{name}={value}" for name, value in given.items() if value]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(SCRIPT), target.url]
    before = cpu_seconds(target.pids)
    done = subprocess.run(
        [*command, "--", *arguments], capture_output=True, text=True, check=False, timeout=seconds + 60
    )
    cpu = cpu_seconds(target.pids) - before
    lines = [line for line in done.stdout.splitlines() if line.startswith("figures ")]
    if done.returncode or not lines:
        raise WrkFailed(done.stderr + done.stdout)
    requests, microseconds, p50, p99, wrong = map(int, lines[0].split()[1:])
    if not requests:
        raise NothingAnswered(target.url)
    return Round(requests, microseconds / 1e6, p50 / 1000, p99 / 1000, cpu, wrong)
