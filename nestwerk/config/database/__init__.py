"""PostgreSQL as Django speaks to it, except that a server that hangs holds up a few threads only."""
