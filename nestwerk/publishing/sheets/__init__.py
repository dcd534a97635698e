"""What hangs on a wall or lies on a counter: posters, flyers, appointment lists, sheets for practices, the folder for
professionals, words for the press. All of it is read from the published snapshot, on the day it is asked for.

``week`` says what takes place, ``poster``, ``dates``, ``handover``, ``folder`` and ``press`` gather what a sheet says,
``printing`` sets it: one at a time, and once per published state.
"""
