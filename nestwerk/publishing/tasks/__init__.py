"""Background work of the products."""
