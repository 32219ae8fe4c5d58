"""What else Dialtone says, for the gallery: proxies, cards, notices, history, lists, reports, the law."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product

from dialtone.explain.card_rows import make_card
from dialtone.explain.explainer import Explainer
from dialtone.explain.history_summary import Grain, find_last_news, make_strips
from dialtone.explain.notice import say_absence, say_notice
from dialtone.explain.proxy_test_words import explain_proxy_test, say_proxy_title
from dialtone.explain.reference import list_reference_law
from dialtone.explain.reports import ListRow, render_advice, render_changes, render_list, render_rejudged
from dialtone.explain.sentences import Sentences
from dialtone.explain.text_page import TextPage
from dialtone.explain.text_report import render_check
from dialtone.explain.trouble_words import say_in_full
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.computer import AppKind, InstalledApp, OldApp
from dialtone.model.endpoint import FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.proxy import ProxyKind, ProxyOutcome, ProxyResult, ProxyTest, SecretKind
from dialtone.model.proxy_link import LinkFault
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
)
from dialtone.model.wording import OTHER
from gallery.advice import all_advice, laws
from gallery.ends import every_end
from gallery.giving import every_copy
from gallery.keys import english, keys_of
from gallery.leads import every_lead
from gallery.lines import every_comparison
from gallery.makers import every_maker, lines_of, wide_page

Said = tuple[str, tuple[str, ...]]  # a title for the reader of the gallery, and what is said under it

_DAY = date(2026, 11, 24)
_MOMENT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
_ONLINE = NetworkVerdict(NetworkStatus.ONLINE)
_WIDE = 10_000
_NAMES = {"whatsapp": "WhatsApp", "telegram": "Telegram", "signal": "Signal", "viber": "Viber"}
_MESSENGERS = tuple(Messenger(key, name, name[:1], "#2f9e58") for key, name in _NAMES.items())
_DUE, _LONG_AGO = 100, 400
"""Days after which some advice is due for review, and after which all of it has expired."""


def every_report(explainer: Explainer) -> Iterator[Said]:
    sentences = explainer.sentences
    yield from every_trial(sentences)
    yield from every_maker(sentences)
    yield from every_comparison(sentences)
    yield from every_end(explainer)
    yield from every_copy(sentences)
    yield from every_card(explainer)
    yield "notices", (*say_notice(sentences, every_notice()), sentences.say("notice.nameless"))
    yield "how long something was gone", tuple(every_absence(sentences))
    yield "history", tuple(every_memory(sentences))
    yield "check as text", tuple(_checks_as_text(explainer))
    since = sentences.say("since.title", date=sentences.date(_DAY), time="12:00")
    for title in (since, sentences.say("cli.ten_seconds_later")):
        messengers = _check(1.0, 0).messengers
        changes = render_changes(wide_page(sentences), title, messengers, messengers)
        yield "before and after", lines_of(changes)
    yield "judged again", tuple(_judged_again(explainer))
    yield "list", tuple(_lists(explainer))
    yield from every_small_sentence(sentences)
    opened = sentences.say("advice.link_opened", date=sentences.date(_DAY))
    yield "a copied page, a link that was opened", (sentences.say("advice.not_copied"), opened)
    advices = all_advice(explainer)
    yield "marks of advice", tuple(dict.fromkeys(mark for one in advices for mark in one.marks))
    advice = next(one for one in advices if one.links and one.operator)
    yield (
        "advice in the terminal",
        lines_of(render_advice(wide_page(sentences), advice, list_reference_law(explainer))),
    )


def every_law(explainer: Explainer) -> Iterator[Said]:
    for country, law in laws(explainer).items():
        yield f"the law, {country}", law
    yield "the law, not known", (explainer.sentences.say("advice.law_unknown"),)
    for days in (_DUE, _LONG_AGO):
        for advice in all_advice(explainer, _DAY + timedelta(days=days)):
            yield f"age of advice, {advice.id}, {days} days later", (advice.written,)


# A proxy


def every_trial(sentences: Sentences) -> Iterator[Said]:
    for kind, outcome in product(ProxyKind, ProxyOutcome):
        yield f"proxy {kind} {outcome}", _tried(sentences, _trial(kind, outcome))
    for outcome in ProxyOutcome:
        here = replace(_trial(ProxyKind.SOCKS5, outcome), host="127.0.0.1")
        yield f"proxy on this computer {outcome}", _tried(sentences, here)
    several = tuple(ProxyResult(messenger, ProxyOutcome.DEAD) for messenger in ("telegram", "signal"))
    mixed = _trial(ProxyKind.HTTP, ProxyOutcome.WORKS)
    mixed = replace(mixed, results=(*mixed.results, *several))
    yield "proxy for several", (*_tried(sentences, mixed), sentences.say_counted(45, "proxy.wait", seconds=45))
    yield "proxy, older disguise", (sentences.say("proxy.older_hello"), sentences.say("proxy.not_disguised"))
    own = ("own_network", "own_network_ask", "own_network_option", "nothing_sent")
    yield "proxy, own network", tuple(sentences.say(f"proxy.{key}") for key in own)
    yield "proxy, link refused", tuple(sentences.say(f"proxy_link.{fault}") for fault in LinkFault)
    for kind in ProxyKind:
        whose, only = sentences.say(f"proxy_kind.{kind}"), _NAMES.get(kind.carries_only, "")
        yield (
            f"proxy {kind}, refused",
            (
                sentences.say("proxy.wrong_messenger", kind=whose, messenger=only) if only else "",
                sentences.say("proxy.cannot_carry", messenger="WhatsApp"),
            ),
        )


def _tried(sentences: Sentences, trial: ProxyTest) -> tuple[str, ...]:
    words = explain_proxy_test(sentences.naming(_NAMES), trial)
    said = [text for one in words.results for text in (one.headline, one.means, one.through)]
    title = say_proxy_title(sentences, trial.kind, trial.host, trial.port)
    return (title, sentences.say("proxy.sees"), *words.sees, *said, *words.can_do, *words.limits)


def _trial(kind: ProxyKind, outcome: ProxyOutcome) -> ProxyTest:
    door = "192.0.2.1:443" if outcome in (ProxyOutcome.WORKS, ProxyOutcome.SLOW) else ""
    passage = ProxyResult(kind.carries_only or "whatsapp", outcome, 1.2 if door else 0.0, door)
    return ProxyTest(
        "", kind, "proxy.example", 443, SecretKind.NONE, _MOMENT, 1.2, 0, 0, _ONLINE, outcome, (passage,), ()
    )


# A card


def every_card(explainer: Explainer) -> Iterator[Said]:
    looks = [list(every_look(messenger.id, messenger.name)) for messenger in _MESSENGERS]
    works, unknown, slow = (
        MessengerVerdict("viber", "Viber", status)
        for status in (MessengerStatus.WORKS, MessengerStatus.UNKNOWN, MessengerStatus.SLOW)
    )
    stopped = replace(looks[3][0], functions=())
    for first, second, third, fourth in zip(*looks, strict=True):
        beside = ((first, works), (first, second), (first, second, unknown), (first, second, third, fourth, slow))
        behind = ((stopped, first), (stopped, first, second))
        yield "card", tuple(_answer_to(explainer, verdicts) for verdicts in (*beside, *behind))
    mixed = looks[0][:: len(looks[0]) // 12]
    yield "card", (_answer_to(explainer, [replace(one, messenger=str(n)) for n, one in enumerate(mixed)]),)
    yield "card", (_answer_to(explainer, ()), _answer_to(explainer, (works, replace(looks[0][0], functions=()))))
    page = "https://example.org"
    for flags in ((), (NetworkFlag.VPN,), (NetworkFlag.PROXY,), (NetworkFlag.BYPASS_TOOL,)):
        there, shown = replace(_ONLINE, flags=flags), (works, replace(unknown, messenger="telegram"))
        card = make_card(shown, there, explainer, _MESSENGERS, _DAY, home_page=page)
        yield "card", (card.heading, card.me, card.network, card.scan, card.footer, card.invite)
    say = explainer.sentences.say
    yield "card, what the sender says instead", explainer.sentences.lines("card_mine.said")
    yield "card, before it is shared", (say("card.risky"), say("card.risky_vpn"), say("card.risky_line"))
    yield "card", (say("card.network_in", inside="in Russia"), say("card.part.sure"))
    for one in (mixed, looks[0][-12:]):
        several = [replace(each, messenger=m.id) for each, m in zip(one, _MESSENGERS, strict=False)]
        card = make_card(several, _ONLINE, explainer, _MESSENGERS, _DAY, with_country=True)
        yield "card", (card.heading, *(row.state for row in card.rest), *(row.name for row in card.rest))


def every_look(messenger: str, name: str) -> Iterator[MessengerVerdict]:
    """Yield each kind of verdict that the large line tells apart, as sure as it can be."""
    statuses = (MessengerStatus.BLOCKED, MessengerStatus.DOWN, MessengerStatus.SLOW, MessengerStatus.WORKS)
    for status, confidence in product(statuses, Confidence):
        causes = (Cause.NAME_FILTERED,) if status is MessengerStatus.BLOCKED else ()
        yield MessengerVerdict(messenger, name, status, causes, confidence)
    yield MessengerVerdict(messenger, name, MessengerStatus.UNKNOWN)
    yield MessengerVerdict(messenger, name, MessengerStatus.BLOCKED, (Cause.UNEXPLAINED,))
    for confidence in Confidence:
        functions = (
            FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), confidence),
            FunctionVerdict(Function.WEB, FunctionStatus.WORKS),
        )
        yield MessengerVerdict(messenger, name, MessengerStatus.PARTLY, (Cause.NAME_FILTERED,), confidence, functions)
    yield from every_lead(messenger, name)


def _answer_to(explainer: Explainer, verdicts: Sequence[MessengerVerdict]) -> str:
    return explainer.say_whole(verdicts, _ONLINE)


# What is remembered


def every_memory(sentences: Sentences) -> Iterator[str]:
    sentences = sentences.naming(_NAMES)
    hours = [
        HistoryRecord(_MOMENT.replace(minute=0) - timedelta(hours=back), network, "whatsapp", status)
        for back, network, status in (
            (90, 1, MessengerStatus.WORKS),
            (89, 1, MessengerStatus.WORKS),
            (60, 1, MessengerStatus.BLOCKED),
            (59, 1, MessengerStatus.BLOCKED),
            (30, 1, MessengerStatus.WORKS),
            (29, 1, MessengerStatus.WORKS),
            (5, 2, MessengerStatus.SLOW),
        )
    ]
    for grain in Grain:
        for strip in make_strips(hours, sentences, _MOMENT, grain, 5):
            yield from strip.story
            yield from (cell.spoken for cell in strip.cells)
    brief = [replace(one, hour=_MOMENT.replace(hour=n, minute=0)) for n, one in enumerate(hours[:6])]
    # it is away still, was away from the beginning, came back, or was away for hours
    for kept, sure in product((hours[:4], hours[2:6], hours[:5], brief), (Confidence.SURE, Confidence.LIKELY)):
        told = [replace(one, confidence=sure) for one in kept]
        for strip in make_strips(told, sentences, _MOMENT, Grain.DAY, 5):
            yield from strip.story
    works, blocked, hour = MessengerStatus.WORKS, MessengerStatus.BLOCKED, _MOMENT.replace(minute=0)
    for (before, then), hours_ago, sure in product(((works, blocked), (blocked, works)), (0, 30), Confidence):
        newest = HistoryRecord(hour - timedelta(hours=hours_ago), 1, "whatsapp", then, confidence=sure)
        kept = [replace(newest, hour=newest.hour - timedelta(hours=n), status=before) for n in (2, 1)]
        if (news := find_last_news((*kept, newest), sentences, _MOMENT)) is not None:
            yield from (news.sentence, news.since)
    now = HistoryRecord(_MOMENT.replace(minute=0), 1, "whatsapp", MessengerStatus.SLOW, (Cause.UNEXPLAINED,))
    each = (replace(now, status=s, causes=(), confidence=c) for s, c in product(WORST_FIRST, Confidence))
    for one in (now, *each):
        (strip,) = make_strips([one], sentences, _MOMENT, Grain.DAY, 1)
        yield from (cell.spoken for cell in strip.cells)


# Lists and reports


def _checks_as_text(explainer: Explainer) -> Iterator[str]:
    for seconds, sent in ((0.4, 20_000), (2.5, 3_000_000)):
        yield from lines_of(render_check(_check(seconds, sent), explainer, colour=False, width=_WIDE))


def _check(seconds: float, sent: int) -> Check:
    causes, functions = (Cause.NAME_FILTERED,), (FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED),)
    blocked = MessengerVerdict("whatsapp", "WhatsApp", MessengerStatus.BLOCKED, causes, Confidence.LIKELY, functions)
    return Check("", "", _MOMENT, seconds, sent, 0, "linux", _ONLINE, (blocked,), ())


def _judged_again(explainer: Explainer) -> Iterator[str]:
    before = _check(1.0, 0)
    spoken = (Evidence(EvidenceKind.GREETING_ANSWERED, (), "greeting_answered"),)
    works = (FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, evidence=spoken),)
    network = NetworkVerdict(NetworkStatus.UNSTABLE, evidence=(Evidence(EvidenceKind.LOSSY_LINE, (), "lossy_line"),))
    after = replace(before, network=network, messengers=(replace(before.messengers[0], functions=works),))
    for each in (before, after):
        yield from lines_of(render_rejudged(wide_page(explainer.sentences), before, each, explainer))


def _lists(explainer: Explainer) -> Iterator[str]:
    rules = (FunctionRule(Function.MESSAGES, (("whatsapp/web",),)), FunctionRule(Function.CALLS, (), why_not="generic"))
    whatsapp = replace(_MESSENGERS[0], functions=rules)
    apps = [InstalledApp(whatsapp.id, "Another", "1.2.3", kind=kind, fork=True) for kind in AppKind]
    old = [OldApp("1.2.3", "2.0", why) for why in ("generic", "telegram_filtered")]
    rows = [ListRow(whatsapp, rules, (app,)) for app in apps]
    rows += [*(ListRow(whatsapp, rules, (), one) for one in old), ListRow(whatsapp, rules[1:])]
    rows += [
        ListRow(replace(whatsapp, untested=MessengerStatus.NO_SERVER, why_untested=why, note=note), rules)
        for why, note in product(keys_of("why_untested"), ("", *keys_of("note")))
    ]
    for sandbox in ("", "flatpak", "snap"):
        yield from lines_of(render_list(TextPage(explainer.sentences, False, _WIDE), rows, explainer, sandbox))
    yield from lines_of(render_list(TextPage(explainer.sentences, False, _WIDE), (), explainer, ""))


def every_small_sentence(sentences: Sentences) -> Iterator[Said]:
    yield "hosts", tuple(sentences.say(f"host.{key}") for key in keys_of("host"))
    yield "commands", tuple(_command(sentences, f"cli.{key}") for key in keys_of("cli"))
    yield "usage", tuple(sentences.say(f"usage.{key}", text="--json", list="en") for key in keys_of("usage"))
    yield "troubles", tuple(say_in_full(sentences, TroubleError(kind, "C:\\check.dialtone")) for kind in TroubleKind)
    yield "a trouble in full", (say_in_full(sentences, TroubleError(TroubleKind.OWN_FILES, "", "catalogue.toml")),)
    yield "months", tuple(sentences.date(date(2026, month, 1)) for month in range(1, 13))
    yield "numbers", tuple(every_count(sentences))


def every_count(sentences: Sentences) -> Iterator[str]:
    day = sentences.date(_DAY)
    counted = sorted(key.removesuffix(f".{OTHER}") for key in english().sentences if key.endswith(f".{OTHER}"))
    for key, number in product(counted, (1, 2, 5)):
        counts = dict.fromkeys(("amount", "hours", "minutes", "passed", "seconds"), number)
        yield sentences.say_counted(number, key, messenger="WhatsApp", date=day, tried=number + 2, **counts)


def _command(sentences: Sentences, key: str) -> str:
    reason = sentences.say("failure.timeout")
    about = {
        "messenger": "Element",
        "server": "matrix.example.org",
        "text": "RU",
        "reason": reason,
        "list": "en, fa, ru",
        "version": "0.2.0",
    }
    return sentences.say(key, done=3, total=12, date="2026-11-24", **about)


def every_notice() -> Iterator[MessengerVerdict]:
    for status, confidence in product(MessengerStatus, Confidence):
        yield MessengerVerdict("whatsapp", "WhatsApp", status, confidence=confidence)
    yield from every_lead("whatsapp", "WhatsApp")


def every_absence(sentences: Sentences) -> Iterator[str]:
    for gone in (timedelta(minutes=20), timedelta(hours=3, minutes=20), timedelta(hours=14), timedelta(days=4)):
        yield say_absence(sentences, gone, _DAY)
