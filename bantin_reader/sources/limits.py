"""How much a source may hold. More is refused before anything works on it."""

from __future__ import annotations

from bantin_reader.model.article import Draft
from bantin_reader.model.errors import SourceRefused

MAX_FILE_BYTES = 20 * 1024 * 1024
# Characters.
MAX_PLAIN_TEXT = 1_000_000
MAX_FRONT_MATTER = 65_536
MAX_TITLE = 1_000
MAX_SAPO = 10_000
MAX_CAPTION = 5_000
MAX_NAME = 500
MAX_SLUG = 120
# Of one article.
MAX_AUTHORS = 50
MAX_CORRECTIONS = 100
MAX_FORMER_SLUGS = 100
MAX_TAGS = 200
MAX_LINE_BYTES = 16 * 1024 * 1024
MAX_LANG = 35
MAX_READ_BYTES = 1024 * 1024 * 1024
# Of processor time, for one file.
MAX_READ_SECONDS = 60
# Elements that stand in each other.
MAX_DEPTH = 3_000
# The same inside an article, which is read by functions that call each other.
MAX_ARTICLE_DEPTH = 120


def require_at_most(most: int, what: str, text: str) -> None:
    """Raise SourceRefused where `text` has more than `most` characters; `what` names it."""
    if len(text) > most:
        raise SourceRefused(f"{what}: {len(text):,} characters, at most {most:,}")


def require_readable_length(draft: Draft) -> None:
    """Raise SourceRefused where a field is too long to be what it is called."""
    require_at_most(MAX_TITLE, "title", draft.title)
    require_at_most(MAX_SAPO, "sapo", draft.sapo)
    require_at_most(MAX_LANG, "lang", draft.lang)
    require_at_most(MAX_NAME, "byline", draft.byline)
    require_at_most(MAX_NAME, "source", draft.credit)
    require_at_most(MAX_NAME, "category", draft.category)
    for name in draft.authors:
        require_at_most(MAX_NAME, "author", name)
    for correction in draft.corrections:
        require_at_most(MAX_CAPTION, "correction", correction.text)
    require_at_most(MAX_CAPTION, "expiry reason", draft.expiry_reason)
    if draft.figure:
        require_at_most(MAX_CAPTION, "caption", draft.figure.caption)
        require_at_most(MAX_CAPTION, "alternative text", draft.figure.alt)


TOO_DEEP_ARTICLE = f"its elements are nested too deeply: more than {MAX_ARTICLE_DEPTH} in each other inside the article"
