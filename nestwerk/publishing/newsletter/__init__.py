"""The newsletter in pure parts: whom an offer is for, what goes into an issue, its words, the seal of an address."""
