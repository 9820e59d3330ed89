"""Pure values and the ports that services speak through. No input or output here."""
