"""Drafts for data protection (German): texts beside this file, filled from settings, rights and retention (R-89)."""
