"""Ages in words. Months, pregnancy −9 to −1, birth 0; both ends of a range are inclusive."""

from __future__ import annotations

from nestwerk.finder.texts import Texts

# A range "up to 12 months" and one "up to 11 months" both mean: until the first birthday.
_BIRTHDAYS = {11: 1, 12: 1, 23: 2, 24: 2, 35: 3, 36: 3, 47: 4, 48: 4, 59: 5, 60: 5, 71: 6, 72: 6}

SAME_CASE = frozenset({"ru", "uk"})  # where "up to" and "from" take the same case


def span(months: int, texts: Texts) -> str:
    """A length of life: "5 Monaten", "2 Jahren" (dative in German, as after "von" and "ab"; genitive in Russian)."""
    if months >= 12 and months % 12 == 0:
        return texts("age.years", n=months // 12)
    return texts("age.months", n=months)


def _until(months: int, texts: Texts) -> str:
    birthday = _BIRTHDAYS.get(months)
    if birthday:
        return texts("age.until_birthday", birthday=texts(f"age.ordinal.{birthday}"))
    if months >= 12 and months % 12 == 11:
        months += 1
    inflected = texts.language.locale in SAME_CASE
    return texts("age.until", span=span(months, texts) if inflected else child_age(months, True, texts))


def age_range(first: int | None, last: int | None, texts: Texts) -> str:
    """For whom by age: "Für Babys bis zum ersten Geburtstag". Empty when nothing is known."""
    if first is None and last is None:
        return ""
    if last is not None and last < 0:
        return texts("age.pregnancy_only")
    if first is not None and first < 0:
        if last is None:
            return texts("age.from_pregnancy")
        if last == 0:
            return texts("age.pregnancy_and_birth")
        return texts("age.pregnancy_until", until=_until(last, texts))
    if last is None:
        return texts("age.from", span=span(first, texts)) if first else texts("age.from_birth")
    if not first:
        return texts("age.babies_until" if last <= 12 else "age.children_until", until=_until(last, texts))
    return texts("age.between", first=span(first, texts), last=span(_full(last), texts))


def _full(months: int) -> int:
    return months + 1 if months >= 11 and months % 12 == 11 else months


def child_age(months: int, exact: bool, texts: Texts) -> str:
    """A child's age as a chip: "schwanger", "neugeboren", "7 Monate", "2 Jahre"."""
    if months < 0:
        return texts("age.chip_pregnant")
    if months == 0:
        return texts("age.chip_newborn")
    if months >= 12 and months % 12 == 0:
        return texts("age.chip_years", n=months // 12)
    if months >= 36:
        return texts("age.chip_years", n=months // 12)
    return texts("age.chip_months" if exact else "age.chip_about_months", n=months)
