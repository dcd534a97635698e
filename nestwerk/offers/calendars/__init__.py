"""A partner's calendar (iCalendar) as recurring dates of an offer. Values in, values out: no network, no database.

``events`` reads the bytes, ``rules`` turns a rule into a series, ``taking`` makes series of all events, ``merging``
puts them beside what people wrote by hand, ``answers`` says what came of opening an address.
"""
