"""Alembic's entry. The connection, in a transaction already begun, comes from `open_database`."""

from alembic import context

from bantin_reader.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
