"""The built front end: the names of hashed files, and the inline scripts with their hashes for the policy."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

PACKAGE = Path(__file__).resolve().parents[2]
# The folder of templates and built files: in a wheel the package, in the source tree the folder around it.
ROOT = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
MANIFEST = "meta.json"
INLINE = ("preferences-bootstrap", "sync-controls", "time-ago")


class FrontEndMissing(RuntimeError):
    """The front end has not been built."""


@dataclass(frozen=True)
class Assets:
    """`names` maps `site.css` to `site-ABCDEFGH.css`; `inline` maps an inline script's name to its text."""

    names: dict[str, str]
    inline: dict[str, Markup]

    @classmethod
    def load(cls, dist: Path) -> Assets:
        """Read the manifest of the build in `dist`. Raises FrontEndMissing."""
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
        """What is wrong with the files in `dist`; empty when nothing is."""
        is_incomplete = any(not (dist / name).is_file() for name in self.names.values())
        return "has files missing" if is_incomplete else ""

    def script_hashes(self) -> list[str]:
        return [csp_hash(text) for text in self.inline.values()]


def csp_hash(text: str) -> str:
    """A hash source for an inline element (CSP Level 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
