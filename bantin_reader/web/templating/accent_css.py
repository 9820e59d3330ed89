"""The accent as rules of CSS: the site's own, and one that a widget's embedder asks for."""

from __future__ import annotations

import re
from functools import lru_cache

from bantin_reader.config.colours import LEAST_CONTRAST, PAPERS, contrast


def site_accent(accent: str | None, accent_dark: str | None) -> str:
    """The site's own accent as two custom properties; empty where the style sheet's stands."""
    parts = []
    if accent:
        parts.append(f"--site-accent:{accent}")
    if accent_dark:
        parts.append(f"--site-accent-dark:{accent_dark}")
    return f":root{{{';'.join(parts)}}}" if parts else ""


@lru_cache(maxsize=256)
def embed_accent(accent: str) -> str:
    """The embedder's accent, `9b1c1c` or `#9b1c1c`, on the papers that it stands out from 7:1, as rules of CSS."""
    colour = f"#{accent.removeprefix('#')}"
    if not re.fullmatch(r"#([0-9a-fA-F]{3}){1,2}", colour):
        return ""
    clear = {theme for theme, paper in PAPERS.items() if contrast(colour, paper) >= LEAST_CONTRAST}
    rules = [f'[data-theme="{theme}"]{{--accent:{colour}}}' for theme in PAPERS if theme in clear]
    for theme, scheme in (
        ("light", "not all and (prefers-color-scheme: dark)"),
        ("dark", "(prefers-color-scheme: dark)"),
    ):
        if theme in clear:
            rules.append(f'@media {scheme}{{[data-theme="auto"]{{--accent:{colour}}}}}')
    return "".join(rules)
