"""`dialtone check --try-help`: after the check, probes whether the places named in its advice answer here."""

from dialtone.app.session import Session
from dialtone.model.check import Check


def ask_help(session: Session, check: Check, *, wanted: bool) -> bool | None:
    """Probe them if that is wanted, and give the session's words the result; sends nothing if the advice names none.

    Return whether it was wanted; None in the quiet profile, in which it is never done.
    """
    if session.quiet:
        return None
    if not wanted:
        return False
    words = session.explainer
    targets_of_messengers = [words.messenger(verdict, check.network).help.targets for verdict in check.messengers]
    targets = tuple(dict.fromkeys(target for of_messenger in targets_of_messengers for target in of_messenger))
    if targets:
        session.ask_places(targets)
    return True
