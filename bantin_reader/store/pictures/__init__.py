"""Originals of pictures and their renditions, in a folder."""
