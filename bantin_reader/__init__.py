"""Bantin Reader: the public, accessible reading front end of a publishing portal."""
