"""How every form of the workspace is rendered: label above, hint, error beside the field, first error in focus."""

from __future__ import annotations

from typing import Any

from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates


class Field(BoundField):
    """A field that knows where its error link leads and whether the cursor belongs into it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A box to tick needs no "(freiwillig)", leaving it empty is an answer; a form may say so of other fields."""
        super().__init__(*args, **kwargs)
        self.optional_is_plain = self.widget_type == "checkbox"

    @property
    def first_id(self) -> str:
        """The id that a link in the summary of errors jumps to."""
        return self.id_for_label or (f"{self.auto_id}_0" if self.auto_id else "")

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> Any:
        """Django's attributes, and the cursor in the first field that is wrong."""
        attrs = super().build_widget_attrs(attrs, widget)
        if self.errors and not self.use_fieldset and self._is_first_error():
            attrs["autofocus"] = True
        return attrs

    def _is_first_error(self) -> bool:
        return next((name for name in self.form.fields if name in self.form.errors), "") == self.name


class Renderer(DjangoTemplates):
    """Set as ``FORM_RENDERER``: our field template for ``as_field_group`` and every ``{{ form }}``."""

    field_template_name = "common/_field.html"
    bound_field_class = Field
