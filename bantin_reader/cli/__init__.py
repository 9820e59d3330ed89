"""The bantin-reader command."""
