"""Shows on a terminal how many items of each source a sync has read."""

from __future__ import annotations

from rich.console import Console
from rich.progress import Progress, TaskID, TextColumn, TimeElapsedColumn


class SyncProgress:
    """A line on stderr for each source that is being read; what is printed meanwhile stands above them. Nothing is
    drawn between two items, so that no thread runs while processes are started."""

    def __init__(self) -> None:
        self._lines = Progress(
            TextColumn("{task.description}", markup=False),
            TextColumn("{task.completed} items"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,
        )
        self._tasks: dict[str, TaskID] = {}
        self._lines.start()

    def begin(self, name: str) -> None:
        self._tasks[name] = self._lines.add_task(name, total=None)
        self._lines.refresh()

    def advance(self, name: str) -> None:
        self._lines.update(self._tasks[name], advance=1, refresh=True)

    def end(self, name: str) -> None:
        self._lines.remove_task(self._tasks.pop(name))
        self._lines.refresh()

    def stop(self) -> None:
        self._lines.stop()
