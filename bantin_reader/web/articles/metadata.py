"""Metadata of an article's page: OpenGraph (ogp.me), X cards, schema.org's NewsArticle and
BreadcrumbList, and its translations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from datetime import time as Time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from markupsafe import Markup

from bantin_reader.config.settings import Settings
from bantin_reader.model.article import Article, ArticleSummary
from bantin_reader.model.body_figures import lead_figure
from bantin_reader.model.byline import authors_of
from bantin_reader.model.picture import CARD_HEIGHT, CARD_WIDTH, Figure, Picture
from bantin_reader.model.recording import Recording
from bantin_reader.model.slugs import slug_of
from bantin_reader.web.i18n.locale import parse_locale
from bantin_reader.web.linked_data import breadcrumb, json_ld
from bantin_reader.web.urls import ArticleUrls, PublicUrls

# How long a page says how long ago its article was published.


@dataclass(frozen=True)
class Metadata:
    """The URL for each language, OpenGraph properties and card names with their contents, and JSON-LD."""

    addresses: ArticleUrls
    languages: Sequence[tuple[str, str]]
    properties: Sequence[tuple[str, str]]
    names: Sequence[tuple[str, str]]
    linked_data: Markup
    breadcrumb: Markup


class ArticleMetadata:
    def __init__(self, settings: Settings, addresses: PublicUrls) -> None:
        self._site_name = settings.site_name
        self._has_logo = settings.logo is not None
        self._zone = ZoneInfo(settings.time_zone)
        self._addresses = addresses

    def article(self, article: Article, translations: Sequence[ArticleSummary]) -> Metadata:
        addresses = self._addresses.article(article.slug)
        figure = lead_figure(article)
        pairs = [(article.lang, addresses), *((one.lang, self._addresses.article(one.slug)) for one in translations)]
        languages = {lang: urls.article for lang, urls in reversed(pairs)}
        return Metadata(
            addresses,
            languages=sorted(languages.items()) if len(languages) > 1 else [],
            properties=self._properties(article, addresses, figure, list(languages)),
            names=self._card(figure),
            linked_data=json_ld(self._news_article(article, addresses, figure)),
            breadcrumb=json_ld(breadcrumb(self._trail(article))),
        )

    def _properties(
        self, article: Article, addresses: ArticleUrls, figure: Figure | None, languages: Sequence[str]
    ) -> list[tuple[str, str]]:
        others = [og_locale(lang) for lang in sorted(languages) if lang != article.lang]
        pairs = [
            ("og:type", "article"),
            ("og:title", article.title),
            ("og:description", article.sapo),
            ("og:url", addresses.article),
            ("og:site_name", self._site_name),
            ("og:locale", og_locale(article.lang)),
            *(("og:locale:alternate", other) for other in others),
        ]
        if figure and figure.picture:
            pairs += [
                ("og:image", self._picture(figure.picture.card_name)),
                ("og:image:width", str(CARD_WIDTH)),
                ("og:image:height", str(CARD_HEIGHT)),
                ("og:image:alt", figure.alt or figure.caption),
            ]
        pairs += [
            ("article:published_time", self._moment(article.date, article.time)),
            ("article:modified_time", self._moment(article.updated, article.updated_time)),
            ("article:section", article.category),
            *(("article:tag", tag) for tag in article.tags),
        ]
        return [(name, content) for name, content in pairs if content]

    def _card(self, figure: Figure | None) -> list[tuple[str, str]]:
        """X takes title and description from OpenGraph."""
        if not figure or not figure.picture:
            return [("twitter:card", "summary")]
        alt = figure.alt or figure.caption
        card = [("twitter:card", "summary_large_image"), ("twitter:image", self._picture(figure.picture.card_name))]
        return card + ([("twitter:image:alt", alt)] if alt else [])

    def _news_article(self, article: Article, addresses: ArticleUrls, figure: Figure | None) -> dict[str, Any]:
        publisher: dict[str, Any] = {"@type": "Organization", "name": self._site_name, "url": self._addresses.site}
        if self._has_logo:
            publisher["logo"] = self._addresses.of("pages.site_logo")
        facts = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "description": article.sapo,
            "inLanguage": article.lang,
            "datePublished": self._moment(article.date, article.time),
            "dateModified": self._moment(article.updated, article.updated_time),
            "author": self._authors(article),
            "publisher": publisher,
            "image": self._image(figure.picture) if figure and figure.picture else None,
            "audio": self._audio(article, article.recording) if article.recording else None,
            "mainEntityOfPage": addresses.article,
            "articleSection": article.category,
            "keywords": article.tags,
            "isAccessibleForFree": True,
            "expires": article.expires_at.replace(tzinfo=self._zone).isoformat() if article.expires_at else "",
            "correction": [
                {"@type": "CorrectionComment", "text": one.text, "datePublished": one.date.isoformat()}
                for one in article.corrections
            ],
        }
        return {name: value for name, value in facts.items() if value}

    def _trail(self, article: Article) -> list[tuple[str, str]]:
        """Names and URLs from the home page to the article's section."""
        slug = slug_of(article.category)
        section = [(article.category, self._addresses.of("lists.category", category=slug))] if slug else []
        return [(self._site_name, self._addresses.of("articles.home")), *section]

    def _authors(self, article: Article) -> list[dict[str, str]]:
        named = [
            {"@type": "Person" if author.is_person else "Organization", "name": author.name}
            for author in authors_of(article.byline, article.authors)
        ]
        return named or [{"@type": "Organization", "name": article.credit or self._site_name}]

    def _image(self, picture: Picture) -> dict[str, Any]:
        width = picture.widths[-1]
        size = {"width": width, "height": picture.height_at(width)}
        return {"@type": "ImageObject", "url": self._picture(picture.rendition_name(width, "jpg"))} | size

    def _audio(self, article: Article, recording: Recording) -> dict[str, Any]:
        """The publisher's recording. Its duration is in whole seconds (ISO 8601)."""
        return {
            "@type": "AudioObject",
            "contentUrl": self._addresses.of(f"speech.{recording.suffix}", slug=article.slug),
            "encodingFormat": recording.media_type,
            "contentSize": str(recording.bytes),
            "duration": f"PT{max(1, round(recording.seconds))}S",
        }

    def _picture(self, name: str) -> str:
        return self._addresses.of("articles.picture", name=name)

    def _moment(self, date: Date | None, time: Time | None) -> str:
        """ISO 8601: a moment with the offset of the site's time zone, a date where no time is known, or empty."""
        if date is None:
            return ""
        return datetime.combine(date, time, self._zone).isoformat(timespec="seconds") if time else date.isoformat()


@lru_cache(maxsize=256)
def og_locale(tag: str) -> str:
    """A language as `vi_VN`, with its most likely territory (CLDR); empty for an unknown language."""
    locale = parse_locale(tag)
    if locale is None:
        return ""
    likely = Locale.parse(get_global("likely_subtags").get(str(locale), str(locale)))
    territory = locale.territory or likely.territory
    return f"{locale.language}_{territory}" if territory else ""
