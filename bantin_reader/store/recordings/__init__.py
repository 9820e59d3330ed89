"""Publishers' own recordings of articles, in a folder."""
