"""What the feed formats have in common: the feed and its entries with absolute URLs, ready to be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bantin_reader.model.body_figures import lead_figure
from bantin_reader.model.byline import authors_of
from bantin_reader.model.listing import DatedArticle
from bantin_reader.model.picture import Picture
from bantin_reader.model.recording import Recording
from bantin_reader.services.feeds import Feed
from bantin_reader.web.corrections import corrections_html
from bantin_reader.web.i18n import locale
from bantin_reader.web.standalone_html import standalone_html
from bantin_reader.web.urls import PublicUrls

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
PICTURE_SUFFIX = "jpg"
PICTURE_TYPE = "image/jpeg"


@dataclass(frozen=True, kw_only=True)
class EntryPicture:
    """The widest rendition of an article's lead picture, its size in pixels."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, kw_only=True)
class EntryRecording:
    """The publisher's recording of an article: its size in bytes and its length in seconds."""

    url: str
    media_type: str
    bytes: int
    seconds: int


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """An article in a feed. `url` also identifies it; `content` is HTML."""

    url: str
    title: str
    lang: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    authors: Sequence[str]
    categories: Sequence[str]
    picture: EntryPicture | None
    recording: EntryRecording | None


@dataclass(frozen=True, kw_only=True)
class FeedDocument:
    """A feed: `page_url` is the page that it belongs to, `url` its own, `hub` that of a WebSub hub or empty."""

    title: str
    site_name: str
    lang: str
    page_url: str
    url: str
    hub: str
    entries: Sequence[FeedEntry]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=NEVER)


class FeedPresenter:
    def __init__(self, site_name: str, urls: PublicUrls, hub: str) -> None:
        self._hub = hub
        self._site_name = site_name
        self._urls = urls

    def present(
        self, feed: Feed, *, page_url: str, url: str, lang: str = "", has_notices: bool = False
    ) -> FeedDocument:
        """`lang` is the language of all articles, where they have one in common; else the feed is in the site's.

        A feed names the hub only if the hub is notified of its changes, as `has_notices` says: a feed reader that
        subscribes at a hub may stop asking for the feed (WebSub, section 4).
        """
        return FeedDocument(
            title=f"{feed.name} – {self._site_name}" if feed.name else self._site_name,
            site_name=self._site_name,
            lang=lang or locale.DEFAULT,
            page_url=page_url,
            url=url,
            hub=self._hub if has_notices else "",
            entries=[self._entry(dated) for dated in feed.articles],
        )

    def _entry(self, dated: DatedArticle) -> FeedEntry:
        article = dated.article
        url = self._urls.article(article.slug).article
        figure = lead_figure(article)
        return FeedEntry(
            url=url,
            title=article.title,
            lang=article.lang,
            summary=article.sapo,
            content=standalone_html(article, url, self._picture_url) + corrections_html(article),
            published=dated.published,
            updated=dated.updated,
            authors=[author.name for author in authors_of(article.byline, article.authors)],
            categories=[name for name in dict.fromkeys((article.category, *article.tags)) if name],
            picture=self._picture(figure.picture, figure.alt or figure.caption) if figure and figure.picture else None,
            recording=self._recording(article.slug, article.recording) if article.recording else None,
        )

    def _recording(self, slug: str, recording: Recording) -> EntryRecording:
        url = self._urls.of(f"speech.{recording.suffix}", slug=slug)
        seconds = max(1, round(recording.seconds))
        return EntryRecording(url=url, media_type=recording.media_type, bytes=recording.bytes, seconds=seconds)

    def _picture(self, picture: Picture, alt: str) -> EntryPicture:
        width = picture.widths[-1]
        url = self._picture_url(picture.rendition_name(width, PICTURE_SUFFIX))
        return EntryPicture(url=url, width=width, height=picture.height_at(width), alt=alt)

    def _picture_url(self, name: str) -> str:
        return self._urls.of("articles.picture", name=name)
