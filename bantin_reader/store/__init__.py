"""Articles in a database, pictures in a folder."""
