"""`dialtone --self-test`: whether this copy contains everything that it needs, as each package is tested."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from dialtone import INSTALL_WINDOW, __version__
from dialtone.explain.card_rows import make_card
from dialtone.explain.explainer import Explainer
from dialtone.model.trust_anchors import TrustAnchors
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import MessengerStatus, NetworkStatus, Trust
from dialtone.probe.protocols.tls import Contexts, library_version
from dialtone.store.catalogue_file import load_catalogue
from dialtone.store.data_folders import resources
from dialtone.store.guidance_file import load_guidance
from dialtone.store.publisher import load_publisher
from dialtone.store.roots import load_national_roots, load_public_root_lists, load_signal_roots
from dialtone.store.wording_file import list_languages, load_wording
from dialtone.system.file_origin import find_authenticode_origin

WORKS, BROKEN = 0, 1


def self_test() -> int:
    """Run all tests up to the first that fails, and print a line for each; return the exit code."""
    folder = resources()
    for name, step in _list_steps(folder):
        try:
            outcome = step()
        except Exception as problem:  # noqa: BLE001 - whatever it is, the copy is broken, which is the result
            sys.stderr.write(f"dialtone: {name}: {type(problem).__name__}: {problem}\n")
            return BROKEN
        sys.stdout.write(f"{name}: {outcome}\n")
    return WORKS


def _list_steps(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield each test: its name, and a function that raises if something is missing, and returns what to print."""
    yield "version", lambda: __version__
    yield "publisher", lambda: load_publisher(folder).home_page or "no page"
    yield "catalogue", lambda: f"{len(load_catalogue(folder / 'catalogue').messengers)} messengers"
    for language in list_languages(folder):
        yield f"words {language}", partial(_load_words, folder, language)
    yield "roots", lambda: f"{len(load_signal_roots(folder / 'roots'))} of Signal"
    yield "national roots", lambda: str(len(load_national_roots(folder / "roots")))
    yield "public roots", lambda: str(len(load_public_root_lists(folder / "roots").fingerprints))
    yield "window", lambda: _paint_window(folder)
    yield "encryption", lambda: _make_contexts(folder)
    yield "signatures of programs", _read_own_signature


def _load_words(folder: Path, language: str) -> str:
    """Load all texts of a language, since only that reveals a fault in one; return how many there are."""
    wording = load_wording(folder, language)
    return f"{len(wording.sentences)} sentences, {len(load_guidance(folder, language))} pieces of advice"


def _paint_window(folder: Path) -> str:
    """Paint a window and a card with Qt, in every language; return what the test of the window prints."""
    try:
        from dialtone.ui.window_self_test import try_window  # everything else works without Qt
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"{error}. {INSTALL_WINDOW}") from None

    english = Explainer(load_wording(folder, "en"), (), date(2026, 1, 1))
    verdict = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS)
    catalogue = load_catalogue(folder / "catalogue")
    signal = [m for m in catalogue.messengers if m.id == "signal"]
    card = make_card((verdict,), NetworkVerdict(NetworkStatus.ONLINE), english, signal, date(2026, 1, 1))
    return try_window(folder, card, list_languages(folder))


def _read_own_signature() -> str:
    """Verify the running program's own signature, to see whether WinVerifyTrust can be called; return the result."""
    origin = find_authenticode_origin(Path(sys.executable))
    return f"this one is {origin.gap or origin.kind}"


def _make_contexts(folder: Path) -> str:
    contexts = Contexts(TrustAnchors(signal_roots=load_signal_roots(folder / "roots")))
    contexts.verified(Trust.PUBLIC)
    contexts.verified(Trust.SIGNAL)
    return library_version()
