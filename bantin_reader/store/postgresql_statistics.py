"""Prepares PostgreSQL for searches after an import, instead of some time later, when autovacuum does.

Without statistics of the words, PostgreSQL does not know which of them are rare, and looks each article through for a
word that few or none have.
"""

from __future__ import annotations

from sqlalchemy import Connection

TABLES = ("articles", "terms", "search_documents", "search_words", "fts_text")
# A table has grown if it has a tenth more pages than when its pages were last counted, as autovacuum has it with rows
# (https://www.postgresql.org/docs/current/routine-vacuuming.html), and these pages more. The size of a table is known
# at once; the number of its changes comes later from the server's own counters.
GROWN = """
SELECT c.relname FROM pg_class AS c
WHERE c.relname = ANY(%s) AND c.relkind = 'r' AND pg_table_is_visible(c.oid)
AND pg_relation_size(c.oid) / current_setting('block_size')::bigint > c.relpages * 1.1 + 8
"""
# New entries of a GIN index wait in a list, which every search reads
# (https://www.postgresql.org/docs/current/gin-implementation.html, GIN Fast Update Technique).
EMPTY_LISTS = "SELECT gin_clean_pending_list('ix_fts_text_text'), gin_clean_pending_list('ix_fts_text_title')"


def refresh(connection: Connection) -> None:
    """Take new statistics of the tables that have grown by a tenth since the last ones, and enter waiting words into
    the index."""
    connection.exec_driver_sql(EMPTY_LISTS)
    for name in connection.exec_driver_sql(GROWN, (list(TABLES),)).scalars().all():
        connection.exec_driver_sql(f"ANALYZE {name}")
