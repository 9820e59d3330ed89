"""The sync command: brings articles from the configured sources, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import re
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from bantin_reader.cli.printable import printable
from bantin_reader.config.settings import Settings
from bantin_reader.config.sources import SourceSettings

if TYPE_CHECKING:
    from bantin_reader.cli.sync_progress import SyncProgress

INTERRUPTED = 128 + 2
AT_ONCE = 4
END_SECONDS = 10.0
ENDING = (signal.SIGINT, signal.SIGTERM)
PERIOD = re.compile(r"(\d{1,5})(s|m|h)")
UNITS = {"s": 1, "m": 60, "h": 3600}


class Line(NamedTuple):
    """A line that a source's process reports; `is_error` sends it to stderr. One without text says that one more item
    was looked at."""

    text: str
    is_error: bool


class Options(NamedTuple):
    """What a run may do beyond bringing articles."""

    allow_removals: bool
    retry_refused: bool


def _period(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    found = PERIOD.fullmatch(value) if value else None
    if value and (not found or not int(found[1])):
        raise click.BadParameter("write a period like 30s, 5m or 1h")
    return int(found[1]) * UNITS[found[2]] if found else None


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--every", metavar="PERIOD", callback=_period, help="Go on, and begin again after 30s, 5m or 1h.")
@click.option("--allow-removals", is_flag=True, help="Withdraw articles that are gone at their source.")
@click.option("--retry-refused", is_flag=True, help="Ask again for pages that were refused before.")
def sync(names: tuple[str, ...], every: int | None, allow_removals: bool, retry_refused: bool) -> None:
    """Bring articles from the [[sources]] of the configuration, or from those that are named.

    Prints a line for each article that was created or updated, and one for each source. A source that is down or that
    another process is reading harms no other; the exit status is 1 if one failed or an article was refused. After
    Ctrl-C every stored article is complete. An article that is gone at its source stays, and is told, unless
    --allow-removals is given; a source that lacks more than a tenth of its articles loses none.
    """
    sources = _chosen(Settings(), names)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while True:
            started = monotonic()
            failed = _run(sources, Options(allow_removals, retry_refused))
            if every is None:
                sys.exit(1 if failed else 0)
            sleep(max(0.0, started + every - monotonic()))
            sources = _chosen(Settings(), names)
    except KeyboardInterrupt:
        click.echo("stopped; every stored article is complete", err=True)
        sys.exit(INTERRUPTED)


def _chosen(settings: Settings, names: Sequence[str]) -> list[SourceSettings]:
    if not settings.sources:
        raise click.ClickException("no source is configured: write a [[sources]] table into bantin.toml")
    known = {source.name: source for source in settings.sources}
    for name in names:
        if name not in known:
            raise click.ClickException(f"no source is named {name!r}; there are {', '.join(known)}")
    return [known[name] for name in names] if names else list(known.values())


def _run(sources: Sequence[SourceSettings], options: Options) -> bool:
    """Run the sources, AT_ONCE at a time, and print what they report. Returns whether one failed."""
    waiting = list(sources)
    running: dict[Connection[None, Line], BaseProcess] = {}
    names: dict[Connection[None, Line], str] = {}
    progress = _progress()
    has_failed = False
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                source = waiting.pop(0)
                connection, process = _start(source, options)
                running[connection], names[connection] = process, source.name
                if progress:
                    progress.begin(source.name)
            for ready in wait(list(running)):
                connection = _connection(ready)
                try:
                    line = connection.recv()
                except EOFError:
                    process = running.pop(connection)
                    process.join()
                    connection.close()
                    has_failed |= process.exitcode != 0
                    if progress:
                        progress.end(names[connection])
                else:
                    if line.text:
                        click.echo(printable(line.text), err=line.is_error)
                    elif progress:
                        progress.advance(names[connection])
    finally:
        if progress:
            progress.stop()
        _end(list(running.values()))
    return has_failed


def _progress() -> SyncProgress | None:
    """What a person who looks on sees; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        return None
    # Imported here: a server's worker, which runs this command's module too, would hold it in memory.
    from bantin_reader.cli.sync_progress import SyncProgress

    return SyncProgress()


def _connection(ready: Any) -> Connection[None, Line]:
    connection: Connection[None, Line] = ready
    return connection


def _start(source: SourceSettings, options: Options) -> tuple[Connection[None, Line], BaseProcess]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_sync_one, args=(source, options, theirs))
    # A signal that comes before the new process has handlers of its own waits until it has.
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    theirs.close()
    return ours, process


def _end(processes: Sequence[BaseProcess]) -> None:
    """End processes: each finishes or rolls back its article. One that does not end is killed."""
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(END_SECONDS)
        if process.is_alive():
            process.kill()


def _sync_one(source: SourceSettings, options: Options, connection: Connection[Line, None]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent too, which ends this process
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    # Imported here: a server's worker, which runs this command's module too, would hold it in memory.
    from bantin_reader.cli.sync_report import report

    failed = True
    with suppress(BrokenPipeError):
        failed = report(source, options, lambda text="", is_error=False: connection.send(Line(text, is_error)))
    sys.exit(1 if failed else 0)
