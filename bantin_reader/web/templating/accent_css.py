"""The accent colour as CSS: the site's own, and the one that an embedder asks for."""

from __future__ import annotations

import re
from functools import lru_cache

from bantin_reader.config.colours import LEAST_CONTRAST, PAPERS, contrast


def site_accent(accent: str | None, accent_dark: str | None) -> str:
    """The site's accent as two custom properties; empty without one: then the style sheet's applies."""
    parts = []
    if accent:
        parts.append(f"--site-accent:{accent}")
    if accent_dark:
        parts.append(f"--site-accent-dark:{accent_dark}")
    return f":root{{{';'.join(parts)}}}" if parts else ""


@lru_cache(maxsize=256)
def embed_accent(accent: str) -> str:
    """CSS rules for an embedder's accent, `9b1c1c` or `#9b1c1c`, in the themes where its contrast is at least 7:1.

    Empty for any other text.
    """
    colour = f"#{accent.removeprefix('#')}"
    if not re.fullmatch(r"#([0-9a-fA-F]{3}){1,2}", colour):
        return ""
    legible = {theme for theme, paper in PAPERS.items() if contrast(colour, paper) >= LEAST_CONTRAST}
    rules = [f'[data-theme="{theme}"]{{--accent:{colour}}}' for theme in PAPERS if theme in legible]
    for theme, scheme in (
        ("light", "not all and (prefers-color-scheme: dark)"),
        ("dark", "(prefers-color-scheme: dark)"),
    ):
        if theme in legible:
            rules.append(f'@media {scheme}{{[data-theme="auto"]{{--accent:{colour}}}}}')
    return "".join(rules)
