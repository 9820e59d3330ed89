"""The tables after the newest migration."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    and_,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", Text, nullable=False, unique=True),
    Column("slug", String(120), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("sapo", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("lang", String(35), nullable=False),
    Column("main_lang", String(35)),
    Column("date", Date),
    Column("time", Time),
    # When the publisher changed the article; `updated_at` is when an import changed the row.
    Column("updated", Date),
    Column("updated_time", Time),
    Column("byline", Text, nullable=False),
    Column("credit", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("category_slug", String(120)),
    Column("figure_caption", Text),
    Column("figure_alt", Text),
    Column("picture_name", String(80)),
    Column("picture_width", Integer),
    Column("picture_height", Integer),
    # The publisher's own recording, its size in bytes and its length in seconds.
    Column("recording_name", String(80)),
    Column("recording_bytes", BigInteger),
    Column("recording_seconds", Float),
    Column("translation_of", Text, index=True),
    Column("tags", JSON, nullable=False, server_default="[]"),
    Column("author_names", JSON, nullable=False, server_default="[]"),
    # Objects with `date` and `text`.
    Column("corrections", JSON, nullable=False, server_default="[]"),
    # By the site's clocks, as `listed_at`.
    Column("expires_at", DateTime),
    Column("expiry_reason", Text),
    Column("pinned", Boolean, nullable=False, server_default=false()),
    Column("former_slugs", JSON, nullable=False, server_default="[]"),
    Column("listed_at", DateTime, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    Column("withdrawn_at", DateTime),
    Column("withdrawn_reason", Text),
)

# Each list of published articles is read from an index in its order, so that a page of one costs the same in every
# store: all, by category, by either language, and by both; with `expires_at`, articles are counted without their rows.
_published = articles.c.withdrawn_at.is_(None)
_lists = [[], ["category_slug"], ["lang"], ["main_lang"], ["category_slug", "lang"], ["category_slug", "main_lang"]]
for _columns in _lists:
    Index(
        None,
        *(articles.c[name] for name in (*_columns, "listed_at", "id", "expires_at")),
        sqlite_where=_published,
        postgresql_where=_published,
    )

_pinned = and_(articles.c.pinned, _published)
# It begins with `pinned`, or SQLite would rather read the index of all articles.
_pinned_columns = [articles.c[name] for name in ("pinned", "listed_at", "id", "expires_at")]
Index(None, *_pinned_columns, sqlite_where=_pinned, postgresql_where=_pinned)
for _column in (articles.c.expires_at, articles.c.recording_name):
    _is_given = _column.is_not(None)
    Index(None, _column, sqlite_where=_is_given, postgresql_where=_is_given)

# The slugs of `former_slugs`, to be found by.
redirects = Table(
    "redirects",
    metadata,
    Column("slug", String(120), primary_key=True),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
)
# What a search counts, beside the tables `fts_text` and `fts_titles` of the database's own kind (store/search/). The
# number is that of the article in these: it grows with its date. In SQLite it is the row id.
search_documents = Table(
    "search_documents",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False, unique=True),
    Column("category", Text, nullable=False),
    Column("year", SmallInteger, nullable=False),
)
# Each folded word of a title with each of its groups of three letters.
search_words = Table(
    "search_words",
    metadata,
    Column("word", String(30), primary_key=True),
    Column("letters", String(3), primary_key=True),
    Index(None, "letters", "word"),
)
search_index = Table("search_index", metadata, Column("fold_version", Integer, nullable=False))

# The tags and authors of articles, to list articles by. What follows `name` is of the article, to order and filter by.
terms = Table(
    "terms",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("slug", String(120), primary_key=True),
    Column("article_id", Integer, ForeignKey("articles.id"), primary_key=True, index=True),
    Column("name", Text, nullable=False),
    Column("listed_at", DateTime, nullable=False),
    Column("category_slug", String(120)),
    Column("main_lang", String(35)),
    Index("ix_terms_kind_slug_listed_at_article_id", "kind", "slug", "listed_at", "article_id"),
    *(
        Index(f"ix_terms_{'_'.join(columns)}", "kind", "slug", *columns, "listed_at", "article_id")
        for columns in (("category_slug",), ("main_lang",), ("category_slug", "main_lang"))
    ),
)

revision = Table("edition", metadata, Column("number", Integer, nullable=False))

sources = Table(
    "sources",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("tried_at", DateTime),
    Column("succeeded_at", DateTime),
    Column("failures", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
)

# What is known of each article that a source offered, and the digests of the keys by which it is found again.
source_items = Table(
    "source_items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(80), nullable=False),
    Column("source_id", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Column("next_check_at", DateTime, nullable=False),
    Column("is_gone", Boolean, nullable=False),
    Column("refusal", Text),
    UniqueConstraint("source", "source_id"),
    Index(None, "source", "next_check_at"),
)
source_keys = Table(
    "source_keys",
    metadata,
    Column("source", String(80), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("source_id", Text, nullable=False),
)

# The digests of bearer tokens, never the tokens.
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created_at", DateTime, nullable=False),
    Column("last_used_on", Date),
)
