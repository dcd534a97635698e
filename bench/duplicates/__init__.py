"""How well and how fast duplicates are found."""
