"""Distances on the scale of a county: flat geometry is exact enough and vectorises."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

KM_PER_DEGREE = 111.195


def km_between(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Kilometres between two positions in degrees (equirectangular; error below 1 % within Germany)."""
    x = (lon_a - lon_b) * math.cos(math.radians((lat_a + lat_b) / 2))
    return KM_PER_DEGREE * math.hypot(x, lat_a - lat_b)


def km_to_all(lat: float, lon: float, lats: NDArray[Any], lons: NDArray[Any]) -> NDArray[np.float32]:
    """Kilometres from one position to many; NaN where a position is unknown."""
    x = (lons - np.float32(lon)) * np.float32(math.cos(math.radians(lat)))
    y = lats - np.float32(lat)
    return np.sqrt(x * x + y * y).astype(np.float32, copy=False) * np.float32(KM_PER_DEGREE)
