"""Words the warnings about what a page lacks."""

from __future__ import annotations

from collections.abc import Sequence

from bantin_reader.model.body_figures import about_missing_alt
from bantin_reader.sources.html.blocks import Picture


def about_alts(*groups: Sequence[Picture]) -> list[str]:
    """A warning about each picture without an alternative text."""
    pictures = [picture for group in groups for picture in group if not picture.image.alt]
    return [about_missing_alt(picture.image.source.shown, picture.caption) for picture in pictures]


def about_links(lost: Sequence[str], words: str) -> list[str]:
    """A warning about the links without an address whose text is in the article."""
    count = sum(1 for text in lost if text and text in words)
    return [f"links that lead nowhere, because the page does not say its own address: {count}"] if count else []
