"""The paper on which a lawyer approves the words of the page for very young parents.

Made from the data by ``python -m nestwerk.publishing.young.approval``; a test holds the two together.
"""

from __future__ import annotations

from nestwerk.finder.languages import LANGUAGES
from nestwerk.finder.texts import texts_for

from .facts import facts

HEAD = """# Wortlaut der Seite für sehr junge Eltern

**Zur Freigabe durch eine Juristin oder einen Juristen und eine Schwangerschaftsberatung. Noch nicht freigegeben.**

Diese Sätze lesen Jugendliche auf der Seite `/<netzwerk>/du`. Die Quellen liegen in
`nestwerk/publishing/young/facts.toml`, die Worte in `nestwerk/publishing/texts/young/`. Diese Seite entsteht daraus mit
`python -m nestwerk.publishing.young.approval`; ein Test hält beide gleich.

Verglichen wurde mit Sekundärquellen, nicht mit dem amtlichen Text. Besonders zu prüfen: dass die Beratung nach § 2
SchKG überall nichts kostet; wann eine Beratungsstelle ihr Schweigen brechen darf; ob das Jugendamt die Eltern
später informiert (§ 8 Abs. 3 SGB VIII: nur solange der Zweck sonst vereitelt würde); die vertrauliche Geburt unter
18; der Satz zum Vormund und zur Meinung der minderjährigen Mutter (§ 1673 Abs. 2 BGB).
"""


def paper() -> str:
    """The whole paper, in every language the site speaks."""
    parts = [HEAD, "## Ganz oben\n", _said("promise", "lead", "not_needed"), "- Freigabe: ____________\n"]
    for fact in facts():
        words = "\n".join(
            f"- **{one.name}**: {t(f'young.fact.{fact.key}.title')} {t(f'young.fact.{fact.key}.text')}"
            for one in LANGUAGES
            for t in (texts_for(one.code),)
        )
        source = f"{fact.source}. Verglichen am {fact.checked_on:%d.%m.%Y} mit: {fact.compared_with}. <{fact.address}>"
        parts.append(f"## `{fact.key}`\n\n{source}\n\n{words}\n- Freigabe: ____________ (Recht)\n")
    return "\n".join(parts).rstrip() + "\n"


def _said(listed: str, *keys: str) -> str:
    lines = []
    for one in LANGUAGES:
        texts = texts_for(one.code)
        words = [*(texts(f"young.{key}") for key in keys), *texts.paragraphs(f"young.{listed}")]
        lines.append(f"- **{one.name}**: {' '.join(words)}")
    return "\n".join(lines)


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwerk.config.settings")
    django.setup()
    print(paper(), end="")
