"""What a person means: needs, offer types, groups, place, age, language, cost and access out of free words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nestwerk.matching import german
from nestwerk.matching.affinity import GROUP_NEEDS, IMPLIED, MEANING
from nestwerk.matching.ages import GROWN_UP, Age, find_age, plain, says_expecting
from nestwerk.matching.analysis import Analysis, analyse
from nestwerk.matching.emergency import Alarm, detect
from nestwerk.matching.in_latin import in_cyrillic
from nestwerk.matching.lexicon import Lexicon
from nestwerk.matching.meanings import Meaning, meanings
from nestwerk.matching.phrases import ELSEWHERE, FACTS
from nestwerk.matching.places import FoundPlace
from nestwerk.matching.said_alone import said_alone
from nestwerk.matching.saying_little import says_more
from nestwerk.matching.second_reading import read_again
from nestwerk.matching.stems import HELP_WORDS, SMALL
from nestwerk.matching.text import LONGEST_TEXT, fold, spelled
from nestwerk.matching.told_apart import OF_EXPECTING, refused, told_apart
from nestwerk.matching.types import Context, Understood
from nestwerk.matching.very_young import PROTECTED, Young, very_young

LEAST_SURE = 0.25  # below, a meaning is not reported
SURE_SLOT = 0.3
OUTRIGHT = 0.9  # sureness of what even a question that says little asks for: "8a"
HOW = ("slot.language.", "slot.access.online", "slot.access.home_visit")
GENERAL_ANSWER, GENERAL_SURE = "offer.contact_point", 0.6  # for a question that only asks for help
UNKNOWN_DOUBT = 0.8  # how far a word nobody knows fades the others
AT_LEAST_AWAY = 0.5  # sureness of another world of life from which it counts
WITH_CHILD = 0.4  # how much of it counts where a child is spoken of
WEAK, SURELY = 0.7, 0.97  # phrases below WEAK fade beside it wholly, above SURELY not at all
OF_CHILDREN = frozenset(
    {"tg.infant", "tg.toddler", "tg.pregnant", "tg.expectant_parents", "tg.premature", "need.breastfeeding"}
)
BESIDE_DANGER = 0.45
OF_LANGUAGE = ("need.language", "offer.interpreting", "offer.migration_counselling", "need.residence")
LANGUAGE_BESIDE = 0.3  # of the need for an interpreter where a language is only asked for in something else
IN_MOURNING = 0.6  # of a bereavement, from which nobody is asked whether it is urgent
MOST_NEEDS, MOST_TYPES, MOST_GROUPS = 6, 6, 5
SAYS_PREGNANT = ("slot.age.-1", *OF_EXPECTING)
OF_PREGNANCY = ("need.pregnancy_questions", "offer.antenatal_course")
SIGNS_OF_PREGNANCY = (
    "sign.pregnancy_bleeding", "sign.pregnancy_pain", "sign.no_movements", "sign.preterm_labour", "sign.preeclampsia",
)  # fmt: skip
BORN = 0.4  # of a question of pregnancy where a child's age is said and no pregnancy
PREGNANT_TYPES = ("offer.antenatal_course",)


def understand(text: str, lexicon: Lexicon, context: Context) -> Understood:
    """Read what was typed, at most 300 characters, any language.

    Choices in ``context`` override what the words say; ``context.without`` takes meanings away again. Emergencies are
    raised by :func:`nestwerk.matching.emergency.detect` and cannot be taken away. Never raises on any text.
    """
    typed = " ".join(text[:LONGEST_TEXT].split())
    text = in_cyrillic(typed, lambda word: word in lexicon.words or (len(word) > 5 and lexicon.places.begins(word)))
    surface = spelled(text)
    pairs = [(word, folded_word) for word in surface if (folded_word := fold(word))]
    surface = [word for word, _ in pairs]
    words = [word for _, word in pairs]
    readable = plain(text)

    found_place = lexicon.places.find(words, surface, lexicon.words, context.home)
    skip = set(range(found_place.start, found_place.end)) if found_place else set()
    analysis = analyse(words, surface, lexicon, skip, context.language)
    if analysis.unknown and found_place is None:
        found_place = _misspelt_place(words, surface, analysis.unknown, lexicon, context)
        if found_place:
            skip = {found_place.start}
            analysis = analyse(words, surface, lexicon, skip, context.language)
    if "place" in context.without:
        found_place = None
    meant = _damped(meanings(lexicon.phrases, analysis.credits, analysis.tongues, analysis.asked), analysis)
    rest = [word for number, word in enumerate(words) if number not in skip]
    if alone := said_alone(meant, rest, context.without, lexicon.phrases.meanings):
        meant, analysis.unknown, analysis.strange = alone, [], []
    elif not (analysis.strange or ELSEWHERE in meant):
        if more := says_more(rest):
            meant = read_again(meant, rest, context.without, lexicon.phrases.meanings)
        if not more or _only_how(rest, meant):
            meant = {code: sure for code, sure in meant.items() if code.startswith(FACTS) or sure >= OUTRIGHT}
    _veto(meant, context)
    young = very_young(" ".join(words))
    meant = told_apart(meant, words, context.without, young)
    said, expects = find_age(readable), says_expecting(readable)
    if said and said.months >= 0 and not (expects or any(code in meant for code in SAYS_PREGNANT)):
        meant = {code: sure * (BORN if code in OF_PREGNANCY else 1.0) for code, sure in meant.items()}

    alarm = detect(typed)
    needs = _of_kind(meant, "need.")
    types = _of_kind(meant, "offer.")
    groups = _of_kind(meant, "tg.")
    ours = not (analysis.unknown or analysis.strange or ELSEWHERE in meant)
    if not needs and not types and ours and _asks_for_help(words):
        types[GENERAL_ANSWER] = GENERAL_SURE
    _spoken_there(needs, types, meant)
    _imply(needs, types, groups, context)
    if alarm.codes:  # what else was said is about the danger as well: it must not outrank it
        needs = {code: sure * BESIDE_DANGER for code, sure in needs.items()} | dict.fromkeys(alarm.codes, 1.0)
        types = {code: sure * BESIDE_DANGER for code, sure in types.items()}
    if context.without and not needs and not types:  # what is left of the words asks for nothing
        groups, analysis.words = {}, {}
    for word in refused(words):
        analysis.words.pop(german.stem(word), None)
    own_needs, own_types = _ranked(needs, MOST_NEEDS), _ranked(types, MOST_TYPES)
    needs |= dict.fromkeys(context.needs, 1.0)
    types |= dict.fromkeys(context.offer_types, 1.0)

    if said and said.months >= 0 and not set(SIGNS_OF_PREGNANCY).isdisjoint(alarm.signs):
        said, expects = None, True  # "32 weeks waters broke": weeks of the pregnancy
    age, exact = _age(said, expects, meant, groups, types, context, young)
    place = context.near or (found_place.place if found_place else None)
    explicit = _explicit(context)
    return Understood(
        text=typed,
        needs=_ranked(needs, MOST_NEEDS),
        offer_types=_ranked(types, MOST_TYPES),
        target_groups=_ranked(groups, MOST_GROUPS),
        place=place,
        place_from_words=context.near is None and found_place is not None,
        age_months=age,
        age_exact=exact,
        languages=context.languages or _slot_values(meant, "slot.language.", "language", context),
        access=context.access or _slot_values(meant, "slot.access.", "access", context),
        cost=context.cost or ("free" if _slot(meant, "slot.cost.free") and "cost" not in context.without else None),
        anonymous=_slot(meant, "slot.anonymous") and "anonymous" not in context.without,
        emergency=alarm.codes,
        signs=alarm.signs,
        perhaps=_quietly(alarm, needs, young),
        corrections=tuple(analysis.corrections),
        unknown=tuple(_not_ours(surface, analysis, said=bool(needs or types or groups), away=ELSEWHERE in meant)),
        words=tuple(sorted(analysis.words.items(), key=lambda item: -item[1])),
        own_needs=own_needs,
        own_types=own_types,
        explicit=explicit,
    )


def _only_how(words: Sequence[str], meant: Mapping[str, float]) -> bool:
    """Whether a single word above all names a language, or how it should be reached: a wish for all offers, no need.

    "Videoberatung" and "Familienbesuch" are offers first, and only then a way.
    """
    telling = [word for word in words if word not in SMALL]
    first = max(meant, key=meant.__getitem__, default="")
    return len(telling) == 1 and first.startswith(HOW) and meant[first] >= SURE_SLOT


def _misspelt_place(
    words: Sequence[str], surface: Sequence[str], unknown: Sequence[str], lexicon: Lexicon, context: Context
) -> FoundPlace | None:
    """A place among the words nobody knows, at either end of the question: "hebamme sonnneberg"."""
    for number, word in ((0, words[0]), (len(words) - 1, words[-1])):
        if surface[number] in unknown and (place := lexicon.places.misspelt(word, context.home)):
            return FoundPlace(place, number, number + 1, 0.5)
    return None


def _quietly(alarm: Alarm, needs: Mapping[str, float], young: Young | None) -> str:
    """A suspicion to be said quietly; who mourns is not asked whether it is urgent, unless about wishing to die.

    A child below fourteen who is pregnant is told who listens when somebody was hurt, where nothing else is suspected.
    """
    perhaps = alarm.perhaps
    if young and young.expecting and young.years < PROTECTED and not alarm and not perhaps:
        return "need.violence"
    mourns = needs.get("need.bereavement", 0.0) >= IN_MOURNING
    return "" if mourns and perhaps != "need.suicidality" else perhaps


def _damped(meant: Mapping[str, Meaning], analysis: Analysis) -> dict[str, float]:
    """Meanings fade with every word nobody knows, and where the question speaks of another world of life.

    Single words fade most: "erziehen" beside "Dackel" is no question of families. Surely said phrases hardly fade, and
    words for a child or its age keep a question in our world: "Katze und Baby".
    """
    foreign = len(analysis.unknown) + len(analysis.strange)
    ratio = (analysis.weighty + 0.01) / (analysis.weighty + 0.01 + UNKNOWN_DOUBT * foreign)
    away = meant[ELSEWHERE].by_phrase if ELSEWHERE in meant else 0.0
    away = (
        max(0.0, away - AT_LEAST_AWAY) / (0.9 - AT_LEAST_AWAY) * (WITH_CHILD if _of_children(meant, analysis) else 1.0)
    )
    sure = {}
    for code, meaning in meant.items():
        if code.startswith(FACTS):
            sure[code] = meaning.by_phrase
            continue
        whole = meaning.by_phrase * (0.7 + 0.3 * ratio)
        whole *= 1 - away * (1 - min(1.0, max(0.0, meaning.by_phrase - WEAK) / (SURELY - WEAK)))
        hinted = meaning.sure * ratio * (1 - away)
        if whole >= LEAST_SURE or hinted >= LEAST_SURE:
            sure[code] = max(whole, hinted)
    return {code: value for code, value in sure.items() if value >= LEAST_SURE}


def _of_children(meant: Mapping[str, Meaning], analysis: Analysis) -> bool:
    """Whether a child, a pregnancy or a time of life with one is spoken of."""
    return analysis.child or any(
        meaning.by_phrase >= 0.6 and (code in OF_CHILDREN or code.startswith("slot.age."))
        for code, meaning in meant.items()
    )


def _not_ours(surface: Sequence[str], analysis: Analysis, *, said: bool, away: bool) -> Sequence[str]:
    """The words nobody here knows; all of them where the question is of another world of life and says nothing else."""
    if away and not said:
        return surface
    return [*analysis.unknown, *analysis.strange]


def _veto(meant: dict[str, float], context: Context) -> None:
    for code in [code for code in meant if code.startswith("veto.")]:
        if meant.pop(code) >= LEAST_SURE:
            meant.pop(code[len("veto.") :], None)
    for code in context.without:
        meant.pop(code, None)


def _spoken_there(needs: dict[str, float], types: dict[str, float], meant: Mapping[str, float]) -> None:
    """Who asks for a midwife that speaks Ukrainian asks for a midwife: the language is no need of its own then."""
    if not any(code.startswith("slot.language.") and sure >= SURE_SLOT for code, sure in meant.items()):
        return
    others = [sure for code, sure in (*needs.items(), *types.items()) if code not in OF_LANGUAGE]
    for said, code in ((needs, "need.language"), (types, "offer.interpreting")):
        if code in said and max(others, default=0.0) >= max(0.6, said[code]):
            said[code] *= LANGUAGE_BESIDE


def _of_kind(meant: Mapping[str, float], kind: str) -> dict[str, float]:
    return {code: sure for code, sure in meant.items() if code.startswith(kind) and sure >= LEAST_SURE}


def _imply(needs: dict[str, float], types: Mapping[str, float], groups: Mapping[str, float], context: Context) -> None:
    """Who names an offer or a group says what it is needed for; weaker than saying so in words."""
    for table, said, factor in ((MEANING, types, IMPLIED), (GROUP_NEEDS, groups, 0.75)):
        best = max(said.values(), default=0.0)
        for code, sure in said.items():
            if sure < 0.45 or sure < 0.7 * best:
                continue
            for need, weight in table.get(code, ()):
                implied = sure * weight * factor
                if implied >= LEAST_SURE and implied > needs.get(need, 0.0) and need not in context.without:
                    needs[need] = implied


def _asks_for_help(words: Sequence[str]) -> bool:
    """Whether a word for help is among them and nothing heavier was found: "brauche Hilfe mit meinem Kind"."""
    return any(word in listed for word in words for listed in HELP_WORDS.values())


def _ranked(sure: Mapping[str, float], most: int) -> tuple[tuple[str, float], ...]:
    best = max(sure.values(), default=0.0)
    kept = [(code, round(value, 3)) for code, value in sure.items() if value >= 0.4 * best]
    return tuple(sorted(kept, key=lambda item: (-item[1], item[0]))[:most])


def _slot(meant: Mapping[str, float], code: str) -> bool:
    return meant.get(code, 0.0) >= SURE_SLOT


def _slot_values(meant: Mapping[str, float], prefix: str, name: str, context: Context) -> tuple[str, ...]:
    if name in context.without:
        return ()
    found = [
        (sure, code[len(prefix) :]) for code, sure in meant.items() if code.startswith(prefix) and sure >= SURE_SLOT
    ]
    values = (value for _, value in sorted(found, reverse=True))
    return tuple(value for value in values if f"{name}:{value}" not in context.without)


def _age(
    age: Age | None,
    expects: bool,
    meant: Mapping[str, float],
    groups: Mapping[str, float],
    types: Mapping[str, float],
    context: Context,
    young: Young | None,
) -> tuple[int | None, bool]:
    if context.age_months is not None:
        return context.age_months, True
    if "age" in context.without or meant.get("need.bereavement", 0.0) >= 0.5:
        return None, False
    expecting = max((groups.get(code, 0.0) for code in OF_EXPECTING), default=0.0)
    expects = expects or expecting >= 0.45
    if young and age and age.months in (young.years, young.years * 12):
        age = None  # hers, not the child's
    if young and not age and expects:
        return -1, False
    if age and age.months >= GROWN_UP and (expects or expecting >= SURE_SLOT):
        return -1, False  # the age of the one who is pregnant
    if age:
        return age.months, age.exact
    stages = [
        (sure, int(code[len("slot.age.") :]))
        for code, sure in meant.items()
        if code.startswith("slot.age.") and sure >= SURE_SLOT
    ]
    if stages:
        return max(stages)[1], False
    preparing = max((types.get(code, 0.0) for code in PREGNANT_TYPES), default=0.0)
    preparing *= preparing >= max(types.values(), default=0.0)  # beside another kind of help it is only thought of
    early = meant.get("need.premature", 0.0) >= 0.5  # it was born: "frühchen 28 woche"
    if expects or (preparing >= 0.45 and not early):
        return -1, False
    return None, False


def _explicit(context: Context) -> frozenset[str]:
    """The filters set by hand, as ``kind:value``."""
    chosen = {f"need:{code}" for code in context.needs}
    chosen |= {f"type:{code}" for code in context.offer_types}
    chosen |= {f"language:{code}" for code in context.languages}
    chosen |= {f"access:{code}" for code in context.access}
    if context.cost:
        chosen.add(f"cost:{context.cost}")
    if context.age_stage or context.age_months is not None:
        chosen.add(f"age:{context.age_stage or context.age_months}")
    if context.near is not None:
        chosen.add("place")
    return frozenset(chosen)
