"""What is kept for the person: `dialtone country`, `dialtone server`, and `dialtone forget`, which removes it all."""

import argparse
import os

from dialtone.app.session import Session, SessionError
from dialtone.app.traces import list_own_folders, remove_traces
from dialtone.commands.terminal import print_text
from dialtone.model.frozen import replace
from dialtone.model.untrusted_text import sanitize
from dialtone.store.data_folders import LOCK
from dialtone.store.own_server import parse_server

_LONGEST = 1000  # maximum characters of a path that is printed


def choose_country(options: argparse.Namespace) -> None:
    """Set or forget the country if asked, and print it. Raises `SessionError` for a bad code."""
    session = Session(options.lang)
    if options.code or options.forget:
        country = "" if options.forget else session.read_country(options.code)
        session.change_settings(replace(session.settings, country=country))
    country = session.settings.country
    print_text(session.say("cli.country" if country else "cli.no_country", text=country))


def manage_server(options: argparse.Namespace) -> None:
    """Save or forget the person's own server for a messenger if asked, and print it."""
    session = Session(options.lang)
    messenger = session.find_messenger(options.messenger)
    name = session.names[messenger.id]
    if messenger.own_server is None:
        raise SessionError(session.say("cli.server_not_needed", messenger=name))
    servers = dict(session.settings.servers)
    if options.forget:
        servers.pop(messenger.id, None)
    elif options.host:
        try:
            servers[messenger.id] = parse_server(options.host)
        except ValueError:
            raise SessionError(session.say("cli.server_wrong", text=sanitize(options.host))) from None
    if servers != session.settings.servers:
        session.change_settings(replace(session.settings, servers=servers))
    server = session.settings.servers.get(messenger.id, "")
    key = "cli.server_known" if server else "cli.server_unknown"
    print_text(session.say(key, messenger=name, server=server))


def forget(options: argparse.Namespace) -> None:
    """List the folders, or with `--yes` remove them. Raises `TroubleError`."""
    session = Session(options.lang)
    folders = list_own_folders()
    if not options.yes:
        existing = [folder for folder in folders if os.path.exists(folder)]
        if not existing:
            print_text(session.say("cli.nothing_kept"))
            return
        for folder in existing:
            print_text(session.say("cli.kept_in", text=sanitize(str(folder), _LONGEST)))
        print_text(session.say("cli.forget_how"))
        return
    remove_traces()
    print_text(session.say("cli.forgotten"))
    if any(os.path.exists(folder / LOCK) for folder in folders):
        print_text(session.say("cli.still_running"))
