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


def upgrade() -> None:
    _replace(FORMER, PRESENT)


def downgrade() -> None:
    _replace(PRESENT, FORMER)


def _replace(before: list[list[str]], after: list[list[str]]) -> None:
    published = sa.text("withdrawn_at IS NULL")
    for columns in after:
        op.create_index(_name(columns), "articles", columns, sqlite_where=published, postgresql_where=published)
    for columns in before:
        op.drop_index(_name(columns), "articles")


def _name(columns: list[str]) -> str:
    return f"ix_articles_{'_'.join(columns)}"
