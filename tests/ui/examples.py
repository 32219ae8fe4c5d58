"""Small checks with known outcomes, for tests and pictures."""

from datetime import UTC, date, datetime
from pathlib import Path

from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.observation import Observation
from dialtone.model.proxy import ProxyKind, ProxyOutcome, ProxyResult, ProxyTest, SecretKind
from dialtone.model.readers import Readers, WhoReads
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
    Variant,
)

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ICONS = RESOURCES / "icons"
STARTED = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

MESSENGERS = (
    Messenger("whatsapp", "WhatsApp", "W", "#2f9e58"),
    Messenger("telegram", "Telegram", "T", "#3390d6"),
    Messenger("signal", "Signal", "S", "#4a6fe3"),
    Messenger("viber", "Viber", "V", "#7d5fc9", readers=WhoReads(Readers.NOBODY, date(2026, 11, 25), ())),
)


def function(
    what: Function, status: FunctionStatus = FunctionStatus.WORKS, *causes: Cause, why_not: str = ""
) -> FunctionVerdict:
    return FunctionVerdict(what, status, causes, evidence=EVIDENCE.get(status, ()), why_not=why_not)


EVIDENCE = {
    FunctionStatus.WORKS: (Evidence(EvidenceKind.GREETING_ANSWERED, (8,)),),
    FunctionStatus.SLOW: (Evidence(EvidenceKind.SLOWER_THAN_CONTROL, (7,)),),
    FunctionStatus.BLOCKED: (Evidence(EvidenceKind.NAME_CUT, (4, 5)),),
}


EACH_BUT_LOGIN = (Function.MESSAGES, Function.MEDIA, Function.CALLS, Function.WEB, Function.PHONE)


def whatsapp_blocked() -> MessengerVerdict:
    gone = (Cause.DNS_MISSING, Cause.NAME_FILTERED)
    return MessengerVerdict(
        "whatsapp",
        "WhatsApp",
        MessengerStatus.BLOCKED,
        gone,
        Confidence.LIKELY,
        tuple(function(each, FunctionStatus.BLOCKED, *gone) for each in EACH_BUT_LOGIN),
        (Evidence(EvidenceKind.NAME_MISSING, (1, 2)), Evidence(EvidenceKind.NAME_CUT, (4, 5))),
        installed=True,
    )


def telegram_partly() -> MessengerVerdict:
    return MessengerVerdict(
        "telegram",
        "Telegram",
        MessengerStatus.PARTLY,
        (Cause.THROTTLED,),
        Confidence.LIKELY,
        (
            function(Function.MESSAGES),
            function(Function.MEDIA, FunctionStatus.SLOW, Cause.THROTTLED),
            function(Function.WEB),
            function(Function.CALLS, FunctionStatus.NOT_TESTED, why_not="no_test_without_account"),
        ),
        (Evidence(EvidenceKind.SLOWER_THAN_CONTROL, (7,)),),
        installed=True,
    )


def signal_works() -> MessengerVerdict:
    return MessengerVerdict(
        "signal",
        "Signal",
        MessengerStatus.WORKS,
        functions=tuple(function(f) for f in (Function.MESSAGES, Function.MEDIA, Function.CALLS)),
        evidence=(Evidence(EvidenceKind.GREETING_ANSWERED, (8,)),),
        installed=True,
    )


def unknown(verdict: MessengerVerdict, cause: Cause) -> MessengerVerdict:
    return MessengerVerdict(
        verdict.messenger,
        verdict.name,
        MessengerStatus.UNKNOWN,
        (cause,),
        Confidence.SURE,
        tuple(FunctionVerdict(f.function, FunctionStatus.UNKNOWN, (cause,)) for f in verdict.functions),
        (Evidence(EvidenceKind.NOTHING_ANSWERS, (1,)),),
        installed=True,
    )


def observations() -> tuple[Observation, ...]:
    whatsapp, telegram = "whatsapp", "telegram"
    chat = "whatsapp/web-chat"
    return (
        Observation(1, whatsapp, chat, Step.DNS, "web.whatsapp.com@system", 0.01, 0.012, Failure.NO_SUCH_NAME),
        Observation(2, whatsapp, chat, Step.DNS, "web.whatsapp.com@1.1.1.1", 0.01, 0.061, None),
        Observation(3, whatsapp, chat, Step.TCP, "157.240.0.60:443", 0.08, 0.041, None),
        Observation(4, whatsapp, chat, Step.TLS, "157.240.0.60:443", 0.12, 0.019, Failure.RESET),
        Observation(5, whatsapp, chat, Step.TLS, "157.240.0.60:443", 0.31, 0.042, None, variant=Variant.NEUTRAL_NAME),
        Observation(6, telegram, "telegram/dc2", Step.MTPROTO, "149.154.167.51:443", 0.02, 0.083, None),
        Observation(7, telegram, "telegram/cdn", Step.FLOW, "149.154.167.99:443", 0.11, 1.9, None),
        Observation(8, "signal", "signal/chat", Step.WEBSOCKET, "76.223.92.165:443", 0.02, 0.12, None),
    )


def check(*messengers: MessengerVerdict, network: NetworkVerdict | None = None) -> Check:
    return Check(
        app_version="0.1.0",
        catalogue_version="2026-11-24",
        started_at=STARTED,
        seconds=1.42,
        bytes_sent=21344,
        bytes_received=80211,
        platform="linux",
        network=network or NetworkVerdict(NetworkStatus.ONLINE, round_trip=0.04),
        messengers=messengers or (whatsapp_blocked(), telegram_partly(), signal_works()),
        observations=observations(),
    )


def proxy_test(outcome: ProxyOutcome = ProxyOutcome.WORKS) -> ProxyTest:
    works = outcome is ProxyOutcome.WORKS
    return ProxyTest(
        app_version="0.1.0",
        kind=ProxyKind.MTPROTO,
        host="plain.tg-gate.net",
        port=443,
        secret_kind=SecretKind.PLAIN,
        started_at=STARTED,
        seconds=0.4,
        bytes_sent=900,
        bytes_received=700,
        network=NetworkVerdict(NetworkStatus.ONLINE),
        outcome=outcome,
        results=(ProxyResult("telegram", outcome, 0.21 if works else 0.0, "94.131.20.7:443" if works else "", (1,)),),
        observations=(Observation(1, "telegram", "telegram/dc2", Step.TCP, "94.131.20.7:443", 0.01, 0.041, None),),
    )


def offline() -> Check:
    verdicts = (whatsapp_blocked(), telegram_partly(), signal_works())
    return check(
        *(unknown(v, Cause.OFFLINE) for v in verdicts),
        network=NetworkVerdict(NetworkStatus.OFFLINE, evidence=(Evidence(EvidenceKind.NOTHING_ANSWERS, (1,)),)),
    )


def over_vpn() -> Check:
    return check(*(signal_works(),), network=NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.VPN,), round_trip=0.05))
