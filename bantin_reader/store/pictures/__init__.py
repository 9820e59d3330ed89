"""Picture files and their renditions."""
