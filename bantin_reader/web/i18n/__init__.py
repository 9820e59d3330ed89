"""Languages and dates."""
