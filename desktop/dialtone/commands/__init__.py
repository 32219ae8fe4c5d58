"""The commands: one module for each of the larger ones, and the output of all.

An error for the person is a `SessionError` (app/session.py), a `CheckFileError` or an `OSError`: `perform` prints its
line.
"""
