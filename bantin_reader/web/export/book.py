"""What an EPUB book is made of: an article, or those of a list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from bantin_reader.model.article import Article
from bantin_reader.model.byline import authors_of
from bantin_reader.model.errors import PageNotFound
from bantin_reader.web.export.document import ExportedArticle
from bantin_reader.web.i18n.dates import written_date
from bantin_reader.web.i18n.locale import DEFAULT, LANGUAGES

MOST_ARTICLES = 50
# All pictures of a list's book together. Those that do not fit are replaced by their descriptions.
MOST_PICTURE_MEGABYTES = 15
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Book:
    """`id` is a URI, `source` the URL of the page that it is made of, or empty. `facts` are the lines about a list, and
    empty for a single article. `most_picture_bytes` is None where all pictures are in the book."""

    id: str
    source: str
    title: str
    lang: str
    description: str
    contents: str
    articles: Sequence[ExportedArticle]
    facts: Sequence[str] = ()
    most_picture_bytes: int | None = None

    @property
    def site_name(self) -> str:
        return self.articles[0].site_name

    @property
    def languages(self) -> list[str]:
        return list(dict.fromkeys([self.lang, *(one.article.lang for one in self.articles)]))

    @property
    def authors(self) -> list[str]:
        """Those of a single article; each chapter of a list names its own."""
        if len(self.articles) > 1:
            return []
        article = self.articles[0].article
        return [author.name for author in authors_of(article.byline, article.authors)]

    @property
    def subjects(self) -> list[str]:
        named = [name for one in self.articles for name in (one.article.category, *one.article.tags) if name]
        return list(dict.fromkeys(named))

    @property
    def date(self) -> str:
        """The newest date of publication (ISO 8601); empty without one."""
        return max((one.article.date.isoformat() for one in self.articles if one.article.date), default="")

    @property
    def modified(self) -> str:
        """The last change in UTC, as EPUB 3.3, 5.5.4 has it."""
        moments = [one.updated or one.published for one in self.articles]
        last = max((datetime.fromisoformat(moment) for moment in moments if moment), default=NO_DATE)
        return last.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def article_book(exported: ExportedArticle) -> Book:
    article = exported.article
    return Book(
        id=exported.url,
        source=exported.url,
        title=article.title,
        lang=article.lang,
        description=article.sapo,
        contents=exported.words["contents"],
        articles=(exported,),
    )


def list_book(
    name: str, articles: Sequence[ExportedArticle], lang: str, *, source: str = "", missing: int = 0, left_out: int = 0
) -> Book:
    """The articles of a list; raises PageNotFound if there are none. `name` is the list's, in the language `lang`,
    `source` the URL of its page. Of those that were asked for, `missing` are not published any more, and `left_out` are
    more than a book takes. The same articles are the same book."""
    if not articles:
        raise PageNotFound("a book without articles")
    with force_locale(lang):
        count = ngettext("%(num)d article", "%(num)d articles", len(articles))
        facts = [" · ".join([articles[0].site_name, count, *_period(articles, lang)])]
        if missing:
            facts.append(
                ngettext(
                    "%(num)d article that was chosen is no longer published.",
                    "%(num)d articles that were chosen are no longer published.",
                    missing,
                )
            )
        if left_out:
            facts.append(
                ngettext(
                    "%(num)d more was chosen: a book takes %(most)d articles.",
                    "%(num)d more were chosen: a book takes %(most)d articles.",
                    left_out,
                    most=MOST_ARTICLES,
                )
            )
        if source:
            facts.append(_("Address: %(url)s", url=source))
        return Book(
            id=uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(one.url for one in articles)).urn,
            source=source,
            title=f"{name} – {articles[0].site_name}",
            lang=lang,
            description=facts[0],
            contents=_("Contents"),
            articles=articles,
            facts=facts,
            most_picture_bytes=MOST_PICTURE_MEGABYTES * 1_000_000,
        )


def book_bounds() -> dict[str, int]:
    """The bounds of a list's book, for the pages that offer one."""
    return {"articles": MOST_ARTICLES, "megabytes": MOST_PICTURE_MEGABYTES}


def language_of(articles: Sequence[Article]) -> str:
    """The language of all articles if it is one of the site's, else the site's first."""
    languages = {article.lang for article in articles}
    return languages.pop() if len(languages) == 1 and languages <= set(LANGUAGES) else DEFAULT


def _period(articles: Sequence[ExportedArticle], lang: str) -> list[str]:
    """The dates of the oldest and the newest article, as one text; nothing without dates."""
    dates = [one.article.date for one in articles if one.article.date]
    ends = dict.fromkeys([min(dates), max(dates)]) if dates else {}
    return [" – ".join(written_date(date, None, lang) for date in ends)] if ends else []
