"""The tables of publishing, one module a product."""
