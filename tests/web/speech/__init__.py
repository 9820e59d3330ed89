"""What a voice says of an article."""
