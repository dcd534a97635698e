"""The simulated year: a network of 300 offers and 80 partners of mixed diligence, twelve months of the real code."""
