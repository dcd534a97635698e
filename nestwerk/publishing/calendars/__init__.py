"""Dates of offers as calendars (RFC 5545), and what is new as Atom and RSS. Read from the published catalogue alone.

``lines`` writes content lines, ``events`` turns a series into events, ``scopes`` says which offers a calendar holds,
``news`` writes what is new.
"""
