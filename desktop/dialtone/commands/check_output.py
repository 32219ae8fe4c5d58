"""The output of a check in the terminal: warning, report, changes, exit code."""

import sys
from collections.abc import Mapping
from types import MappingProxyType

from dialtone.app.session import Session
from dialtone.commands import DONE, NO_NETWORK, SOMETHING_FAILS
from dialtone.commands.terminal import make_page, print_text, shows_colour, text_width
from dialtone.explain.reaching import find_ways_to_reach
from dialtone.model.check import Check
from dialtone.model.frozen import replace
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


def render_report(
    session: Session,
    check: Check,
    maker_warnings: Mapping[str, str] = MappingProxyType({}),
    help_asked: bool | None = None,
    *,
    saved: bool = False,
) -> str:
    """Return the report of a check; in the past tense if it is `saved`.

    `maker_warnings`: by messenger id. `help_asked`: whether places in the advice were probed; None if they never are.
    """
    from dialtone.explain.text_report import render_check  # inside: loaded while packets are in flight

    local_check = _in_local_time(check)
    words = session.explainer.of_day(local_check.started_at.date()) if saved else session.explainer
    return render_check(
        local_check, words, colour=shows_colour(), width=text_width(), makers=maker_warnings, asked=help_asked
    )


def print_reach(session: Session, reach: Reach, check: Check) -> None:
    """Print the ways that lead to the person whom the user wants to reach."""
    from dialtone.explain.text_report import render_reach  # inside: loaded while packets are in flight

    words = find_ways_to_reach(session.explainer, reach, check.messengers, check.network)
    print_text("\n" + render_reach(words, session.explainer.sentences, colour=shows_colour(), width=text_width()))


def print_late_changes(session: Session, early: Check, check: Check) -> None:
    """Print the messengers that changed since an early report; the whole report again if a status changed."""
    later = tuple(verdict for verdict in check.messengers if verdict not in early.messengers)
    if later:
        changed = replace(check, messengers=later)
        print_text(_render_changes(session, session.say("cli.ten_seconds_later"), early, changed))
    if [verdict.status for verdict in check.messengers] != [verdict.status for verdict in early.messengers]:
        print_text("\n" + render_report(session, check, session.maker_warnings))


def print_changes_since(session: Session, earlier: Check, check: Check) -> None:
    """Print the changes since a saved check."""
    from dialtone.explain.reports import say_title_of_changes  # inside: only `--since` needs it

    title = say_title_of_changes(_in_local_time(earlier), session.explainer.sentences)
    print_text(_render_changes(session, title, earlier, check))


def _render_changes(session: Session, title: str, before: Check, after: Check) -> str:
    from dialtone.explain.reports import render_changes  # inside: few checks are compared

    return "\n" + render_changes(make_page(session.explainer.sentences, plain=True), title, before, after)


def _in_local_time(check: Check) -> Check:
    return replace(check, started_at=check.started_at.astimezone())


def find_exit_code(check: Check) -> int:
    """Return the exit code for a check: whether something fails here, or the network cannot be used at all."""
    if check.network.status in _UNUSABLE:
        return NO_NETWORK
    return DONE if all(verdict.status in NO_FAILURE for verdict in check.messengers) else SOMETHING_FAILS
