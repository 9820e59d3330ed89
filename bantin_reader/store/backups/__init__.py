"""All state in one archive, and back."""
