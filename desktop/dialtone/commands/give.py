"""`dialtone give`: write a copy of Dialtone for another person."""

import argparse

from dialtone.app.give_copy import write_copy_for_others
from dialtone.app.session import Session
from dialtone.commands.exit_codes import DONE
from dialtone.commands.terminal import print_text


def give(options: argparse.Namespace) -> int:
    """Write the copy, and print notes for the giver; return the exit code. Raises `TroubleError`."""
    _, lines = write_copy_for_others(Session(options.lang).explainer, options.folder, tuple(options.packages))
    for line in lines:
        print_text(line)
    return DONE
