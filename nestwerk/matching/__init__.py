"""Understanding and ranking, pure: words, place, age, language, cost and access in; ranked offers with reasons out.

The way of a question::

    text → text, stems            words folded to one spelling, keys by language
         → places, ages           what is a place or an age means nothing else
         → analysis               compounds, typing errors, languages weighed: keys with credits
         → phrases, meanings      codes meant, by whole phrases first and single words second
         → understand             Understood: needs, types, groups, slots, emergencies
         → relevance, fit, rank   Segment (numpy arrays) → Ranking with reasons and facet counts

Offers go the same way once, when a segment is built (``reading``, ``build``). What helps with what is in ``affinity``,
what must never be said to the reader in ``sensitive``. No Django, no clock, no I/O.
"""
