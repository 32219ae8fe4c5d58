"""The commands, in modules that `dispatch.py` loads by their names, and their shared output.

An error for the person is a `SessionError` (app/session.py), a `TroubleError` (model/trouble.py) or an `OSError`:
`run_command` prints one line about it in the person's language.
"""

DONE, SOMETHING_FAILS, BAD_USAGE, NO_NETWORK = range(4)
"""The exit codes, which are answers for scripts: the help lists them."""
