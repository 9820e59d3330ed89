"""What the file formats have in common: the article with absolute URLs and the words around it, in its language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from datetime import time as Time
from zoneinfo import ZoneInfo

from flask_babel import force_locale
from flask_babel import gettext as _

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Article
from bantin_reader.web.corrections import corrections_html
from bantin_reader.web.i18n.dates import written_date
from bantin_reader.web.i18n.locale import DEFAULT, LANGUAGES
from bantin_reader.web.standalone_html import standalone_html
from bantin_reader.web.urls import PublicUrls

MIDNIGHT = Time()


@dataclass(frozen=True, kw_only=True)
class ExportedArticle:
    """An article in a file of its own. `html` is its lead figure, body and corrections with absolute URLs; `published`
    and `updated` are RFC 3339 moments, empty where there is no date; `facts` are the lines under the title and
    `signature` those under the body, both in the article's language where the site has its words."""

    article: Article
    site_name: str
    url: str
    html: str
    published: str
    updated: str
    facts: tuple[str, ...]
    signature: tuple[str, ...]
    words: dict[str, str]


class ExportPresenter:
    def __init__(self, settings: Settings, urls: PublicUrls) -> None:
        self._site_name = settings.site_name
        self._zone = ZoneInfo(settings.time_zone)
        self._urls = urls

    def url_of(self, article: Article) -> str:
        """The absolute URL of the article's page."""
        return self._urls.article(article.slug).article

    def url_of_list(self, endpoint: str, **values: str) -> str:
        """The absolute URL of the page of a list."""
        return self._urls.of(endpoint, **values)

    def present(self, article: Article) -> ExportedArticle:
        url = self.url_of(article)
        with force_locale(article.lang if article.lang in LANGUAGES else DEFAULT):
            return ExportedArticle(
                article=article,
                site_name=self._site_name,
                url=url,
                html=standalone_html(article, url, self._picture_url) + corrections_html(article),
                published=self._moment(article, updated=False),
                updated=self._moment(article, updated=True),
                facts=_facts(article),
                signature=_signature(article),
                words={
                    "picture": _("Picture: %(description)s"),
                    "struck": _("struck out: %(words)s"),
                    "contents": _("Contents"),
                    "address": _("Address: %(url)s", url=url),
                },
            )

    def present_all(self, articles: Iterable[Article]) -> list[ExportedArticle]:
        return [self.present(article) for article in articles]

    def _picture_url(self, name: str) -> str:
        return self._urls.of("articles.picture", name=name)

    def _moment(self, article: Article, *, updated: bool) -> str:
        date, time = (article.updated, article.updated_time) if updated else (article.date, article.time)
        moment = datetime.combine(date, time or MIDNIGHT, self._zone) if date else None
        return moment.isoformat(timespec="seconds") if moment else ""


def _facts(article: Article) -> tuple[str, ...]:
    lines = [written_date(article.date, article.time, article.lang)] if article.date else []
    if article.updated and article.updated != article.date:
        moment = written_date(article.updated, article.updated_time, article.lang)
        lines.append(_("Updated %(moment)s", moment=moment))
    return (*lines, *filter(None, [article.category]))


def _signature(article: Article) -> tuple[str, ...]:
    lines = [article.byline] if article.byline else []
    if article.credit:
        lines.append(_("Source: %(name)s", name=article.credit))
    if article.tags:
        lines.append(f"{_('Tags:')} {', '.join(article.tags)}")
    return tuple(lines)
