"""A WSGI callable that does nothing but hand over the finished page, under the site's own server: the most that Python
can reach. `python -m benchmarks.apps.nothing PORT WORKERS`"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def application() -> WSGIApplication:
    page = json.loads(Path(os.environ["BENCHMARK_PAGE"]).read_text("utf-8"))
    headers = [(name, value) for name, value in page["headers"]]
    body = [Path(page["body"]).read_bytes()]

    def answer(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", headers.copy())
        return body

    return answer


if __name__ == "__main__":
    Granian(
        "benchmarks.apps.nothing:application",
        factory=True,
        port=int(sys.argv[1]),
        workers=int(sys.argv[2]),
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()
