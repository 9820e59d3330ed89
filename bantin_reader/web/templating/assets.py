"""The built front end: addresses of hashed files, and the inline scripts with their policy hashes."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

PACKAGE = Path(__file__).resolve().parents[2]
# Templates and built files: in a wheel inside the package, in the tree beside it.
ROOT = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
MANIFEST = "meta.json"
INLINE = ("preferences-bootstrap", "sync-controls")


class FrontEndMissing(RuntimeError):
    """The front end has not been built."""


@dataclass(frozen=True)
class Assets:
    """`names` maps `site.css` to `site-ABCDEFGH.css`; `inline` maps `head` to its script's text."""

    names: dict[str, str]
    inline: dict[str, Markup]

    @classmethod
    def load(cls, dist: Path) -> Assets:
        """Read what the build left in `dist`. Raises FrontEndMissing."""
        try:
            outputs = json.loads((dist / MANIFEST).read_text("utf-8"))["outputs"]
        except FileNotFoundError as error:
            raise FrontEndMissing(f"{dist} holds no built front end; run: make install") from error
        names = {}
        for path, output in outputs.items():
            if "entryPoint" in output:
                names[Path(output["entryPoint"]).name] = Path(path).name
        inline = {name: Markup((dist / names[f"{name}.js"]).read_text("utf-8").strip()) for name in INLINE}  # noqa: S704
        return cls(names, inline)

    def problem(self, dist: Path) -> str:
        """What of the front end has gone from `dist`; empty when nothing has."""
        gone = any(not (dist / name).is_file() for name in self.names.values())
        return "has files missing" if gone else ""

    def script_hashes(self) -> list[str]:
        return [csp_hash(text) for text in self.inline.values()]


def csp_hash(text: str) -> str:
    """A hash source for an inline element (CSP Level 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
