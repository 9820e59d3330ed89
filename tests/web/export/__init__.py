"""The article as a file."""
