"""Forms of the products."""
