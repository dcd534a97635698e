"""Forms of the tasks an offer is written in: they read and clean, they never save."""
