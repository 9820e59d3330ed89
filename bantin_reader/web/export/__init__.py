"""The article as a file to keep: plain text, Markdown, JSON and EPUB."""
