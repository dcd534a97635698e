"""A small lexicon and a handful of offers, enough to notice when something breaks."""

from __future__ import annotations

from functools import cache

from nestwerk.matching.build import build_segment
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.segment import Segment
from nestwerk.matching.types import Context, OfferFacts, Place, Term, Understood
from nestwerk.matching.understand import understand

TODAY = 739_942

PHRASES = {
    "need.crying": {
        "de": "Baby schreit viel|hört nicht auf zu schreien|schreit stundenlang|Schreibaby|weint ständig",
        "en": "baby cries all the time|screaming baby",
        "tr": "bebek sürekli ağlıyor",
        "ru": "ребенок постоянно кричит|малыш кричит",
        "uk": "дитина постійно плаче",
        "ar": "طفلي يبكي كثيرا",
    },
    "need.sleep": {
        "de": "schläft nicht|schläft nicht durch|wach in der Nacht|Einschlafen",
        "tr": "bebek uyumuyor|geceleri uyumuyor",
    },
    "need.breastfeeding": {"de": "Stillprobleme|Stillen klappt nicht|wunde Brustwarzen|Milchstau"},
    "need.exhaustion": {"de": "ich kann nicht mehr|am Ende|völlig fertig|keine Kraft", "en": "completely exhausted"},
    "need.meet_parents": {"de": "andere Eltern treffen|Mütter kennenlernen|Krabbelgruppe finden"},
    "need.parenting": {"de": "Wutanfälle|Trotzphase|hört nicht auf mich|beißt andere Kinder"},
    "need.find_midwife": {"de": "keine Hebamme gefunden|Hebamme gesucht"},
    "need.childcare": {"de": "Kitaplatz|Krippenplatz|Betreuungsplatz|Tagesmutter finden"},
    "need.money": {"de": "kein Geld|Geld reicht nicht|Windeln nicht bezahlen|Schulden"},
    "need.bereavement": {"de": "Fehlgeburt|Baby verloren|Sternenkind"},
    "need.addiction": {"de": "mein Mann trinkt|säuft|Alkoholproblem"},
    "need.violence": {"de": "er schlägt mich|häusliche Gewalt"},
    "need.losing_control": {"de": "Wut auf das Baby"},
    "need.suicidality": {"de": "nicht mehr leben"},
    "need.development": {"de": "läuft nicht|spricht nicht|Entwicklungsverzögerung"},
    "need.practical_help": {"de": "Haushaltshilfe|jemand nimmt das Baby|Hilfe im Haushalt"},
    "need.worry_other_child": {"de": "Verdacht Gefährdung|Sorge um Nachbarskind"},
    "offer.cry_clinic": {"de": "Schreiambulanz|Schreisprechstunde"},
    "offer.midwife_care": {"de": "Hebamme|Nachsorge|Wochenbettbetreuung"},
    "offer.parent_child_group": {"de": "Krabbelgruppe|Spielgruppe|Zwergentreff", "ar": "مجموعة لعب"},
    "offer.fathers": {"de": "Vätergruppe|Papatreff"},
    "offer.household_help": {"de": "Haushaltshilfe"},
    "offer.daycare": {"de": "Kita|Tagesmutter|Kindertagespflege"},
    "offer.isef": {"de": "iseF|insoweit erfahrene Fachkraft|§ 8b"},
    "offer.antenatal_course": {"de": "Geburtsvorbereitung|Geburtsvorbereitungskurs"},
    "tg.pregnant": {"de": "schwanger|Schwangere"},
    "tg.fathers": {"de": "Papa|Väter"},
    "tg.infant": {"de": "Säugling|erstes Jahr"},
}
SLOTS = {
    "slot.cost.free": {"de": "kostenlos|gratis|umsonst", "ar": "مجانية|مجاني"},
    "slot.access.home_visit": {"de": "Hausbesuch|nach Hause"},
    "slot.access.drop_in": {"de": "ohne Termin|ohne Anmeldung"},
    "slot.language.tr": {"de": "türkisch|auf Türkisch"},
    "slot.language.ar": {"de": "arabisch"},
    "slot.anonymous": {"de": "anonym|ohne Namen"},
    "slot.age.-1": {"de": "schwanger"},
    "slot.age.0": {"de": "neugeboren|Wochenbett"},
    "slot.elsewhere": {"de": "Hund|Dackel|Hundeschule|Altenheim|Motor reparieren|Schrauben"},
    "veto.offer.fathers": {"de": "Vater unser"},
}
PLACES = (
    Place("gn:1", "Sonneberg", ("Sonneberg", "Зоннеберг", "سونيبرغ"), ("96515",), 50.359, 11.175, 23_000, "16072018"),
    Place("gn:2", "Suhl", ("Suhl", "Зуль"), ("98527", "98528"), 50.609, 10.694, 36_000, "16054000"),
    Place("gn:3", "Steinach", ("Steinach",), ("96523",), 50.432, 11.159, 3_900, "16072019"),
    Place("gn:4", "Steinach", ("Steinach",), ("77790",), 48.301, 8.047, 4_000, "08317129"),
    Place("gn:5", "Essen", ("Essen",), ("45127",), 51.457, 7.012, 580_000, "05113000"),
    Place("gn:6", "Leer", ("Leer",), ("26789",), 53.231, 7.461, 34_000, "03457013"),
    Place("gn:7", "Neuhaus am Rennweg", ("Neuhaus am Rennweg",), ("98724",), 50.509, 11.138, 9_000, "16072013"),
    Place("gn:8", "Storkow (Mark)", ("Storkow (Mark)",), ("15859",), 52.256, 13.933, 9_000, "12067481"),
    Place("plz:98724", "Lauscha", ("Lauscha",), ("98724",), 50.476, 11.159),
    Place("plz:96515", "Sonneberg", ("Sonneberg",), ("96515",), 50.359, 11.175),
)
SONNEBERG = (50.37, 11.17)


def _split(said: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(phrases.split("|")) for language, phrases in said.items()}


def _kind(code: str) -> str:
    return {"need": "need", "offer": "offer_type", "tg": "target_group"}[code.split(".")[0]]


@cache
def lexicon() -> Lexicon:
    terms = [Term(code, _kind(code), _split(said)) for code, said in PHRASES.items()]
    return Lexicon.build(terms, {code: _split(said) for code, said in SLOTS.items()}, PLACES)


def ask(text: str, **context: object) -> Understood:
    return understand(text, lexicon(), Context(**context))


def needs(text: str) -> list[str]:
    return [code.removeprefix("need.") for code, _ in ask(text).needs]


def types(text: str) -> list[str]:
    return [code.removeprefix("offer.") for code, _ in ask(text).offer_types]


def offer(id: str, title: str, *types: str, **facts: object) -> OfferFacts:
    facts.setdefault("network", "sonneberg")
    facts.setdefault("last_verified", TODAY - 20)
    return OfferFacts(id=id, title=title, offer_types=tuple(f"offer.{code}" for code in types), **facts)


def segment(*offers: OfferFacts, network: str = "sonneberg") -> Segment:
    return build_segment(offers, lexicon(), network=network)
