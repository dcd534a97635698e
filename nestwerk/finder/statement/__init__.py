"""The accessibility statement: what the law wants said, out of data."""
