"""The glossaries of the package, one a language, and how they are loaded."""
