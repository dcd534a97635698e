"""Practice examples: what they hold, how they are found, how they leave as a feed. Values in, values out."""
