"""The list for professionals: what a practice or clinic asks, and an offer in two lines. German only, by decision."""
