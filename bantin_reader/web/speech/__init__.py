"""What a voice says of an article, for the player."""
