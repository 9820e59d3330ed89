"""Memory after many different pages, and minutes of load, a tenth of it hostile, while articles are imported."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from bantin_reader.config.settings import Settings
from bantin_reader.model.picture import PictureSource
from bantin_reader.services.importer import Imported
from bantin_reader.source_factory import create_importer
from bantin_reader.store.pictures.store import FilesystemPictureStore
from benchmarks import machine
from benchmarks.processes import resident_megabytes, running
from benchmarks.site import Site
from benchmarks.table import Asked, asked_table, markdown, number
from benchmarks.wrk import Target, measure, warm_up
from tests.processes import free_ports, worker_pids

MOST_MEGABYTES = 120
# A line fitted to samples is never quite level; a smaller rise than this counts as none.
LEVEL_MEGABYTES = 2
SLICE_SECONDS = 5
LONGEST_SECONDS = 3600
NEW_PAGE = 10
HOSTILE = 10
PICTURE_SIDE = 4000
IMPORTED_ARTICLES = 5


def memory(site: Site, pages: int) -> str:
    """Measures one worker's memory while it serves `pages` different pages."""
    told = machine.described(f"{pages:,} pages, one worker.")
    (port,) = free_ports(1)
    rows, given, wrong = [], 0, 0
    with running(site.serve(port, 1), port, site.environment) as pid:
        target = Target(f"http://127.0.0.1:{port}{site.path}", (pid,), every=1)
        warm_up(target)
        end = time.monotonic() + LONGEST_SECONDS
        tenth = 0
        while given < pages and time.monotonic() < end:
            if given >= tenth * pages / 10:
                rows.append([f"{given:,}", number(_largest(pid))])
                tenth = given * 10 // pages + 1
            done = measure(target, SLICE_SECONDS, first=given)
            given += done.requests
            wrong += done.wrong
            print(f"{given:>9,} pages, {_largest(pid):.1f} MB", flush=True)
        after = _largest(pid)
    rows.append([f"{given:,}", number(after)])
    lines = [
        Asked("pages that one worker gave", pages, given, "", at_least=True),
        Asked("failed requests", 0, wrong, ""),
        Asked("a worker's resident memory after them", MOST_MEGABYTES, after, "MB"),
    ]
    return f"{told}\n{markdown(['pages', 'MB'], rows)}\n{asked_table(lines)}"


def _largest(pid: int) -> float:
    return max(resident_megabytes(worker) for worker in worker_pids(pid))


@dataclass
class Importer:
    """Changes the articles of a folder in turn and imports each, until `stopped` is set."""

    site: Site
    folder: Path
    stopped: threading.Event = field(default_factory=threading.Event)
    imported: int = 0
    refused: list[str] = field(default_factory=list)

    def run(self) -> None:
        importing = create_importer(Settings(data=self.site.data), roots=[self.folder])
        round_ = 0
        while not self.stopped.wait(1):
            file = self.folder / f"tin-{round_ % IMPORTED_ARTICLES}.md"
            paragraphs = f"Mực nước lúc này là {round_} cm.\n\n" * (1 + round_ % 20)
            file.write_text(f"---\ntitle: Tin nước {round_ % IMPORTED_ARTICLES}\n---\n\n{paragraphs}", "utf-8")
            for result in importing.run([file]):
                if isinstance(result, Imported):
                    self.imported += 1
                else:
                    self.refused.append(result.reason)
            round_ += 1


def store_picture(site: Site) -> str:
    """Store a picture of 16 megapixels; gives the part of its renditions' names before the width."""
    content = BytesIO()
    Image.new("RGB", (PICTURE_SIDE, PICTURE_SIDE), "teal").save(content, "PNG")
    store = FilesystemPictureStore(site.data / "pictures")
    return store.add(PictureSource(shown="attacked.png", content=content.getvalue())).name.removesuffix(".png")


def soak(site: Site, folder: Path, seconds: int) -> str:
    told = machine.described(f"{seconds} s, {machine.CORES} workers, one request in {HOSTILE} hostile.")
    articles = folder / "articles"
    articles.mkdir()
    importer = Importer(site, articles)
    picture = store_picture(site)
    (port,) = free_ports(1)
    samples: list[tuple[float, float]] = []
    requests = wrong = 0
    with running(site.serve(port, machine.CORES), port, site.environment) as pid:
        before = worker_pids(pid)
        target = Target(f"http://127.0.0.1:{port}{site.path}", (pid,), every=NEW_PAGE)
        target = replace(target, hostile=HOSTILE, picture=picture)
        warm_up(target)
        thread = threading.Thread(target=importer.run)
        thread.start()
        begun = time.monotonic()
        try:
            while time.monotonic() < begun + seconds:
                done = measure(target, SLICE_SECONDS)
                requests += done.requests
                wrong += done.wrong
                samples.append((time.monotonic() - begun, sum(map(resident_megabytes, worker_pids(pid)))))
                print(
                    f"{samples[-1][0]:6.0f} s {requests:>10,} {importer.imported:>5} {samples[-1][1]:7.1f} MB",
                    flush=True,
                )
        finally:
            importer.stopped.set()
            thread.join()
        died = len(before - worker_pids(pid))
    warm = [sample for sample in samples if sample[0] >= seconds / 3]
    growth = slope(warm) * (warm[-1][0] - warm[0][0])
    lines = [
        Asked("failed requests", 0, wrong, ""),
        Asked("imports that failed", 0, len(importer.refused), ""),
        Asked("workers that died", 0, died, ""),
        Asked("rise of all workers' memory after the warm-up", LEVEL_MEGABYTES * machine.CORES, growth, "MB"),
    ]
    facts = (
        f"{requests:,} requests and {importer.imported} imports; all workers took {number(warm[0][1])} MB after the "
    )
    return f"{told}\n{facts}warm-up and {number(warm[-1][1])} MB at the end.\n\n{asked_table(lines)}"


def slope(samples: Sequence[tuple[float, float]]) -> float:
    """The slope of the least-squares line through (time, value) samples."""
    if len(samples) < 2:
        return 0.0
    middle = sum(at for at, _ in samples) / len(samples)
    mean = sum(value for _, value in samples) / len(samples)
    spread = sum((at - middle) ** 2 for at, _ in samples)
    return sum((at - middle) * (value - mean) for at, value in samples) / spread if spread else 0.0
