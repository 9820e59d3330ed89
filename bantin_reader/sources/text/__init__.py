"""Text analysis: encodings, normalization, language, labels of portals, bylines."""
