"""What `dialtone check --try-help` does beside the check: asks whether the places that its advice names answer here."""

from dialtone.app.session import Session
from dialtone.model.check import Check


def ask_help(session: Session, check: Check, *, wanted: bool) -> bool | None:
    """Ask them where that is wanted, and let the session's words know; nothing is sent where the advice names none.

    Return whether it was wanted; None in the quiet profile, in which it is never done.
    """
    if session.quiet:
        return None
    if not wanted:
        return False
    words = session.explainer
    found = [words.messenger(one, check.network, session.names).help.targets for one in check.messengers]
    targets = tuple(dict.fromkeys(target for some in found for target in some))
    if targets:
        session.ask_places(targets)
    return True
