"""The questions of `dialtone check --reach` before a check: whom a person wants to reach. Answers are never stored.

They are not arguments: other users of this computer could see those, and the shell's history keeps them.
"""

from collections.abc import Callable

from dialtone.app.session import Session, SessionError
from dialtone.commands.terminal import ask, print_aside
from dialtone.model.untrusted_text import sanitize
from dialtone.model.way import Reach

_CALL = ("c", "\N{CYRILLIC SMALL LETTER ES}")
"""How the answer begins if the person wants to call; on a Russian keyboard the second is the same key."""
_MAX_CHARACTERS = 200
"""Maximum characters of an answer that are read."""


def ask_reach(session: Session, read: Callable[[], str]) -> Reach:
    """Ask whom the person wants to reach, and return that. An empty or unknown answer skips a question."""
    print_aside(session.say("ways.ask.begin"))
    country = _find_country(session, _ask(session, "country", read))
    uses = [part.strip() for part in _ask(session, "uses", read).replace("،", ",").split(",")]
    messengers = tuple(
        dict.fromkeys(messenger for part in uses if part and (messenger := _find_messenger(session, part)))
    )
    wants_call = _ask(session, "call", read).casefold().startswith(_CALL)
    return Reach(country, messengers, wants_call)


def _ask(session: Session, question: str, read: Callable[[], str]) -> str:
    return ask(session.say(f"ways.ask.{question}"), read)[:_MAX_CHARACTERS]


def _find_country(session: Session, typed: str) -> str:
    """Return the code of a country, given as code or name; if it is unknown, print that, and return no text."""
    country = session.find_country(typed)
    if typed and not country:
        print_aside(session.say("ways.ask.no_country", text=sanitize(typed)))
    return country


def _find_messenger(session: Session, typed: str) -> str:
    try:
        return session.find_messenger(typed).id
    except SessionError:
        print_aside(session.say("ways.ask.no_messenger", text=sanitize(typed)))
        return ""
