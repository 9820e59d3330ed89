"""Stops a migration down where something would be lost."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from bantin_reader.model.errors import StoreUnavailable


def refuse_loss(what: str, condition: str) -> None:
    """Raise StoreUnavailable if a condition in SQL holds for any article, which then has `what`."""
    number = op.get_bind().execute(text(f"SELECT count(*) FROM articles WHERE {condition}")).scalar_one()  # noqa: S608
    if number:
        raise StoreUnavailable(
            f"nothing was changed: {number} articles have {what}, which the older schema cannot hold"
        )
