"""A list in pages with heads that sort: what the directory and the desk have in common. Knows no database."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Column(NamedTuple):
    """The head of a column that sorts. ``order`` as ``aria-sort`` has it."""

    label: str
    address: str
    order: str


class Asked(Protocol):
    """What the address of a list asks for."""

    @property
    def page(self) -> int:
        """The page, from 1."""
        ...

    def address(self, **changes: object) -> str:
        """The same wish with changes, as the end of an address."""
        ...


class Leaves:
    """One page of a list that knows the addresses of its neighbours."""

    __slots__ = ()
    wish: Asked
    pages: int

    @property
    def before(self) -> str:
        """The address of the page before; empty on the first."""
        return self.wish.address(page=self.wish.page - 1) if self.wish.page > 1 else ""

    @property
    def after(self) -> str:
        """The address of the page after; empty on the last."""
        return self.wish.address(page=self.wish.page + 1) if self.wish.page < self.pages else ""
