"""The Elternbegleitbuch: dated rules, windows, the common texts, and what of a network's own stands in their place."""
