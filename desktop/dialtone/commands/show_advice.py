"""`dialtone advice` and `dialtone country`, which need no check."""

import argparse

from dialtone.app.session import Session, SessionError
from dialtone.commands.exit_codes import DONE
from dialtone.commands.terminal import make_page, print_text
from dialtone.explain.reports import render_advice, render_titles
from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace


def show_advice(options: argparse.Namespace) -> int:
    """Print all titles, or the advice with an id; return the exit code. Raises `SessionError` for an unknown id."""
    session = Session(options.lang)
    entries, page = session.explainer.list_reference(), make_page(session.explainer.sentences)
    if not options.advice:
        print_text(render_titles(page, entries))
        return DONE
    chosen = next((entry for entry in entries if entry.id == options.advice), None)
    if chosen is None:
        raise SessionError(session.say_unknown("advice", options.advice, {entry.id: entry.id for entry in entries}))
    if options.reach:
        return _probe_tool(session, chosen)
    law = session.explainer.list_reference_law(chosen.id)
    print_text(render_advice(page, chosen, law))
    return DONE


def _probe_tool(session: Session, tool: Guidance) -> int:
    """Probe whether a tool's own entry point answers here, and print the result. Raises `SessionError`."""
    if session.quiet or not tool.tool_probe.targets:
        raise SessionError(session.say("help.nothing"))
    print_text(tool.tool_probe.sees)
    session.ask_places(tool.tool_probe.targets)
    answered = next(entry for entry in session.explainer.list_reference() if entry.id == tool.id)
    for line in answered.probe_results:
        print_text(line)
    return DONE


def choose_country(options: argparse.Namespace) -> int:
    """Set or forget the country if asked, and print it; return the exit code. Raises `SessionError` for a bad code."""
    session = Session(options.lang)
    if options.code or options.forget:
        country = "" if options.forget else session.read_country(options.code)
        session.change_settings(replace(session.settings, country=country))
    country = session.settings.country
    print_text(session.say("cli.country" if country else "cli.no_country", text=country))
    return DONE
