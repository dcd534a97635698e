"""Icons drawn for this project: 24 units square, one stroke width, always shown beside a word."""

from __future__ import annotations

from markupsafe import Markup

_SHAPES = {
    "phone": "M6 3h3l2 5-2.5 1.8a13 13 0 0 0 5.7 5.7L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z",
    "mail": "M3 6h18v12H3zM3 7l9 7 9-7",
    "chat": "M4 5h16v11h-8l-5 4v-4H4z",
    "web": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
    "place": "M12 21c-5-6-7-9-7-12a7 7 0 0 1 14 0c0 3-2 6-7 12zM12 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3.500v4M16 3.500v4M8 14h3M13 14h3M8 17h3",
    "coin": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15.5 8.8a4 4 0 1 0 0 6.4M7 11h6M7 13.5h5",
    "family": "M8 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 20v-3a5 5 0 0 1 9-3M17 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z"
    "M13 20v-1a4 4 0 0 1 8 0v1",
    "language": "M4 5h10M9 3v2M12 5c-1 4-4 7-8 9M6 8c1 3 4 5 7 6M12 21l4.5-11L21 21M13.6 17h5.8",
    "house": "M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
    "check": "M4 12.5l5 5L20 6.5",
    "close": "M6 6l12 12M18 6L6 18",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
    "alert": "M12 3l9.5 17h-19zM12 9.5v5M12 17.2v.3",
    "leave": "M14 4h6v16h-6M4 12h11M11 8l4 4-4 4",
    "hand": "M8 13V6a1.5 1.5 0 0 1 3 0v5V4.5a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v8c0 4-2.5 7-6 7"
    "-3 0-4.5-1.5-6.5-5L3 13.5a1.5 1.5 0 0 1 2.600-1.5L8 15",
    "shield": "M12 3l8 3v6c0 4.5-3.5 7.5-8 9-4.5-1.5-8-4.5-8-9V6z",
    "wheelchair": "M10 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM10 8v6h6l3 6M10 10.5h5M7.5 11.5a5 5 0 1 0 6.5 7",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "path": "M5 20c0-5 14-3 14-8S8 9 8 5M8 5L6 7.5M8 5l2.5 2",
    "keep": "M7 4h10v16l-5-4-5 4z",
    "share": "M12 15V4M8 8l4-4 4 4M5 12v8h14v-8",
    "copy": "M9 8h11v12H9zM15 8V4H4v12h5",
    "undo": "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10H8",
    "text": "M3 19l5-13 5 13M4.800 15h6.400M14.500 19l3-8 3 8M15.500 16.500h4",
    "sound": "M4 9.500h4l5-4.500v14l-5-4.500H4zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11",
    "nest": "M3 12h18M4 12c0 5 3.5 8 8 8s8-3 8-8M6.5 16l4-4M11 19.5l7-7M9 12a3 4 0 0 1 6 0",
}


def icon(name: str) -> Markup:
    """Inline SVG of the icon ``name``, hidden from screen readers (the word beside it speaks). KeyError if unknown."""
    return _ICONS[name]


def shape(name: str) -> str:
    """The path of an icon, for those who draw it elsewhere than on a page. KeyError if unknown."""
    return _SHAPES[name]


_POINTING = frozenset({"arrow", "back"})  # where one reads from right to left they point the other way
_ICONS = {
    name: Markup(  # noqa: S704 - our own constants
        f'<svg class="icon{" turns" if name in _POINTING else ""}" viewBox="0 0 24 24" aria-hidden="true"'
        f' focusable="false"><path d="{shape}"/></svg>'
    )
    for name, shape in _SHAPES.items()
}
