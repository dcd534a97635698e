"""Reading service directories of others in the Human Services Data Specification (HSDS, Open Referral) and its elders.

Pure: bytes or answers in, rows of a list out; nothing here knows the database or the clock::

    package   a folder or zip of CSV (3.0, 2.x, Ohana), a JSON file, JSON lines → services as HSDS 3.0 nests them
    feed      the same from an API, page by page, through a client that is passed in
    tables    one CSV file → rows; ``ohana`` what its rows must hold; ``joining`` many tables → services
    records   JSON → services, with everything that is wrong with them; ``older`` a directory from before HSDS
    rows      services → a :class:`Sheet` for the import of lists, which does all the rest; ``schedules`` its hours
"""
