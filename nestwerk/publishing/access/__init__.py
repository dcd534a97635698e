"""Leichte Sprache and sign language as families read them: values in, values out."""
