"""`dialtone forget`: list the folders with Dialtone's data on this computer, or remove them."""

import argparse

from dialtone.app.session import Session
from dialtone.app.traces import list_own_folders, remove_traces
from dialtone.commands.exit_codes import DONE
from dialtone.commands.terminal import print_text
from dialtone.model.untrusted_text import sanitize
from dialtone.store.data_folders import LOCK

_LONGEST = 1000  # maximum characters of a path that is printed


def forget(options: argparse.Namespace) -> int:
    """List the folders, or with `--yes` remove them; return the exit code. Raises `TroubleError`."""
    session = Session(options.lang)
    folders = list_own_folders()
    if not options.yes:
        existing = [folder for folder in folders if folder.exists()]
        if not existing:
            print_text(session.say("cli.nothing_kept"))
            return DONE
        for folder in existing:
            print_text(session.say("cli.kept_in", text=sanitize(str(folder), _LONGEST)))
        print_text(session.say("cli.forget_how"))
        return DONE
    remove_traces()
    print_text(session.say("cli.forgotten"))
    if any((folder / LOCK).exists() for folder in folders):
        print_text(session.say("cli.still_running"))
    return DONE
