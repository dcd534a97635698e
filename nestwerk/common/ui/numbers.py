"""Numbers as Germans write them."""

from __future__ import annotations


def german_number(number: int) -> str:
    """``12345`` as ``12.345``."""
    return f"{number:,}".replace(",", ".")


def german_size(count: int) -> str:
    """Bytes in the unit that fits: ``1,4 GB``. Units of 1,000 as on the box of a disk."""
    size, units = float(count), ["Byte", "kB", "MB", "GB", "TB"]
    while size >= 1000 and len(units) > 1:
        size /= 1000
        del units[0]
    number = f"{size:.0f}" if units[0] == "Byte" or size >= 100 else f"{size:.1f}"
    return f"{number} {units[0]}".replace(".", ",")
