"""What `dialtone give` does: a copy of this program for another person, with the newest advice, in a folder."""

import argparse
from collections.abc import Callable

from dialtone.app.give_copy import give_copy
from dialtone.app.session import Session

DONE = 0


def give(options: argparse.Namespace, show: Callable[[str], None]) -> int:
    """Write the folder, and say what is in it. Raises `TroubleError`."""
    _, lines = give_copy(Session(options.lang).explainer, options.folder, tuple(options.packages))
    for line in lines:
        show(line)
    return DONE
