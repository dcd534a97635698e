"""Icons of the workspace, drawn for this project: 24 units square, one stroke width, always beside a word."""

from __future__ import annotations

from django.utils.safestring import SafeString

_SHAPES = {
    "today": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8.5 15l2.5 2.5L16 13",
    "offers": "M12 20C6 16 4 13 4 9.5A4 4 0 0 1 12 8a4 4 0 0 1 8 1.5C20 13 18 16 12 20z",
    "partners": "M4 20V9l8-5 8 5v11M9 20v-6h6v6M4 20h16",
    "lists": "M4 5h16v14H4zM4 10h16M10 10v9M15 12v4M13 14.5l2 2 2-2",
    "reports": "M4 5h16v11h-8l-5 4v-4H4zM12 8v3M12 13.5v.3",
    "review": "M5 3h10l4 4v14H5zM14 3v5h5M8.5 14l2.5 2.5L15.5 12",
    "upkeep": "M12 4a8 8 0 1 1-7.4 5M4 4v5h5M12 8v4.5l3 2",
    "products": "M5 4h9v16H5zM14 7l5 1v11l-5 1M8 8h3M8 11h3",
    "members": "M8 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 20v-3a5 5 0 0 1 10 0v3"
    "M17 12a2.5 2.5 0 1 0 0-5M16 15a4 4 0 0 1 5 4v1",
    "settings": "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4M4 12h16",
    "numbers": "M4 20h16M6 20v-7M11 20V5M16 20v-10",
    "log": "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7",
    "post": "M3 6h18v12H3zM3 7l9 7 9-7",
    "land": "M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2zM9 4v14M15 6v14",
    "operation": "M4 5h16v6H4zM4 13h16v6H4zM8 8h.3M8 16h.3",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
}

ICONS = {
    name: SafeString(
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{shape}"/></svg>'
    )
    for name, shape in _SHAPES.items()
}
