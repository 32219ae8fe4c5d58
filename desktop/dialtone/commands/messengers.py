"""`dialtone list`: the messengers that can be checked. `dialtone genuine`: who made the installed ones, or files."""

import argparse

from dialtone.app.session import Session
from dialtone.commands import DONE
from dialtone.commands.terminal import make_page, print_text
from dialtone.explain.reference import list_tools
from dialtone.explain.reports import render_files, render_list, render_makers
from dialtone.judge.maker import Published, judge_file
from dialtone.model.maker import Maker, MakersOfApps, OriginGap
from dialtone.system.file_origin import find_file_origin
from dialtone.system.this_system import this_system

_SUSPICIOUS, _UNREADABLE = 1, 2
"""The exit codes of `dialtone genuine` that are not `DONE`."""


def print_list(options: argparse.Namespace) -> None:
    """Print all messengers, and which of them are installed."""
    session = Session(options.lang)
    rows = [session.make_list_row(messenger) for messenger in session.catalogue.messengers]
    page = make_page(session.explainer.sentences)
    print_text(render_list(page, rows, session.explainer, this_system().sandbox))


def show_genuine(options: argparse.Namespace) -> int:
    """Print the makers, without running or sending anything; return the exit code.

    It is 1 if something was made by others or changed, or if an unknown program opens links; else 2 if a file cannot be
    read.
    """
    session = Session(options.lang)
    sentences = session.explainer.sentences
    if options.files:
        origins = [(path.name, find_file_origin(path.resolve())) for path in options.files]
        tools = list_tools(session.explainer)
        sentences = sentences.naming({tool.id: tool.name for tool in tools})
        published: tuple[Published, ...] = (*session.catalogue.messengers, *tools)
        makers = MakersOfApps(tuple(judge_file(published, name, origin) for name, origin in origins))
        print_text(render_files(make_page(sentences), makers.apps))
    else:
        makers = session.makers
        print_text(render_makers(make_page(sentences), makers))
    gaps = {app.origin.gap for app in makers.apps}
    is_repacked_file = bool(options.files) and any(app.maker is Maker.OTHER for app in makers.apps)
    is_own_program = any(app.own_program for app in makers.apps)
    if is_own_program or is_repacked_file or OriginGap.CHANGED in gaps or makers.foreign_handlers:
        return _SUSPICIOUS
    return _UNREADABLE if options.files and OriginGap.UNREADABLE in gaps else DONE
