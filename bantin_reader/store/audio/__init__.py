"""Audio of articles: the programs that make it, and the folder of its files."""
