"""`dialtone try`: print what the proxy's owner could see, test the proxy, print the result."""

import argparse
import json
import sys

from dialtone.app.session import Session, SessionError
from dialtone.app.terminal_runs import wait_for_proxy_test
from dialtone.commands import DONE, NO_NETWORK, SOMETHING_FAILS
from dialtone.commands.terminal import FROM_INPUT, ProgressLine, ask, make_page, print_text, read_line
from dialtone.engine.proxy_test import choose_proxied_messengers, proxied_endpoints
from dialtone.explain.proxy_test_words import explain_proxy_test, say_proxy_title, say_what_proxy_sees
from dialtone.explain.reports import render_proxy_test, render_warning
from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import ProxyTestWords
from dialtone.model.frozen import replace
from dialtone.model.host import is_public_host
from dialtone.model.limits import Limits
from dialtone.model.proxy import Proxy, ProxyOutcome, ProxyTest, SecretKind
from dialtone.model.proxy_link import ProxyLinkError, parse_link
from dialtone.store.proxy_test_file import encode_proxy_test


def try_link(options: argparse.Namespace) -> int:
    """Test the proxy in a link, and print the result; return the exit code.

    Raises `SessionError` for a wrong link, which the error does not quote, for options that do not fit it, and without
    consent to a connection into the person's own network.
    """
    session = Session(options.lang)
    proxy = _read_proxy(session, options)
    messengers = choose_messengers(session, proxy, options.messengers or [])
    sentences = session.explainer.sentences
    if not options.json:
        title = say_proxy_title(sentences, proxy.kind, proxy.host, proxy.port)
        sees = say_what_proxy_sees(sentences, proxy.kind, proxy.host)
        print_text(render_warning(make_page(sentences), title, sees) + "\n")
    limit = round(Limits().proxy_test.seconds)
    progress = ProgressLine(sys.stderr)
    progress.show(sentences.say_counted(limit, "proxy.wait", seconds=limit))
    result = wait_for_proxy_test(session, proxy, messengers)
    progress.show("")
    words = explain_proxy_test(sentences, result)
    if options.json:
        print_text(json.dumps(encode_proxy_test(result, words), ensure_ascii=False))
    else:
        print_text(_render_report(session, result, words))
    if result.outcome is ProxyOutcome.NETWORK_UNUSABLE:
        return NO_NETWORK
    return DONE if result.outcome is ProxyOutcome.WORKS else SOMETHING_FAILS


def _read_proxy(session: Session, options: argparse.Namespace) -> Proxy:
    """Return the proxy in the link, with the options applied to it. Raises `SessionError`, as `try_link` says."""
    try:
        # Every user of the computer can see arguments: the link may come on standard input instead.
        proxy = parse_link(read_line().strip() if options.link == FROM_INPUT else options.link)
    except ProxyLinkError as error:
        raise SessionError(session.say(f"proxy_link.{error.fault}")) from None
    if options.older_hello:
        if proxy.secret_kind is not SecretKind.FAKETLS:
            raise SessionError(session.say("proxy.not_disguised"))
        proxy = replace(proxy, older_hello=True)
    if not options.own_network:
        if is_public_host(proxy.host):
            return proxy
        _get_consent(session)
    return replace(proxy, own_network=True)


def _render_report(session: Session, result: ProxyTest, words: ProxyTestWords) -> str:
    """Return the report: the state of the network if the proxy does not work, the result, and an option to try next."""
    sentences = session.explainer.sentences
    banner = ""
    if result.outcome is not ProxyOutcome.WORKS:
        banner = session.explainer.explain_network(result.network).banner
    offer = ""
    if result.outcome is ProxyOutcome.OWN_NETWORK:
        offer = sentences.say("proxy.own_network_option")
    elif words.offers_older_hello:
        offer = sentences.say("proxy.older_hello")
    return render_proxy_test(make_page(sentences), words, banner, offer)


def _get_consent(session: Session) -> None:
    """Ask whether to connect into the person's own network: a stranger's link may name the router."""
    warning = session.say("proxy.own_network")
    if sys.stdin is None or sys.stderr is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise SessionError(f"{warning} {session.say('proxy.own_network_option')}")
    answer = ask(f"{warning}\n{session.say('proxy.own_network_ask')}", read_line)
    if answer.casefold() not in ("y", "yes"):
        raise SessionError(session.say("proxy.nothing_sent"))


def choose_messengers(session: Session, proxy: Proxy, wanted: list[str]) -> tuple[Messenger, ...]:
    """Return the messengers `wanted`; else the one that the link is for; else the installed ones, or the usual three.

    In the quiet profile the ticked ones replace the installed ones, since the proxy's owner sees which are tested.
    Raises `SessionError` if the proxy cannot carry a wanted one.
    """
    if not wanted:
        ids = session.settings.quiet_messengers if session.quiet else (app.messenger for app in session.apps)
        return choose_proxied_messengers(session.catalogue.messengers, proxy, session.computer.platform, frozenset(ids))
    chosen = session.choose_messengers(wanted)
    for messenger in chosen:
        _refuse_if_not_carried(session, proxy, messenger)
    return chosen


def _refuse_if_not_carried(session: Session, proxy: Proxy, messenger: Messenger) -> None:
    """Raise `SessionError` if the proxy cannot carry a messenger."""
    only_messenger = proxy.kind.carries_only
    if only_messenger and messenger.id != only_messenger:
        kind = session.say(f"proxy_kind.{proxy.kind}")
        raise SessionError(session.say("proxy.wrong_messenger", kind=kind, messenger=session.names[only_messenger]))
    if not proxied_endpoints(messenger, proxy.kind, session.computer.platform):
        raise SessionError(session.say("proxy.cannot_carry", messenger=session.names[messenger.id]))
