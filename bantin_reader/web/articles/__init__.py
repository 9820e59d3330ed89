"""The front page, the article page and the pictures."""
