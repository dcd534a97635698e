"""Names of taxonomy terms in the reader's language. Needs speak in parents' words, never in the field's."""

from __future__ import annotations

from collections.abc import Mapping

from nestwerk.catalogue.records import TermRecord
from nestwerk.common.locales import small
from nestwerk.finder.texts import Texts


def label(term: TermRecord, texts: Texts) -> str:
    """The term's name: offer types and partners as the language has them, needs in parents' words."""
    labels = term.labels
    if term.kind == "need" and texts.language.german:
        return labels.get("parent") or labels.get("de-einfach") or labels["de"]
    return labels.get(texts.language.labels) or labels["de"]


def label_of(code: str, terms: Mapping[str, TermRecord], texts: Texts) -> str:
    """The name of the term ``code``, or empty when the catalogue does not know it."""
    term = terms.get(code)
    return label(term, texts) if term else ""


def explained(term: TermRecord, texts: Texts) -> str:
    """The plain German line that explains an offer type, where it says more than its name; else empty."""
    plain = term.labels.get("de-einfach", "")
    if texts.language.code != "de" or plain == term.labels["de"]:
        return ""
    return plain


def inside_a_sentence(text: str, texts: Texts) -> str:
    """A label for use inside a sentence: it begins small there, but German ones and abbreviations stay as they are."""
    if texts.language.german or not text or (len(text) > 1 and text[1].isupper()):
        return text
    return small(text, texts.language.locale)
