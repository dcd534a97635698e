"""Lighthouse's judgement of every kind of public page, and how long a slow phone waits for the first of them."""
