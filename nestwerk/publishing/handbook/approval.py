"""The page on which professionals approve the medical and legal words.

Made from the data by ``python -m nestwerk.publishing.handbook.approval``; a test holds the two together.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

from nestwerk.finder.languages import LANGUAGES

from .book import chapters, common, heading
from .rules import Fact, Figure, Loss, Rule, every_fact, every_figure, every_loss, every_rule

CODES = {language.code: language.name for language in LANGUAGES}
WHO = {
    "doctor": "Ärztin oder Arzt (Kinder- und Jugendmedizin, Frauenheilkunde)",
    "midwife": "Hebamme",
    "law": "Rechtsamt oder Sozialrecht",
}
HEAD = resources.files(__package__).joinpath("approval.md").read_text(encoding="utf-8")


def paper(texts: dict[str, dict[str, Any]]) -> str:
    """The whole page. ``texts``: the entries of each language's catalogue."""
    lines = [HEAD, "## Fristen und Zeiträume\n"]
    for rule in every_rule():
        if rule.approve:
            lines.append(_rule(rule, texts))
    lines.append("## Nach einem Verlust\n")
    lines.append(
        "\n".join(f"- ab der {one.from_week}. Woche: {one.weeks} Wochen. {_source(one)}" for one in every_loss())
    )
    lines.append("")
    for fact in every_fact():
        said = "\n".join(
            f"- **{name}**: {str(texts[code][f'handbook.loss.{fact.key}']).format_map(dict(fact.numbers))}"
            for code, name in CODES.items()
        )
        lines.append(f"### `{fact.key}`\n\n{_source(fact)}\n\n{said}\n{_line('law')}\n")
    for chapter in chapters():
        sections = [one for one in chapter.sections if one.approve]
        if sections:
            lines.append(f"## Kapitel: {heading(chapter.key, 'de').title}\n")
        for section in sections:
            said = "\n".join(f"- **{name}**: {_flat(chapter.key, section.key, code)}" for code, name in CODES.items())
            figures = [one for one in every_figure() if one.section == f"{chapter.key}.{section.key}"]
            said += "".join(f"\n- Zahl „{one.says}“: {_source(one)}" for one in figures)
            lines.append(f"### `{chapter.key}.{section.key}`\n\n{said}\n{_line(section.approve)}\n")
    return "\n".join(lines).rstrip() + "\n"


def _rule(rule: Rule, texts: dict[str, dict[str, Any]]) -> str:
    tolerated = f", möglich {rule.tolerated[0]:g} bis {rule.tolerated[1]:g}" if rule.tolerated else ""
    longer = f", sonst {rule.longer:g}" if rule.longer else ""
    counted = f"`{rule.unit}` {rule.first:g} bis {rule.last:g}{tolerated}{longer}"
    key = f"handbook.rule.{rule.key}"
    said = "\n".join(
        f"- **{name}**: {texts[code][f'{key}.title']}. {texts[code][f'{key}.text']}" for code, name in CODES.items()
    )
    return f"### `{rule.key}`\n\n{counted}. {_source(rule)}\n\n{said}\n{_line(rule.approve)}\n"


def _source(one: Rule | Loss | Fact | Figure) -> str:
    where = f" <{one.address}>" if one.address else ""
    return f"{one.source}, gilt seit {one.valid_from:%d.%m.%Y}, geprüft am {one.checked_on:%d.%m.%Y}.{where}"


def _flat(chapter: str, section: str, code: str) -> str:
    words = common(chapter, section, code)
    return " ".join(f"{words.title}. {words.text}".split()) if words else ""


def _line(who: str) -> str:
    return f"- Freigabe: ____________ ({WHO[who]})"


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
    django.setup()
    from nestwerk.finder.texts import texts_for

    print(paper({code: dict(texts_for(code).entries) for code in CODES}), end="")
