"""`dialtone list`: the messengers that can be checked. `dialtone server`: the person's own server for one of them."""

import argparse

from dialtone.app.session import Session, SessionError
from dialtone.commands.exit_codes import DONE
from dialtone.commands.terminal import print_text, shows_colour, text_width
from dialtone.explain.reports import render_list
from dialtone.model.frozen import replace
from dialtone.model.untrusted_text import sanitize
from dialtone.store.own_server import OwnServerError, parse_server
from dialtone.system.this_system import this_system


def print_list(options: argparse.Namespace) -> int:
    """Print all messengers, and which of them are installed; return the exit code."""
    session = Session(options.lang)
    rows = [session.make_list_row(messenger) for messenger in session.catalogue.messengers]
    sandbox = this_system().sandbox
    print_text(render_list(rows, session.explainer, colour=shows_colour(), width=text_width(), sandbox=sandbox))
    return DONE


def manage_server(options: argparse.Namespace) -> int:
    """Save or forget the person's own server for a messenger if asked, and print it; return the exit code."""
    session = Session(options.lang)
    messenger = session.find_messenger(options.messenger)
    name = session.names[messenger.id]
    if messenger.own_server is None:
        raise SessionError(session.say("cli.server_not_needed", messenger=name))
    if options.forget or options.host:
        servers = {key: value for key, value in session.settings.servers.items() if key != messenger.id}
        if options.host:
            try:
                servers[messenger.id] = parse_server(options.host)
            except OwnServerError:
                raise SessionError(session.say("cli.server_wrong", text=sanitize(options.host))) from None
        session.change_settings(replace(session.settings, servers=servers))
    server = session.settings.servers.get(messenger.id, "")
    key = "cli.server_known" if server else "cli.server_unknown"
    print_text(session.say(key, messenger=name, server=server))
    return DONE
