"""The published offers in the words of HSDS 3.0 (Open Referral) and its UK profile.

``ids`` names things, ``terms`` the taxonomies; ``mapping``, ``places``, ``areas``, ``schedules`` and ``organisations``
map records; ``asked`` reads parameters; ``network``, ``choosing`` and ``directory`` find what fits; ``pages`` writes;
``shape`` says what an answer may hold, ``document`` describes all of it (OpenAPI). Values in, values out: the snapshot
and the day are handed in.
"""
