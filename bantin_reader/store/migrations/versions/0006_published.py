"""Indexes of the published articles, one for each list. PostgreSQL sorted the whole table for the newest of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
LISTED = ["listed_at", "id"]
FORMER = [[], ["category_slug"], ["lang"], ["main_lang"]]
LISTS = [*FORMER, ["category_slug", "lang"], ["category_slug", "main_lang"]]


def _name(columns: list[str]) -> str:
    return f"ix_articles_{'_'.join(columns)}"


def upgrade() -> None:
    for columns in FORMER:
        op.drop_index(_name([*columns, "withdrawn_at", *LISTED]), "articles")
    published = sa.text("withdrawn_at IS NULL")
    for columns in LISTS:
        listed = [*columns, *LISTED]
        op.create_index(_name(listed), "articles", listed, sqlite_where=published, postgresql_where=published)


def downgrade() -> None:
    for columns in LISTS:
        op.drop_index(_name([*columns, *LISTED]), "articles")
    for columns in FORMER:
        former = [*columns, "withdrawn_at", *LISTED]
        op.create_index(_name(former), "articles", former)
