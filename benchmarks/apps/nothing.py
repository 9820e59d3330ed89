"""An ASGI callable that does nothing but send the finished page, under the site's own server: the most that Python can
reach there. `python -m benchmarks.apps.nothing PORT WORKERS`"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

Send = Callable[[dict[str, Any]], Awaitable[None]]


def application() -> Callable[[object, object, Send], Awaitable[None]]:
    page = json.loads(Path(os.environ["BENCHMARK_PAGE"]).read_text("utf-8"))
    headers = [(name.lower().encode(), value.encode()) for name, value in page["headers"]]
    body = Path(page["body"]).read_bytes()

    async def answer(_scope: object, _receive: object, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return answer


if __name__ == "__main__":
    Granian(
        "benchmarks.apps.nothing:application",
        factory=True,
        port=int(sys.argv[1]),
        workers=int(sys.argv[2]),
        interface=Interfaces.ASGINL,
        log_level=LogLevels.warning,
    ).serve()
