"""A network's own pages: how they are written, checked and shown. Values in, values out."""
