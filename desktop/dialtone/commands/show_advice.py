"""`dialtone advice` and `dialtone known`, which need no check."""

import argparse
import json

import msgspec

from dialtone.app.session import Session, SessionError
from dialtone.app.terminal_runs import wait_for_probes
from dialtone.commands.terminal import make_page, print_text
from dialtone.explain.country_words import choose_language_for, list_known_countries, say_country, say_phone_advice
from dialtone.explain.reference import list_reference, list_reference_law
from dialtone.explain.reports import render_advice, render_country, render_phone_advice, render_titles
from dialtone.model.explanation import Guidance
from dialtone.model.situation import CountryRecord, find_record
from dialtone.store.atomic import write_atomically
from dialtone.store.data_folders import resources
from dialtone.store.wording_file import list_offered


def show_advice(options: argparse.Namespace) -> None:
    """Print all titles, or the advice with an id. Raises `SessionError` for an unknown id."""
    session = Session(options.lang)
    entries = list_reference(session.explainer)
    page = make_page(session.explainer.sentences)
    if not options.advice:
        print_text(render_titles(page, entries))
        return
    chosen = next((entry for entry in entries if entry.id == options.advice), None)
    if chosen is None:
        raise SessionError(session.say_unknown("advice", options.advice, {entry.id: entry.id for entry in entries}))
    if options.reach:
        _probe_tool(session, chosen)
    else:
        law = list_reference_law(session.explainer, chosen.id)
        print_text(render_advice(page, chosen, law))


def _probe_tool(session: Session, tool: Guidance) -> None:
    """Probe whether a tool's own entry point answers here, and print the result. Raises `SessionError`."""
    if session.quiet or not tool.tool_probe.targets:
        raise SessionError(session.say("help.nothing"))
    print_text(tool.tool_probe.sees)
    wait_for_probes(session, tool.tool_probe.targets)
    answered = next(entry for entry in list_reference(session.explainer) if entry.id == tool.id)
    for line in answered.probe_results:
        print_text(line)


def show_known(options: argparse.Namespace) -> None:
    """Print what is known about a country, or the person's. Raises `SessionError` without one."""
    session = Session(options.lang)
    code = session.read_country(options.code) if options.code else session.settings.country
    if not code:
        countries = ", ".join(list_known_countries(session.explainer))
        raise SessionError(session.say("cli.country_wanted", list=countries))
    if options.for_them:
        _show_phone_advice(session, code, options)
    elif options.json:
        print_text(json.dumps(_encode(code, find_record(session.situations, code)), ensure_ascii=False))
    elif (words := say_country(session.explainer, code)) is not None:
        print_text(render_country(make_page(session.explainer.sentences), words))
    else:
        print_text(session.say("country.nothing"))


def _encode(code: str, record: CountryRecord) -> dict[str, object]:
    as_of = record.as_of if record.country else None
    document = {"country": code, "as_of": as_of, "rows": record.rows, "reported": record.reported}
    plain: dict[str, object] = msgspec.to_builtins(document)
    return plain


def _show_phone_advice(session: Session, code: str, options: argparse.Namespace) -> None:
    """Print what to tell a person there by phone, or write it to a file in their language."""
    words = say_phone_advice(session.explainer, code)
    if words is None:
        print_text(session.say("country.nothing"))
        return
    if options.json:
        print_text(json.dumps(msgspec.to_builtins(words), ensure_ascii=False))
        return
    if options.save is None:
        print_text(render_phone_advice(make_page(session.explainer.sentences, plain=True), words))
        return
    record = find_record(session.situations, code)
    if not words.may_be_passed_on:
        raise SessionError(session.say("for_them.refused", inside=record.inside))
    language = options.lang or choose_language_for(record, [language.code for language in list_offered(resources())])
    their_session = session if language == session.language else Session(language)
    their_words = say_phone_advice(their_session.explainer, code) or words
    text = render_phone_advice(make_page(their_session.explainer.sentences, plain=True), their_words, sent=True)
    write_atomically(options.save, text.encode())
    if their_session is not session:  # so that the sender can read what the file says
        print_text(render_phone_advice(make_page(session.explainer.sentences, plain=True), words))
