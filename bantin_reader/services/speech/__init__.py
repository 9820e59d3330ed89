"""What a voice says of an article: its sentences in order, with dates, numbers, signs and abbreviations in words."""
