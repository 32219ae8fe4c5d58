"""What `dialtone give` does: a copy of this program for another person, with the newest advice, in a folder."""

import argparse

from dialtone.app.give_copy import give_copy
from dialtone.app.session import Session
from dialtone.commands.terminal import print_text

DONE = 0


def give(options: argparse.Namespace) -> int:
    """Write the folder, and say what is in it. Raises `TroubleError`."""
    _, lines = give_copy(Session(options.lang).explainer, options.folder, tuple(options.packages))
    for line in lines:
        print_text(line)
    return DONE
