"""The moment of expiry in the indexes of the lists, so that articles are counted without being read.

Each index is made before the first is dropped: PostgreSQL locks readers out from then to the end of the transaction.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
LISTS = [[], ["category_slug"], ["lang"], ["main_lang"], ["category_slug", "lang"], ["category_slug", "main_lang"]]
FORMER = [[*columns, "listed_at", "id"] for columns in LISTS]
PRESENT = [[*columns, "expires_at"] for columns in FORMER]
FORMER_PINNED, PINNED = ["listed_at", "id"], ["pinned", "listed_at", "id", "expires_at"]
PUBLISHED = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    _create_pinned(_name(PINNED), PINNED)
    _replace(FORMER, PRESENT)
    op.drop_index("ix_articles_pinned", "articles")


def downgrade() -> None:
    _create_pinned("ix_articles_pinned", FORMER_PINNED)
    _replace(PRESENT, FORMER)
    op.drop_index(_name(PINNED), "articles")


def _create_pinned(name: str, columns: list[str]) -> None:
    sqlite, postgresql = (sa.text(f"{pinned} AND withdrawn_at IS NULL") for pinned in ("pinned = 1", "pinned"))
    op.create_index(name, "articles", columns, sqlite_where=sqlite, postgresql_where=postgresql)


def _replace(before: list[list[str]], after: list[list[str]]) -> None:
    for columns in after:
        op.create_index(_name(columns), "articles", columns, sqlite_where=PUBLISHED, postgresql_where=PUBLISHED)
    for columns in before:
        op.drop_index(_name(columns), "articles")


def _name(columns: list[str]) -> str:
    return f"ix_articles_{'_'.join(columns)}"
