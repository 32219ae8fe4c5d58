"""The printed report: quiet, aligned, wrapped, coloured only when asked, and short before the first thing to do."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from dialtone.explain.explainer import Explainer
from dialtone.explain.reference import list_reference
from dialtone.explain.text_report import render_check
from dialtone.model.check import Check
from dialtone.model.computer import OldApp
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, MessengerStatus, NetworkFlag, NetworkStatus
from explain.leads import LIKELY, SURE, F, S, check_of, judged
from explain.shipped import explain
from gallery.advice import all_advice
from gallery.verdicts import ONLINE
from judge.recorded import judged as judged_network
from lab.report import COMMON
from named import named
from shown_words import MOST_WORDS, count_words
from spoken import EXAMPLES

UNSEEN = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200f")  # marks of direction take no room

WORKS = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS)
_PARTS = (F.MESSAGES, S.BLOCKED, Cause.NAME_FILTERED), (F.WEB, S.WORKS), (F.CALLS, S.NOT_TESTED)
BLOCKED = judged("whatsapp", MessengerStatus.BLOCKED, LIKELY, *_PARTS)


def check(
    *messengers: MessengerVerdict, network: NetworkVerdict = ONLINE, seconds: float = 1.42, received: int = 80211
) -> Check:
    made = check_of(*messengers, network=network)
    return replace(made, seconds=seconds, bytes_sent=21344, bytes_received=received)


def test_all_well_is_one_line_each_and_when(english: Explainer) -> None:
    assert render_check(check(WORKS), english, colour=False, width=100) == (
        "Signal works here.\n  ✓ Signal  Works\n\n"
        "Checked on 24 November 2026 at 10:05. The check took 1.4 s and used 102 KB.\n"
    )


@pytest.mark.parametrize(
    ("network", "told"),
    [
        ("vibers-pictures-answer-503", "Photos: some servers of Viber reported a problem."),
        ("ca-one-of-slacks-addresses-has-an-old-certificate", "If a browser warns you, do not continue."),
        ("jp-line-is-overloaded-at-new-year", "An overload or a deliberate slowdown can do that."),
    ],
)
def test_what_is_odd_about_servers_of_a_messenger_that_works_is_told(
    english: Explainer, network: str, told: str
) -> None:
    text = render_check(judged_network(network), english, colour=False, width=200)
    assert told in " ".join(text.split())


def test_where_no_name_is_found_the_dns_server_that_is_set_here_is_named_at_once(english: Explainer) -> None:
    """1.1.1.1 was set on the computer, and gone; restarting the router was all that stood above the advice."""
    text = render_check(judged_network("mx-july-2025-the-resolver-1-1-1-1-is-gone"), english, colour=False, width=200)
    steps = " ".join(text.partition("What you can do:")[0].split())
    assert "set it to automatic: your provider then sees what you open." in steps


def test_what_needs_attention_is_explained_after_the_rows(english: Explainer) -> None:
    text = render_check(check(BLOCKED, WORKS), english, colour=False, width=200)
    lines = text.splitlines()
    assert lines[1] == "  ✕? WhatsApp  Messages probably blocked"
    assert lines[2] == "  ✓  Signal    Works"
    assert lines[4] == "  For now, agree on another messenger that works for both of you."
    assert lines[6] == "WhatsApp"
    assert "  ✕? Messages   ✓ Web version   – Calls" in lines
    signal_works = lines.index("    What worked in this check: Signal (messages).")
    assert lines.index("    Make a normal phone call") > signal_works
    assert "Signal" not in lines


def test_each_piece_of_advice_says_how_all_of_it_is_read(english: Explainer) -> None:
    """The id that `dialtone advice` wants stands below each title, and names a piece that is there."""
    known = {entry.id for entry in list_reference(english)}
    given = english.explain_messenger(BLOCKED, ONLINE).guidance
    lines = render_check(check(BLOCKED), english, colour=False, width=200).splitlines()
    told = [line.split()[-1] for line in lines if line.startswith("      dialtone advice ")]
    assert told == [entry.id for entry in given]
    assert told
    assert set(told) <= known


def test_what_fails_and_is_used_comes_first_and_what_no_check_can_test_last(english: Explainer) -> None:
    """A reader of `check --all` should not look for it below some forty others."""
    untested = (MessengerStatus.NO_SERVER, MessengerStatus.NEEDS_SERVER, MessengerStatus.RETIRED)
    others = [MessengerVerdict(status, status.title(), status, installed=True) for status in untested]
    rest = [
        MessengerVerdict("apart", "Apart", MessengerStatus.WORKS),
        MessengerVerdict("bear", "Bear", MessengerStatus.UNKNOWN, (Cause.UNEXPLAINED,)),
        replace(BLOCKED, messenger="cut", name="Cut"),
        MessengerVerdict("mine", "Mine", MessengerStatus.WORKS, installed=True),
        replace(BLOCKED, installed=True),
    ]
    lines = render_check(check(*others, *rest), english, colour=False, width=400).splitlines()
    lines = lines[next(i for i, line in enumerate(lines) if line.startswith("  ")) :]
    rows = [line.split()[1] for line in lines[: len(rest)]]
    assert rows == ["WhatsApp", "Mine", "Apart", "Cut", "Bear"]
    assert lines[len(rest)] == "", "what no check can test has no row"
    assert lines[-5:-2] == [
        "To be tested once you name your server: Needs_Server.",
        "They use no server, so there is nothing to test: No_Server.",
        "No longer in service: Retired.",
    ]
    heads = [lines.index(name) for name in ("WhatsApp", "Cut")]
    assert heads == sorted(heads)


def test_where_only_a_warning_fits_what_can_be_done_is_still_said(english: Explainer) -> None:
    puzzling = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.BLOCKED, (Cause.UNEXPLAINED,))
    text = render_check(check(puzzling), english, colour=False, width=80)
    assert "  Check again in a few minutes.\n" in text
    assert "Beware of fakes" in text


def test_a_network_that_fails_is_said_once(english: Explainer) -> None:
    network = NetworkVerdict(NetworkStatus.OFFLINE)
    unknown, names = MessengerStatus.UNKNOWN, ("WhatsApp", "Signal")
    offline = [MessengerVerdict(name.lower(), name, unknown, (Cause.OFFLINE,)) for name in names]
    text = render_check(check(*offline, network=network), english, colour=False, width=80)
    assert text.startswith("This computer has no internet connection.\n")
    assert "  ? WhatsApp  No internet\n  ? Signal    No internet\n" in text
    assert text.count("Get the connection back") == 1


def test_a_network_that_fails_beside_something_worse_is_said_once(english: Explainer) -> None:
    network = NetworkVerdict(NetworkStatus.DNS_DOWN)
    lost = MessengerVerdict("signal", "Signal", MessengerStatus.UNKNOWN, (Cause.DNS_DOWN,))
    saved = english.of_day(date(2026, 11, 24))
    text = render_check(check(BLOCKED, lost, network=network), saved, colour=False, width=200)
    assert text.replace("\n", " ").count("That network could not look up websites.") == 1


def test_who_can_hear_a_phone_call_is_said_once_where_only_approved_sites_open(english: Explainer) -> None:
    listed = NetworkVerdict(NetworkStatus.WHITELIST_MODE)
    stopped = judged("whatsapp", MessengerStatus.BLOCKED, SURE, (F.MESSAGES, S.BLOCKED, Cause.WHITELIST_MODE))
    text = " ".join(render_check(check(stopped, network=listed), english, colour=False, width=100).split())
    assert text.count("the phone company") + text.count("The phone company") == 1
    assert text.index("The phone company and the state can hear") < text.index("1. Call the person")
    offline = check(replace(WORKS, status=MessengerStatus.UNKNOWN), network=NetworkVerdict(NetworkStatus.OFFLINE))
    assert render_check(offline, english, colour=False, width=100).count("the phone company") == 1


def test_a_vpn_is_said_first(english: Explainer) -> None:
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,))
    text = render_check(check(WORKS, network=network), english, colour=False, width=80)
    assert text.splitlines()[1] == "A VPN is on: this shows the VPN's network, not yours."


@pytest.mark.parametrize("width", [1, 40, 72, 100, 300])
def test_lines_keep_to_the_width(explainer: Explainer, width: int) -> None:
    text = render_check(check(BLOCKED, WORKS), explainer, colour=False, width=width)
    wrapped = [line for line in text.splitlines() if len(max(line.split(), key=len, default="")) < 30]  # not addresses
    assert max(len(line.translate(UNSEEN)) for line in wrapped) <= min(max(width, 40), 100)
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_colour_only_when_asked_and_changes_no_word(english: Explainer) -> None:
    plain = render_check(check(BLOCKED, WORKS), english, colour=False, width=80)
    coloured = render_check(check(BLOCKED, WORKS), english, colour=True, width=80)
    assert "\x1b" not in plain
    for code in ("31", "32", "33", "34", "90", "1", "2", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


def test_numbers_are_written_as_the_language_does(russian: Explainer) -> None:
    text = render_check(check(WORKS, received=2_500_000), russian, colour=False, width=100)
    assert "24 ноября 2026 года в 10:05" in text
    assert "1,4 с" in text
    assert "2,5 МБ" in text
    assert "меньше секунды" in render_check(check(WORKS, seconds=0.4), russian, colour=False, width=100)


def test_names_are_the_reader_s(russian: Explainer) -> None:
    text = render_check(check(WORKS), named(russian, {"signal": "Сигнал"}), colour=False, width=80)
    assert "✓ Сигнал  Работает" in text


def test_an_app_that_is_too_old_is_named_whatever_the_verdict(english: Explainer) -> None:
    old = OldApp("6.8", "6.9.1", "telegram_filtered")
    for verdict in (WORKS, BLOCKED):
        lines = render_check(check(replace(verdict, old_app=old)), english, colour=False, width=100).splitlines()
        assert sum("6.8 on this computer. In June 2026" in line for line in lines) == 1
    assert "version" not in render_check(check(WORKS), english, colour=False, width=100)


COUNTRIES = {"en": "AE", "ru": "RU", "fa": "IR"}
_ROW = re.compile(r"  [✓◑◔✕▽?–!]")
_FIRST = re.compile(r"  \S")


@cache
def report(network: str, language: str) -> str:
    words = explain(language, COUNTRIES[language])
    return render_check(judged_network(network), words, colour=False, width=100)


@cache
def risks(language: str) -> frozenset[str]:
    """Return what may stand there twice: it belongs to each piece of advice, and nobody reads all pieces."""
    advice, say = all_advice(explain(language, COUNTRIES[language])), explain(language).sentences.say
    lines = {say("report.first", text=say("advice.see_law"))}
    for one in advice:
        lines |= {say("report.first", text=one.risk), one.risk, *one.sightings}
    return frozenset(lines)


@pytest.mark.parametrize("language", EXAMPLES)
@pytest.mark.parametrize("network", COMMON)
def test_the_first_thing_to_do_is_near_the_top(network: str, language: str) -> None:
    lines = report(network, language).splitlines()
    first = next(i for i, line in enumerate(lines) if _FIRST.match(line) and not _ROW.match(line))
    assert count_words(" ".join(lines[:first])) <= MOST_WORDS


@pytest.mark.parametrize("language", EXAMPLES)
@pytest.mark.parametrize("network", COMMON)
def test_no_sentence_is_printed_twice(network: str, language: str) -> None:
    text = "\n".join(line for line in report(network, language).splitlines() if not _ROW.match(line))
    joined = re.sub(r"(?<=\S)\n +(?=\S)", " ", text)
    told = Counter(sentence.strip() for sentence in re.split(r"(?<=[.!?؟])\s+|\n", joined))
    twice = {sentence for sentence, times in told.items() if times > 1 and len(sentence.split()) > 3}
    assert not {
        one for one in twice if one.endswith((".", "!", "?", "؟")) and not any(one in risk for risk in risks(language))
    }
