"""The output of a check in the terminal: warning, report, changes, exit code."""

import sys

from dialtone.app.session import Session
from dialtone.commands import DONE, NO_NETWORK, SOMETHING_FAILS
from dialtone.commands.terminal import make_page, print_text, shows_colour, text_width
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.help_place import Probing
from dialtone.model.status_groups import NO_FAILURE
from dialtone.model.vocabulary import NetworkStatus
from dialtone.model.way import Reach

_UNUSABLE = (NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL)


def print_warning(session: Session) -> None:
    """Print, before the first request, that people are searched or punished.

    Without a country the warning is general: it is printed to standard error, and only if that is a terminal.
    """
    if session.settings.country:
        if warning := session.say_warning():
            print_text(warning)
            print_text("")
    elif sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(session.say_warning() + "\n\n")


def render_report(session: Session, check: Check, probing: Probing) -> str:
    """Return the report of a check that was just made."""
    from dialtone.explain.text_report import render_check  # imported here: loaded while packets are in flight

    return render_check(
        _in_local_time(check),
        session.explainer,
        colour=shows_colour(),
        width=text_width(),
        makers=session.maker_warnings,
        probing=probing,
    )


def render_saved_report(session: Session, check: Check) -> str:
    """Return the report of a saved check, in the past tense."""
    from dialtone.explain.text_report import render_check  # imported here: loaded while packets are in flight

    local_check = _in_local_time(check)
    words = session.explainer.of_day(local_check.started_at.date())
    return render_check(local_check, words, colour=shows_colour(), width=text_width())


def print_reach(session: Session, reach: Reach, check: Check) -> None:
    """Print the ways that lead to the person whom the user wants to reach."""
    from dialtone.explain.reaching import find_ways_to_reach  # imported here: one option needs it
    from dialtone.explain.text_report import render_reach  # imported here: loaded while packets are in flight

    words = find_ways_to_reach(session.explainer, reach, check.messengers, check.network)
    print_text("\n" + render_reach(words, session.explainer.sentences, colour=shows_colour(), width=text_width()))


def print_late_changes(session: Session, early: Check, check: Check) -> None:
    """Print the messengers that changed since an early report; the whole report again if a status changed."""
    later = tuple(verdict for verdict in check.messengers if verdict not in early.messengers)
    if later:
        changed = replace(check, messengers=later)
        _print_changes(session, session.say("cli.ten_seconds_later"), early, changed)
    if [verdict.status for verdict in check.messengers] != [verdict.status for verdict in early.messengers]:
        print_text("\n" + render_report(session, check, Probing.NEVER))


def print_changes_since(session: Session, earlier: Check, check: Check) -> None:
    """Print the changes since a saved check, after its date and time."""
    sentences = session.explainer.sentences
    moment = earlier.started_at.astimezone()
    title = sentences.say("since.title", date=sentences.date(moment.date()), time=sentences.time(moment))
    _print_changes(session, title, earlier, check)


def _print_changes(session: Session, title: str, before: Check, after: Check) -> None:
    from dialtone.explain.reports import render_changes  # imported here: few checks are compared

    page = make_page(session.explainer.sentences, plain=True)
    print_text("\n" + render_changes(page, title, before.messengers, after.messengers))


def _in_local_time(check: Check) -> Check:
    return replace(check, started_at=check.started_at.astimezone())


def find_exit_code(check: Check) -> int:
    """Return the exit code for a check: whether something fails here, or the network cannot be used at all."""
    if check.network.status in _UNUSABLE:
        return NO_NETWORK
    return DONE if all(verdict.status in NO_FAILURE for verdict in check.messengers) else SOMETHING_FAILS
