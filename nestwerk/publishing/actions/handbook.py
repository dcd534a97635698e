"""Writing in the Elternbegleitbuch: own words, back to the common ones, words of another network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from nestwerk.audit.record import record
from nestwerk.common.refusals import Refused
from nestwerk.finder.languages import BY_CODE
from nestwerk.jobs.announce import announce
from nestwerk.networks.models import Membership, Network

from ..handbook.book import Words, chapter_called, common
from ..handbook.own import LONGEST_TEXT, LONGEST_TITLE
from ..models.handbook import HandbookText
from ..queries.handbook import own_text

MEANWHILE = (
    "Inzwischen hat jemand anderes diesen Abschnitt geändert. Ihr Text steht noch hier. Lesen Sie den anderen"
    " und speichern Sie noch einmal, wenn Ihrer gelten soll."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A section in a language."""

    chapter: str
    section: str
    language: str

    @property
    def common(self) -> Words | None:
        """The common words that stand there; None for the network's own section."""
        return common(self.chapter, self.section, self.language)


class ChangedMeanwhile(Refused):
    """Somebody else has saved since this text was opened."""


@transaction.atomic
def save_words(
    network: Network, place: Place, words: Words, *, begun: str, by: Membership, at: datetime, public: bool = True
) -> bool:
    """Put the network's own words in place of the common ones; returns whether anything changed.

    ``begun``: the fingerprint of the own words that lay before who writes, empty if there were none. Not ``public``:
    keep them as a draft, families go on reading the common ones. Raises ChangedMeanwhile if others stand there now,
    Refused for nothing written or too much, and for a draft of what families read already.
    """
    words = _checked(place, words)
    row = _locked(network, place)
    if _fingerprint(row) not in (begun, words.digest):
        raise ChangedMeanwhile(MEANWHILE)
    if row is not None and row.public and not public:
        raise Refused("Diesen Text lesen Familien schon. Ein Entwurf kann nur sein, was noch nicht öffentlich ist.")
    if row is not None and (row.title, row.text, row.public) == (words.title, words.text, public):
        return False
    row = row or _begin(network, place)
    row.title, row.text, row.changed_at, row.public = words.title, words.text, at, public
    row.common_title, row.common_text = _known(place)
    _put(row)
    record(by, "publishing.handbook_saved" if public else "publishing.handbook_drafted", row, at=at,
           detail=place.language)  # fmt: skip
    if public:
        announce("publishing.changed", network=network.slug)
    return True


@transaction.atomic
def drop_words(network: Network, place: Place, *, by: Membership, at: datetime) -> bool:
    """Back to the common text; returns whether there was one of the network's own. Its words are gone for good."""
    row = _locked(network, place)
    if row is None:
        return False
    record(by, "publishing.handbook_dropped", row, at=at, detail=place.language)
    row.delete()
    announce("publishing.changed", network=network.slug)
    return True


@transaction.atomic
def keep_words(network: Network, place: Place, *, by: Membership, at: datetime) -> None:
    """Somebody has read the new common text and stays with the network's own. Refused if there is none."""
    row = _locked(network, place)
    if row is None:
        raise Refused("Hier steht schon der gemeinsame Text.")
    row.common_title, row.common_text = _known(place)
    row.save(update_fields=["common_title", "common_text"])
    record(by, "publishing.handbook_kept", row, at=at, detail=place.language)


@transaction.atomic
def take_words(network: Network, place: Place, words: Words, *, source: str, by: Membership, at: datetime) -> None:
    """Take over what another network has published, as a draft of one's own that remembers where it is from.

    Families read it once somebody here has saved it as public. Raises Refused if the network has words of its own
    there: nobody's work is written over.
    """
    words = _checked(place, words)
    if _locked(network, place) is not None:
        raise Refused("Hier steht schon Ihr eigener Text. Gehen Sie erst zum gemeinsamen Text zurück.")
    row = _begin(network, place)
    row.title, row.text, row.changed_at = words.title, words.text, at
    row.copied_from, row.copied_at, row.public = source[:200], at, False
    row.common_title, row.common_text = _known(place)
    _put(row)
    record(by, "publishing.handbook_taken", row, at=at, detail=place.language)


def _checked(place: Place, words: Words) -> Words:
    chapter = chapter_called(place.chapter)
    if chapter is None or chapter.section(place.section) is None or place.language not in BY_CODE:
        raise Refused("Diesen Abschnitt gibt es nicht.")
    words = Words(" ".join(words.title.split()), words.text.replace("\r\n", "\n").strip())
    if not words.title or not words.text:
        raise Refused("Bitte schreiben Sie eine Überschrift und einen Text. Oder nehmen Sie den gemeinsamen Text.")
    if len(words.title) > LONGEST_TITLE or len(words.text) > LONGEST_TEXT:
        raise Refused(
            f"Das ist zu lang: höchstens {LONGEST_TITLE} Zeichen Überschrift und {LONGEST_TEXT} Zeichen Text."
        )
    if words == place.common:
        raise Refused("Das ist der gemeinsame Text. Er steht schon da, Sie müssen nichts speichern.")
    return words


def _locked(network: Network, place: Place) -> HandbookText | None:
    return own_text(network, place.chapter, place.section, place.language, locked=True)


def _put(row: HandbookText) -> None:
    """Save; of two who begin the same section at once the second is told."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise ChangedMeanwhile(MEANWHILE) from twice


def _begin(network: Network, place: Place) -> HandbookText:
    return HandbookText(network=network, chapter=place.chapter, section=place.section, language=place.language)


def _known(place: Place) -> tuple[str, str]:
    words = place.common
    return (words.title, words.text) if words else ("", "")


def _fingerprint(row: HandbookText | None) -> str:
    return Words(row.title, row.text).digest if row else ""
