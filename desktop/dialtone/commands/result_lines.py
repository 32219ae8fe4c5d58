"""`dialtone line`: a check as one line to share. `dialtone compare`: other people's lines compared with one's own."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from dialtone.app.received_lines import read_received_text
from dialtone.app.session import Session, SessionError
from dialtone.commands.arguments import looks_like_path
from dialtone.commands.run_check import load_or_check
from dialtone.commands.terminal import FROM_INPUT, make_page, print_aside, print_text
from dialtone.explain.both_ends import compare_ends, list_end_entries, make_result_line, took_a_detour
from dialtone.explain.line_tallies import encode_tally, say_fault
from dialtone.explain.reports import render_both_ends, render_tally
from dialtone.model.check import Check
from dialtone.model.result_line import LineFault, LinesRead
from dialtone.store.check_file import load_check
from dialtone.store.data_folders import resources
from dialtone.store.language_words import load_country_names
from dialtone.store.result_line_text import LONGEST_TEXT, ResultLineError, format_line, parse_lines


def print_line(options: argparse.Namespace) -> None:
    """Print the result line of a saved check, or of one made now."""
    session = Session(options.lang)
    check = load_or_check(session, options)
    if note := session.explainer.say_sharing_note("card.risky_line"):
        print_aside(note)
    line = make_line(session, check, options.messengers, options.country)
    print_detour_note(session, check)
    print_text(line)


def make_line(session: Session, check: Check, names: Sequence[str], country: str, longest: int = 0) -> str:
    """Return the text of the result line of a check.

    `names`: the messengers to put on it; empty for all. `country`: a code, as typed. `longest`: maximum characters; 0
    for no limit but the format's. Raises `SessionError` if the line would be longer, or empty.
    """
    ticked = [messenger.id for messenger in session.choose_messengers(names)] if names else None
    country_code = session.read_country(country) if country else ""
    result = make_result_line(check, check.started_at.astimezone().date(), ticked, country_code)
    if not result.entries:
        raise SessionError(session.say("both_ends.nothing_tested"))
    with suppress(ResultLineError):
        line = format_line(result)
        if not longest or len(line) <= longest:
            return line
    raise SessionError(session.say("both_ends.too_many"))


def print_detour_note(session: Session, check: Check) -> None:
    """Print a note that a result line is about a VPN, a proxy or a bypass tool, if one was in use."""
    if took_a_detour(check):
        print_aside(session.say("both_ends.vpn"))


def compare_lines(options: argparse.Namespace) -> None:
    """Print a comparison of one line with one's own check, or a tally of several lines.

    Raises `SessionError` if the sources hold no line.
    """
    session = Session(options.lang)
    today = datetime.now(UTC).astimezone().date()
    lines_read = _read_lines(session, options.sources, today)
    if options.json:
        print_text(json.dumps(encode_tally(session.explainer.sentences, lines_read, today), ensure_ascii=False))
        return
    _refuse_without_lines(session, lines_read)
    own_check = load_check(options.own) if options.own else None
    if own_check is not None and len(lines_read.lines) == 1:
        print_text(_render_comparison(session, own_check, lines_read, today))
    else:
        entries = list_end_entries(own_check) if own_check is not None else ()
        print_text(render_tally(make_page(session.explainer.sentences), lines_read, entries, today))


def _read_lines(session: Session, sources: Sequence[str], today: date) -> LinesRead:
    """Return the result lines in texts and files. Raises `SessionError` for a picture without one."""
    try:
        return parse_lines("\n".join(map(_read_source, sources)), today)
    except ResultLineError as problem:
        raise SessionError(say_fault(session.explainer.sentences, problem.fault)) from None


def _refuse_without_lines(session: Session, lines_read: LinesRead) -> None:
    """Raise `SessionError` if nothing read is a result line; it names the fault if exactly one line is wrong."""
    if not lines_read.lines:
        faults = [refusal.fault for refusal in lines_read.refused if refusal.fault is not LineFault.NO_CODE]
        fault = faults[0] if len(faults) == 1 else LineFault.NO_CODE
        raise SessionError(say_fault(session.explainer.sentences, fault))


def _render_comparison(session: Session, own_check: Check, lines_read: LinesRead, today: date) -> str:
    """Return the comparison of one's own check with the only line that was read."""
    countries = {country.code: country.name for country in load_country_names(resources(), session.language)}
    own_line = make_result_line(own_check, own_check.started_at.astimezone().date())
    comparison = compare_ends(session.explainer, own_line, lines_read.lines[0], today, countries)
    return render_both_ends(make_page(session.explainer.sentences), comparison, lines_read)


def _read_source(source: str) -> str:
    """Return a source's text: that on standard input, that in a file, or the source itself."""
    if source == FROM_INPUT:
        return sys.stdin.read(LONGEST_TEXT + 1) if sys.stdin is not None else ""
    # `os.path`: a result line may be too long for a name, with which `Path.is_file` raises
    is_file = os.path.isfile(source)
    is_missing_file = len(source.split()) == 1 and looks_like_path(source)  # reading it reports that
    return read_received_text(Path(source)) if is_file or is_missing_file else source
