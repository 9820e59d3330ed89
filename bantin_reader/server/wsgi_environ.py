"""The WSGI environment (PEP 3333) of an HTTP request in ASGI's form."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIEnvironment

ENVIRON = {
    "SCRIPT_NAME": "",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,  # as Werkzeug asks servers to say
}
PROTOCOLS = {"1": "HTTP/1.0", "1.1": "HTTP/1.1", "2": "HTTP/2"}

Scope = dict[str, Any]


def environ_of(scope: Scope) -> WSGIEnvironment:
    """The WSGI environment of an HTTP scope, without `wsgi.input`. Bytes become characters by Latin-1 (PEP 3333).

    Fields of one name are joined, cookies as RFC 9113, 8.2.3 says. A name with an underscore is left out: as a variable
    it could not be told from that with a hyphen.
    """
    environ: WSGIEnvironment = ENVIRON.copy()
    environ["REQUEST_METHOD"] = scope["method"]
    environ["PATH_INFO"] = _path(scope["raw_path"])
    environ["QUERY_STRING"] = scope["query_string"].decode("latin-1")
    environ["SERVER_PROTOCOL"] = PROTOCOLS.get(scope["http_version"], "HTTP/1.1")
    environ["SERVER_NAME"], port = scope["server"]
    environ["SERVER_PORT"] = str(port)
    environ["REMOTE_ADDR"] = scope["client"][0]
    environ["wsgi.url_scheme"] = scope["scheme"]
    for name, value in scope["headers"]:
        variable = _variable(name)
        if variable in environ:
            separator = "; " if variable == "HTTP_COOKIE" else ","
            environ[variable] += separator + value.decode("latin-1")
        elif variable:
            environ[variable] = value.decode("latin-1")
    return environ


@lru_cache(maxsize=1024)
def _path(raw: bytes) -> str:
    return unquote_to_bytes(raw).decode("latin-1")


@lru_cache(maxsize=1024)
def _variable(name: bytes) -> str:
    """The name of the environment's variable for a header field."""
    if b"_" in name:
        return ""
    variable = name.decode("latin-1").upper().replace("-", "_")
    return variable if variable in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{variable}"
