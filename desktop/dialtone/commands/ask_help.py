"""`dialtone check --try-help`: after the check, probe whether the places named in its advice answer here."""

from itertools import chain

from dialtone.app.session import Session
from dialtone.model.check import Check


def ask_help(session: Session, check: Check, *, wanted: bool) -> bool | None:
    """Probe the places named in the advice of a check, if that is `wanted`; the session's texts then say the result.

    Return whether it was wanted; None in the quiet profile, which never probes them.
    """
    if session.quiet:
        return None
    if not wanted:
        return False
    words = session.explainer
    target_lists = [words.explain_messenger(verdict, check.network).help.targets for verdict in check.messengers]
    targets = tuple(dict.fromkeys(chain.from_iterable(target_lists)))
    if targets:
        session.ask_places(targets)
    return True
