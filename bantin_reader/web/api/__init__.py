"""The API by which other systems push articles, and its description."""
