"""A request for something that does not exist costs little more than a rendered page, in processor time and in memory.

Both are compared with an article's page that the same application renders in the same run. The picture's renditions are
missing, so that decoding its original would show.
"""

from __future__ import annotations

import ctypes
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice, product
from pathlib import Path
from statistics import median

import pytest
from PIL import Image

from bantin_reader.config.settings import Settings
from bantin_reader.factory import create_app
from bantin_reader.model.picture import PictureSource
from bantin_reader.store.pictures.rendering import render
from bantin_reader.store.pictures.store import FilesystemPictureStore
from tests.conftest import PORTAL_TEXT, land
from tests.fuzz.asking import Request, ask, encoded
from tests.fuzz.routes import ROUTES, Route
from tests.store.pictures.drawing import encode

# A page takes a few milliseconds, the picture a hundred and more; its pixels take 25 MB.
MOST_TIMES = 10
MOST_BYTES = 12 * 2**20
SIDE = 5000
ROUNDS = 5
FORM = (("Content-Type", b"application/x-www-form-urlencoded"),)
_numbers = count(1)


@dataclass(frozen=True)
class Cost:
    seconds: float
    bytes: int


def cost(run: Callable[[], object]) -> Cost:
    """Processor time of all threads of this process, and by how much its resident memory rose at the most."""
    ctypes.CDLL(None).malloc_trim(0)  # else memory that is free but not returned would be used unseen
    Path("/proc/self/clear_refs").write_text("5")  # proc_pid_clear_refs(5): resets the peak
    before, began = _status("VmRSS"), time.process_time()
    run()
    return Cost(time.process_time() - began, _status("VmHWM") - before)


def _status(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


@dataclass(frozen=True)
class Missing:
    """A site whose article's page is rendered anew each time, and a picture of which the original alone is there."""

    slug: str
    picture: str
    original: bytes
    ask: Callable[[Request], object]

    def page(self) -> Cost:
        request = Request(f"/articles/{self.slug}".encode())
        self.ask(request)
        costs = [cost(lambda: self.ask(request)) for _ in range(ROUNDS)]
        return Cost(median(each.seconds for each in costs), max(each.bytes for each in costs))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Missing:
    settings = Settings(data=tmp_path_factory.mktemp("missing"), cache_bytes=0)
    [slug] = land(settings, PORTAL_TEXT)
    content = encode(Image.new("L", (SIDE, SIDE), 128))
    folder = settings.data / "pictures"
    picture = FilesystemPictureStore(folder).add(PictureSource(shown="a", content=content))
    stem = picture.name.removesuffix(".png")
    for rendition in folder.glob(f"{stem}-*"):
        rendition.unlink()
    app = create_app(settings)
    return Missing(slug, stem, content, lambda request: ask(app, request))


def missing_names(site: Missing) -> dict[str, Iterator[str]]:
    """What stands for a name in a path, and names nothing; others each time."""
    return {
        "slug": (f"khong-co-{number}" for number in _numbers),
        "name": (f"{site.picture}-{1 + number % 400}.{('avif', 'webp', 'jpg')[number % 3]}" for number in _numbers),
        "filename": (f"khong-co-{number}.css" for number in _numbers),
        "_rest": (f"khong-co/{number}" for number in _numbers),
        "category": (f"khong-co-{number}" for number in _numbers),
        "tag": (f"khong-co-{number}" for number in _numbers),
        "author": (f"khong-co-{number}" for number in _numbers),
        "source_id": (f"khong-co-{number}" for number in _numbers),
        "icon": (f"{number}" for number in _numbers),
        "form_factor": (f"khong-co-{number}" for number in _numbers),
        "year": (f"{1000 + number % 900}" for number in _numbers),
        "month": (f"{number % 99:02}" for number in _numbers),
        "day": (f"{number % 99:02}" for number in _numbers),
        "number": (f"{900_000 + number}" for number in _numbers),
    }


def misses(site: Missing, route: Route) -> list[Request]:
    """Requests whose names, numbers and addresses miss: all at once, and each argument alone."""

    def address() -> bytes:
        return re.sub(r"\{(\w+)\}", lambda name: next(missing_names(site)[name[1]]), route.path).encode()

    def value(name: str) -> bytes:
        number = next(_numbers)
        special = {"url": f"http://localhost/articles/khong-co-{number}", "page": f"/articles/khong-co-{number}"}
        return special.get(name, f"{900_000 + number}").encode()

    alone = [[(name, value(name))] for name in {**route.query, **route.form}]
    together = [(name, value(name)) for name in route.query]
    body = encoded([(name, value(name)) for name in route.form])
    return [
        Request(address(), encoded(pairs), route.method, FORM if route.form else (), body)
        for pairs in ([], together, *alone)
    ]


def too_costly(site: Missing, requests: list[Request]) -> list[str]:
    """The requests that cost much more than a page, measured again before they are named."""
    page = site.page()
    found = []
    for request in requests:
        site.ask(request)
        costs = [cost(lambda request=request: site.ask(request)) for _ in range(2)]  # type: ignore[misc]
        seconds, most = min(each.seconds for each in costs), min(each.bytes for each in costs)
        if seconds > MOST_TIMES * page.seconds or most > page.bytes + MOST_BYTES:
            found.append(f"{request.path!r}: {seconds / page.seconds:.0f} pages, {most / 2**20:.0f} MB")
    return found


@pytest.mark.parametrize("endpoint", ROUTES)
def test_what_does_not_exist_costs_little_more_than_a_page(site: Missing, endpoint: str) -> None:
    assert too_costly(site, misses(site, ROUTES[endpoint])) == []


def test_no_name_of_a_picture_has_its_original_decoded(site: Missing) -> None:
    """Each width once, in every format."""
    names = islice(product(range(1, 400, 29), ("avif", "webp", "jpg")), 45)
    requests = [Request(f"/pictures/{site.picture}-{width}.{suffix}".encode()) for width, suffix in names]
    assert too_costly(site, requests) == []


def test_a_route_that_decodes_before_it_looks_at_the_name_is_found(site: Missing) -> None:
    costly = Missing(
        site.slug,
        site.picture,
        site.original,
        lambda request: render("a", site.original, []) if b"/pictures/" in request.path else site.ask(request),
    )
    assert too_costly(site, [Request(b"/pictures/x")]) == []
    [found] = too_costly(costly, [Request(b"/pictures/x")])
    assert found.startswith("b'/pictures/x'")


def test_a_route_that_takes_much_memory_is_found(site: Missing) -> None:
    costly = Missing(
        site.slug,
        site.picture,
        site.original,
        lambda request: bytearray(b"\1") * (4 * MOST_BYTES) if b"/x" in request.path else site.ask(request),
    )
    assert len(too_costly(costly, [Request(b"/x")])) == 1
