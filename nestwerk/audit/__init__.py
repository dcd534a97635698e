"""Who did what: lines that can be added and read, never changed; and what rows were before. Plain ids, no keys."""
