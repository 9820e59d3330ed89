"""Bearer tokens of requests (RFC 6750, section 2.1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from wsgiref.types import WSGIEnvironment

from bantin_reader.model.api_token import ApiToken

REALM = 'Bearer realm="bantin-reader"'
CREDENTIALS = re.compile(r"bearer ++([A-Za-z0-9._~+/-]{1,200}=*+) *+", re.IGNORECASE)

FindToken = Callable[[str], ApiToken | None]


def bearer_token(header: str) -> str | None:
    """The token in an Authorization header; None where it is not one of this scheme."""
    found = CREDENTIALS.fullmatch(header)
    return found[1] if found else None


class PushRequests:
    """Tells a server which requests may bring a longer body than a form: those that carry a token."""

    def __init__(self, find: FindToken) -> None:
        self._find = find

    def has_credentials(self, environ: WSGIEnvironment) -> bool:
        """Whether the request may bring a token, so that `has_valid_token` is to be asked. Does not block."""
        return environ["REQUEST_METHOD"] in ("PUT", "DELETE") and "HTTP_AUTHORIZATION" in environ

    def has_valid_token(self, environ: WSGIEnvironment) -> bool:
        """Whether the token is valid. Raises StoreUnavailable."""
        token = bearer_token(environ["HTTP_AUTHORIZATION"])
        return token is not None and self._find(token) is not None
