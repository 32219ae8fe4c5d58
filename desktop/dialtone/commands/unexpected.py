"""Reports an error that nobody expected: one line for the person, and the traceback in the log."""

import logging
from contextlib import suppress

from dialtone.app.terminal_words import describe_problem
from dialtone.commands.terminal import report_error
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.data_folders import config_dir, state_dir
from dialtone.store.log_file import open_log
from dialtone.store.settings import load_settings


def report_unexpected(error: Exception) -> int:
    """Report a bug; return the exit code, which is not the one of a messenger that fails here."""
    with suppress(Exception):  # the bug may be in the settings or the log
        log = None if load_settings(config_dir()).quiet_profile else open_log(state_dir())
        if log is not None:
            traceback = (type(error), error, error.__traceback__)
            record = {"name": __name__, "levelname": "ERROR", "msg": "unexpected", "exc_info": traceback}
            log.handle(logging.makeLogRecord(record))
            log.close()
    detail = f"{type(error).__name__}: {error}"
    return report_error(describe_problem(TroubleError(TroubleKind.UNEXPECTED, detail=detail)))
