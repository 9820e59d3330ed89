"""What the robots.txt of each site allows (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from bantin_reader.model.errors import NotFetched, SourceRefused

PATH = "/robots.txt"
# RFC 9309, section 2.5: what is longer need not be read.
MAX_BYTES = 512 * 1024


class Robots:
    """The rules of the sites of one run. `fetch` returns the content at an address."""

    def __init__(self, user_agent: str, fetch: Callable[[str], bytes]) -> None:
        self._user_agent = user_agent
        self._fetch = fetch
        self._rules: dict[str, Protego] = {}

    def require_allowed(self, url: str) -> None:
        """Raises SourceRefused for an address that the site disallows, NotFetched while its rules cannot be had."""
        if not self._rules_of(url).can_fetch(url, self._user_agent):
            raise SourceRefused(f"the site's {PATH} disallows {urlsplit(url).path or '/'}")

    def delay(self, url: str) -> float:
        """The seconds between two requests that the site asks for, 0 if it asks for none."""
        return self._rules_of(url).crawl_delay(self._user_agent) or 0.0

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the site names."""
        return list(self._rules_of(url).sitemaps)

    def _rules_of(self, url: str) -> Protego:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            try:
                text = self._fetch(site + PATH).decode("utf-8-sig", "replace")
            except NotFetched as error:
                # Section 2.3.1.3: no rules where there is no file; section 2.3.1.4: everything is disallowed while
                # the server fails.
                if error.status is None or not 400 <= error.status < 500 or error.status == 429:
                    raise NotFetched(f"{PATH}: {error}", error.status, is_temporary=True) from error
                text = ""
            self._rules[site] = Protego.parse(text)
        return self._rules[site]
