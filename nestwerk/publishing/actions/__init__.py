"""What is done with the products: one transaction each."""
