"""The index of the search, in SQLite (FTS5) and in PostgreSQL (tsvector)."""
