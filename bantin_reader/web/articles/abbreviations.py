"""Marks the first use of each abbreviation that an article leaves unexplained (WCAG 2.2, 3.1.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from bantin_reader.model.glossary import Glossary, whole_words

TOKEN = re.compile(r"<[^>]*+(?:>|\Z)|[^<]++")
TAG_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)")
# Elements whose text stays as it is: links, headings, code, formulas, what is marked already, and figures.
LEFT_ALONE = frozenset(
    {"a", "abbr", "code", "dfn", "figure", "h2", "h3", "h4", "h5", "h6", "kbd", "math", "pre", "samp", "var"}
)


def mark_abbreviations(body: str, glossary: Glossary, category: str, address: Callable[[str], str]) -> str:
    """The clean body with `<a class="br-abbr" href=…><abbr title=…>` around each first use; `address` gives the place
    in the glossary of an abbreviation."""
    tokens: list[str] = TOKEN.findall(body)
    unexplained = glossary.unexplained_in(_text(tokens), category)
    if not unexplained:
        return body

    def mark(match: re.Match[str]) -> str:
        short = unescape(match[0])
        expansion = unexplained.pop(short, None)
        if expansion is None:
            return match[0]
        return (
            f'<a class="br-abbr" href="{escape(address(short))}">'
            f'<abbr title="{escape(expansion)}">{match[0]}</abbr></a>'
        )

    pattern = whole_words(map(escape, unexplained))
    depth = 0
    for place, token in enumerate(tokens):
        if not unexplained:
            break
        if token.startswith("<"):
            depth += _step(token)
        elif depth == 0:
            tokens[place] = pattern.sub(mark, token)
    return "".join(tokens)


def _step(tag: str) -> int:
    """1 for a start tag of an element that is left alone, -1 for its end tag, else 0."""
    found = TAG_NAME.match(tag)
    if found is None or found[2] not in LEFT_ALONE:
        return 0
    return -1 if found[1] else 1


def _text(tokens: list[str]) -> str:
    return unescape(" ".join(token for token in tokens if not token.startswith("<")))
