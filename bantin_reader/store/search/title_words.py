"""The words of all titles with their groups of three letters, in which a word that a reader misspelled is found.

A word stays when its last title goes: it is offered only if a search for it finds something.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, insert, select

from bantin_reader.model.fold import folded
from bantin_reader.store.tables import search_words

SHORTEST, LONGEST = 2, 30
EDGE = "^"
KNOWN = select(search_words.c.word).where(search_words.c.word.in_(bindparam("words", expanding=True))).distinct()


def groups_of(word: str) -> list[str]:
    """The different groups of three letters of a folded word, with its edges: `^la`, `lan`, `an^`."""
    edged = f"{EDGE}{word}{EDGE}"
    return list(dict.fromkeys(edged[start : start + 3] for start in range(len(edged) - 2)))


def add(connection: Connection, titles: Sequence[Sequence[str]]) -> None:
    """Add the words of titles, spelled."""
    words = {word for title in titles for word in folded(title)}
    words = {word for word in words if SHORTEST <= len(word) <= LONGEST and not word.isdigit()}
    if not words:
        return
    words -= set(connection.execute(KNOWN, {"words": [*words]}).scalars())
    if words:
        rows = [{"word": word, "letters": group} for word in sorted(words) for group in groups_of(word)]
        connection.execute(insert(search_words), rows)


def similar(connection: Connection, word: str, limit: int) -> list[str]:
    """The words of titles that have the most groups in common with a folded word, which is not among them."""
    shared = func.count().label("shared")
    query = (
        select(search_words.c.word)
        .where(search_words.c.letters.in_(groups_of(word)), search_words.c.word != word)
        .group_by(search_words.c.word)
        .order_by(shared.desc(), search_words.c.word)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())
