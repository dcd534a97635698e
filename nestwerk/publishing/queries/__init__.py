"""What the pages of the products read."""
