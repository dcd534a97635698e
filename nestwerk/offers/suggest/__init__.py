"""Suggesting types, needs and target groups from an offer's own words. Pure: no database, no clock."""

from .suggest import Suggester, Suggestion, Suggestions, shipped, suggester_for

__all__ = ["Suggester", "Suggestion", "Suggestions", "shipped", "suggester_for"]
