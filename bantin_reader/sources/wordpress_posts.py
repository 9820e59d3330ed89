"""The posts of WordPress as its REST API writes them (developer.wordpress.org/rest-api/reference/posts)."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from bantin_reader.model.errors import SourceRefused
from bantin_reader.sources.entry import Entry, plain_text
from bantin_reader.sources.own_recording import without_own_recording


def _text(value: object) -> object:
    return "" if value is None else value


def _listed(value: object) -> object:
    """Parts that a plug-in or an error leaves in place of a list."""
    return value if isinstance(value, list) else []


Text = Annotated[str, BeforeValidator(_text)]


class Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)


class Rendered(Part):
    rendered: Text = ""
    protected: bool = False


class Author(Part):
    name: Text = ""


class Media(Part):
    source_url: Text = ""
    alt_text: Text = ""
    caption: Rendered = Rendered()


class Term(Part):
    taxonomy: Text = ""
    name: Text = ""


Listed = BeforeValidator(_listed)


class Embedded(Part):
    author: Annotated[list[Author], Listed] = Field(default_factory=list)
    media: Annotated[list[Media], Listed] = Field(default_factory=list, validation_alias="wp:featuredmedia")
    terms: Annotated[list[list[Term]], Listed] = Field(default_factory=list, validation_alias="wp:term")


class Post(Part):
    id: int
    link: Text = ""
    date_gmt: Text = ""
    modified_gmt: Text = ""
    title: Rendered = Rendered()
    content: Rendered = Rendered()
    excerpt: Rendered = Rendered()
    embedded: Embedded = Field(default_factory=Embedded, validation_alias="_embedded")


POST_LIST = TypeAdapter(list[Post])


def parse_posts(content: bytes) -> list[Post]:
    """Raises SourceRefused."""
    try:
        return POST_LIST.validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SourceRefused(f"no posts of WordPress: {where or 'the document'}: {first['msg']}") from error


def entry_of(post: Post) -> Entry:
    terms = [term for group in post.embedded.terms for term in group if term.name]
    categories = [plain_text(term.name) for term in terms if term.taxonomy == "category"]
    media = next((one for one in post.embedded.media if one.source_url), None)
    content, recording = without_own_recording(post.content.rendered)
    return Entry(
        title=plain_text(post.title.rendered),
        identity=str(post.id),
        address=post.link,
        content=content,
        summary=post.excerpt.rendered,
        authors=tuple(plain_text(author.name) for author in post.embedded.author if author.name),
        published=f"{post.date_gmt}Z" if post.date_gmt else "",
        updated=f"{post.modified_gmt}Z" if post.modified_gmt else "",
        category=categories[0] if categories else "",
        tags=tuple(plain_text(term.name) for term in terms if term.taxonomy == "post_tag"),
        recordings=(recording,) if recording else (),
        picture=media.source_url if media else "",
        picture_alt=media.alt_text if media else "",
        picture_caption=plain_text(media.caption.rendered) if media else "",
    )
