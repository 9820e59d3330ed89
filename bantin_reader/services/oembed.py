"""What oEmbed returns for an article: the size of its frame, and a thumbnail."""

from __future__ import annotations

from dataclasses import dataclass

from bantin_reader.model.article import Article
from bantin_reader.model.body_figures import lead_figure
from bantin_reader.model.errors import ArticleMoved
from bantin_reader.model.picture import Picture
from bantin_reader.model.ports import ArticleStore

WIDTH, HEIGHT = 640, 720
THUMBNAIL_SUFFIX = "jpg"


@dataclass(frozen=True)
class MaxSize:
    """The consumer's bounds in pixels; None is no bound."""

    width: int | None = None
    height: int | None = None

    def holds(self, width: int, height: int) -> bool:
        return (self.width is None or width <= self.width) and (self.height is None or height <= self.height)


@dataclass(frozen=True)
class Thumbnail:
    """A rendition: its name in the picture store and its size in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class OEmbedResult:
    """An article with the size of the frame for it, in pixels."""

    article: Article
    width: int
    height: int
    thumbnail: Thumbnail | None


class OEmbedService:
    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles

    def offer(self, slug: str, max_size: MaxSize) -> OEmbedResult:
        """The frame and thumbnail that fit into `max_size`. A former slug counts as the article's own.

        Raises ArticleNotFound or ArticleWithdrawn.
        """
        try:
            article = self._articles.by_slug(slug)
        except ArticleMoved as moved:
            article = self._articles.by_slug(moved.current)
        figure = lead_figure(article)
        return OEmbedResult(
            article,
            width=min(WIDTH, max_size.width or WIDTH),
            height=min(HEIGHT, max_size.height or HEIGHT),
            thumbnail=_largest(figure.picture, max_size) if figure and figure.picture else None,
        )


def _largest(picture: Picture, max_size: MaxSize) -> Thumbnail | None:
    """The largest rendition that fits into `max_size`."""
    for width in reversed(picture.widths):
        height = picture.height_at(width)
        if max_size.holds(width, height):
            return Thumbnail(picture.rendition_name(width, THUMBNAIL_SUFFIX), width, height)
    return None
