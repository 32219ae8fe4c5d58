"""What `dialtone check --try-help` does beside the check: asks whether the places that its advice names answer here."""

from dialtone.app.session import Session
from dialtone.model.check import Check


def ask_help(session: Session, check: Check) -> None:
    """Ask them, and let the session's words know; nothing is sent where the advice of this check names none."""
    words = session.explainer
    found = [words.messenger(one, check.network, session.names).help.targets for one in check.messengers]
    targets = tuple(dict.fromkeys(target for some in found for target in some))
    if targets:
        session.ask_places(targets)
