"""The service worker's configuration: what belongs to this build of the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from bantin_reader.web.i18n.locale import LANGUAGES
from bantin_reader.web.templating.assets import MANIFEST, PACKAGE, ROOT, Assets

# What a page loads at once or on use; the worker stores these when it is installed.
PRECACHED = (
    *("site.css", "listing.css", "main.js", "icon.svg", "saved.js", "keep.js"),
    *("reading-place.js", "ruler.js", "shortcuts.js", "player.js", "speech.css"),
)
ENCODED = (".br", ".gz")


class OfflineBuild:
    """The service worker of a build. Its text differs from every other build's, so that browsers install it anew."""

    def __init__(self, assets: Assets, dist: Path) -> None:
        self._script = (dist / assets.names["service-worker.js"]).read_text("utf-8")
        self._files = sorted(
            path.name for path in dist.iterdir() if path.suffix not in ENCODED and path.name != MANIFEST
        )
        self._precached = [assets.names[name] for name in PRECACHED]
        self._id = _digest([*ROOT.joinpath("templates").rglob("*.*"), *PACKAGE.joinpath("translations").rglob("*.mo")])

    def service_worker(self, root: str) -> str:
        """The script of a site whose front page has the path `root`."""
        values = {
            "root": root,
            "build": self._id,
            "files": self._files,
            "precached": self._precached,
            "languages": list(LANGUAGES),
        }
        return f"self.bantin={json.dumps(values, separators=(',', ':'))};\n{self._script}"


def _digest(files: Iterable[Path]) -> str:
    """A hash of the files' contents, in the order of their names."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
