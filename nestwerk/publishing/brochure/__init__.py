"""The brochure: the published snapshot of a network becomes a booklet. Values in, values out; no database, no clock.

``variants`` says which brochures there are, ``content`` gathers what one says, ``make`` sets it. ``typ/`` holds the
pages themselves.
"""
