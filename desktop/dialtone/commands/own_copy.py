"""`dialtone content` manages the catalogue and advice of this copy of Dialtone; `dialtone give` passes the copy on."""

import argparse
from collections.abc import Callable

from dialtone import __version__
from dialtone.app.give_copy import write_copy_for_others
from dialtone.app.session import Session, SessionError
from dialtone.app.terminal_runs import run_to_end
from dialtone.commands import DONE, SOMETHING_FAILS
from dialtone.commands.terminal import print_text
from dialtone.engine.content_update import MirrorResult, look_for_update
from dialtone.explain.trouble_words import say_trouble
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.model.untrusted_text import sanitize
from dialtone.probe.clock import Clock
from dialtone.probe.net import Network
from dialtone.store.content import Content, find_newest_content, remove_content
from dialtone.store.content_import import UpdateSource, import_content, install_update, read_trusted_root
from dialtone.store.data_folders import resources, state_dir
from dialtone.store.mirror import load_mirrors, parse_mirror
from dialtone.store.release_file import find_newer_release


def give(options: argparse.Namespace) -> None:
    """Write a copy for another person, and print notes for the giver. Raises `TroubleError`."""
    _, lines = write_copy_for_others(Session(options.lang).explainer, options.folder, tuple(options.packages))
    for line in lines:
        print_text(line)


def manage_content(options: argparse.Namespace) -> int | None:
    """Perform the action that the options name; return its exit code, if any. Raises `SessionError`, `TroubleError`."""
    return _ACTIONS[options.action](Session(options.lang), options)


def _show_content(session: Session, _options: argparse.Namespace) -> None:
    content = find_newest_content(resources(), state_dir())
    key = "cli.content_imported" if content.imported else "cli.content_built_in"
    print_text(session.say(key, date=content.version))
    _print_newer_release(session)


def _print_newer_release(session: Session) -> None:
    """Print which newer Dialtone an update announced, its changes, and the SHA-256 of its packages; nothing if none."""
    release = find_newer_release(state_dir())
    if release is None:
        return
    day = session.explainer.sentences.date(release.day)
    print_text(session.say("cli.newer_version", version=release.version, date=day, text=__version__))
    for sentence in release.changes_in(session.language):
        print_text(session.say("cli.newer_change", text=sentence))
    for file in release.files:
        print_text(session.say("cli.newer_file", text=file.name, list=file.sha256))


def _import_file(session: Session, options: argparse.Namespace) -> None:
    """Install an update from a file, and print the content then in use. Raises `TroubleError`."""
    try:
        import_content(options.file, resources(), state_dir(), read_trusted_root(resources()))
    except TroubleError as refusal:
        if refusal.kind is TroubleKind.UPDATE_IN_USE:
            _print_newer_release(session)  # the announcement may be the only news
        raise
    _show_content(session, options)


def _remove_import(session: Session, options: argparse.Namespace) -> None:
    remove_content(state_dir())
    _show_content(session, options)


def _manage_mirrors(session: Session, options: argparse.Namespace) -> None:
    """Add or remove a mirror if asked, and print all; contact none. Raises `SessionError`."""
    if options.address:
        try:
            address = str(parse_mirror(options.address))
        except ValueError:
            raise SessionError(session.say("cli.mirror_wrong", text=sanitize(options.address))) from None
        others = tuple(mirror for mirror in session.settings.mirrors if mirror != address)
        kept = others if options.forget else (*others, address)
        session.change_settings(replace(session.settings, mirrors=kept))
    mirrors = load_mirrors(resources(), session.settings.mirrors)
    for mirror in mirrors:
        print_text(session.say("cli.mirror", text=str(mirror)))
    if not mirrors:
        print_text(session.say("cli.mirror_none"))


def _update_from_mirrors(session: Session, options: argparse.Namespace) -> int:
    """Look for an update on one mirror after the other, install it, and print the results; return the exit code."""
    trusted_root = read_trusted_root(resources())
    mirrors = load_mirrors(resources(), session.settings.mirrors)
    if not mirrors:
        raise SessionError(session.say("cli.mirror_none"))

    def install(source: UpdateSource, name: str) -> Content:
        return install_update(source, name, resources(), state_dir(), trusted_root)

    limits = Limits().download
    results = run_to_end(look_for_update, mirrors, install, Network(limits.allowance), Clock(), limits)
    for result in results:
        if not isinstance(result.outcome, Content):
            print_text(session.say("cli.mirror_said", text=result.mirror.host, reason=_say_reason(session, result)))
    _show_content(session, options)
    is_answered = any(isinstance(result.outcome, Content) or result.is_nothing_newer for result in results)
    return DONE if is_answered else SOMETHING_FAILS


def _say_reason(session: Session, result: MirrorResult) -> str:
    if result.is_nothing_newer:
        return session.say("cli.mirror_nothing_newer")
    if isinstance(result.outcome, TroubleError):
        return say_trouble(session.explainer.sentences, result.outcome)
    return session.say(f"failure.{result.outcome}")


_ACTIONS: dict[str, Callable[[Session, argparse.Namespace], int | None]] = {
    "show": _show_content,
    "import": _import_file,
    "remove": _remove_import,
    "mirror": _manage_mirrors,
    "update": _update_from_mirrors,
}
