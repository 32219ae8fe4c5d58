"""The exit codes of the commands, which are answers for scripts: the help lists them."""

DONE, SOMETHING_FAILS, BAD_USAGE, NO_NETWORK = range(4)
