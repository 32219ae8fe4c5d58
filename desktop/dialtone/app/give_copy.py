"""A copy of this program for another person, in a folder: the work of the terminal's command and the window's page."""

from functools import partial
from pathlib import Path

from dialtone.explain.explainer import Explainer
from dialtone.explain.given_page import make_given_page, say_given_copy
from dialtone.store.data_folders import resources, state_dir
from dialtone.store.given_copy import FOLDER, CopySources, write_copy
from dialtone.store.publisher import load_publisher
from dialtone.system.own_process import find_own_package
from dialtone.system.this_system import this_system


def write_copy_for_others(words: Explainer, into: Path, packages: tuple[Path, ...]) -> tuple[Path, tuple[str, ...]]:
    """Write a copy of this program into a new folder in `into`; return that folder, and notes for the giver.

    `packages`: files for other systems, to be copied too. Raises `TroubleError`.
    """
    publisher = load_publisher(resources())
    left_out = words.is_sharing_risky()
    program = find_own_package()
    sources = CopySources(program, this_system().name, packages, resources(), state_dir(), advice_left_out=left_out)
    page = partial(make_given_page, sentences=words.sentences, publisher=publisher.name, home_page=publisher.home_page)
    folder = into / FOLDER
    copy = write_copy(sources, folder, page)
    return folder, say_given_copy(copy, words.sentences, str(folder))
