"""Forms: label above, hint, error beside and summed up on top with links, the cursor in the first that is wrong."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string


class Contact(forms.Form):
    name = forms.CharField(label="Name", help_text="So steht er auf der Seite.", error_messages={"required": "Wie?"})
    mail = forms.EmailField(label="E-Mail", required=False)
    way = forms.ChoiceField(label="Weg", choices=[("a", "Anruf"), ("b", "Brief")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Einverstanden", required=False)


def shown(form: forms.Form, **rest: str) -> str:
    return render_to_string("common/_form.html", {"form": form, "submit": "Senden", **rest}, using="workspace")


def test_a_fresh_form_has_labels_hints_and_says_what_is_optional() -> None:
    text = shown(Contact())
    assert '<label for="id_name">Name</label>' in text
    assert 'id="id_name_helptext"' in text
    assert 'aria-describedby="id_name_helptext"' in text
    assert "E-Mail <span" in text
    assert "Einverstanden <span" not in text
    assert "<legend>Weg</legend>" in text
    assert "error-summary" not in text
    assert "autofocus" not in text
    assert '<button class="button main">Senden</button>' in text


def test_errors_stand_on_top_with_links_and_beside_their_fields() -> None:
    text = shown(Contact({"name": "", "mail": "kein", "way": ""}))
    top = text[text.index("error-summary") : text.index("</ul>")]
    assert '<a href="#id_name">Name: Wie?</a>' in top
    assert '<a href="#id_mail">' in top
    assert '<a href="#id_way_0">' in top
    assert '<p class="error" id="id_name_error">Wie?</p>' in text
    assert 'aria-describedby="id_name_helptext id_name_error"' in text
    assert text.count('aria-invalid="true"') >= 2


def test_the_cursor_stands_in_the_first_field_that_is_wrong_and_only_there() -> None:
    text = shown(Contact({"name": "Ada", "mail": "kein", "way": "a"}))
    assert text.count("autofocus") == 1
    assert "autofocus" in text[text.index('id="id_mail"') - 200 : text.index('id="id_mail"') + 60]


def test_a_form_can_ask_by_address_and_offer_a_way_back() -> None:
    text = shown(Contact(), method="get", cancel="/zurueck/", main="danger")
    assert 'method="get"' in text
    assert "csrfmiddlewaretoken" not in text
    assert 'href="/zurueck/">Abbrechen' in text
    assert "button danger" in text
