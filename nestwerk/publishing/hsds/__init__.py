"""The published offers in the words of HSDS 3.0 (Open Referral) and its UK profile.

``ids`` names things, ``terms`` the taxonomies; ``mapping``, ``attributes``, ``places``, ``areas``, ``schedules`` and
``organisations`` turn records round; ``asked`` and ``values`` read parameters; ``network``, ``choosing``, ``directory``
and ``found`` find what fits; ``pages`` writes answers. ``shape`` says what an answer may hold, ``document`` (OpenAPI)
describes all of it. Values in, values out: the snapshot and the day are handed in.
"""
