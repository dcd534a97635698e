"""What the data sets let travel in the catalogue: a number for what each offer gives away."""

from __future__ import annotations

from nestwerk.catalogue.additions import prepares

from ..datasets.given import NAME, prepare

prepares(NAME, prepare)
