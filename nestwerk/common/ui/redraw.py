"""Forms with buttons that only draw the form again ("Zeile hinzufügen"): nothing is judged, nothing is lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorDict


class Redrawn(forms.Form):
    """A form whose widgets may ask to be drawn again. A view needs nothing but ``if form.is_valid():`` as ever."""

    @property
    def redraw(self) -> bool:
        """Whether a button was pressed that only changes the form on the screen."""
        return self.is_bound and any(
            field.widget.wants_redraw(self.data, self.add_prefix(name))
            for name, field in self.fields.items()
            if hasattr(field.widget, "wants_redraw")
        )

    def full_clean(self) -> None:
        """Read nothing and find nothing wrong while somebody is still adding lines."""
        if self.redraw:
            self._errors: Any = ErrorDict(renderer=self.renderer)
            self.cleaned_data = {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        """Whether everything is right and somebody wanted it kept."""
        return not self.redraw and super().is_valid()
