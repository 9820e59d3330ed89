"""Lists of a category and of a period."""
