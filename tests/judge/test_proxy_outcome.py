"""What attempts through a proxy mean: works only where the messenger's own greeting was answered and verified."""

import pytest

from dialtone.judge.proxy_outcome import judge_proxy, judge_through_proxy
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.proxy import ProxyOutcome, ProxyResult
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Step, Wire
from named_rows import named_rows

ONLINE = NetworkVerdict(NetworkStatus.ONLINE, round_trip=0.04)
TELEGRAM = Endpoint("telegram/dc2", "telegram", Wire.MTPROTO, 443)
SIGNAL = Endpoint("signal/chat", "signal", Wire.HTTPS, 443)
RESPQ: Facts = {Fact.ANSWER: "resPQ"}

One = tuple[Step, Failure | None, Facts]


def _steps(endpoint: Endpoint, *ones: One, attempt: int = 1, seconds: float = 0.05) -> list[Observation]:
    at = endpoint.messenger, endpoint.id
    return [
        Observation(attempt * 10 + place, *at, step, "192.0.2.1:443", 0.0, seconds, failure, facts, attempt)
        for place, (step, failure, facts) in enumerate(ones)
    ]


def _outcome(endpoint: Endpoint, *observations: Observation, network: NetworkVerdict = ONLINE) -> ProxyOutcome:
    return judge_through_proxy(endpoint.messenger, (endpoint,), observations, network).outcome


TCP: One = (Step.TCP, None, {})
ANSWERED: One = (Step.MTPROTO, None, RESPQ)
PROVED: One = (Step.PROOF, None, {Fact.PROOF: "shown"})


@pytest.mark.parametrize(
    ("step", "failure", "facts", "outcome"),
    [
        (Step.TCP, Failure.TIMEOUT, {}, ProxyOutcome.DEAD),
        (Step.TCP, Failure.REFUSED, {}, ProxyOutcome.DEAD),
        (Step.TCP, Failure.UNREACHABLE, {}, ProxyOutcome.UNKNOWN),
        (Step.PROXY, Failure.DECLINED, {"login": False}, ProxyOutcome.REFUSES),
        (Step.PROXY, Failure.TIMEOUT, {"speaks": "socks5", "method": 0}, ProxyOutcome.CANNOT_REACH),
        (Step.PROXY, Failure.TIMEOUT, {"speaks": "socks5", "method": 2, "login": True}, ProxyOutcome.CANNOT_REACH),
        (Step.PROXY, Failure.TIMEOUT, {"speaks": "socks5", "method": 2, "login": False}, ProxyOutcome.SILENT),
        (Step.PROXY, Failure.DECLINED, {"status": 403}, ProxyOutcome.FORBIDS),
        (Step.PROXY, Failure.DECLINED, {"status": 405}, ProxyOutcome.FORBIDS),
        (Step.PROXY, Failure.DECLINED, {"status": 407}, ProxyOutcome.REFUSES),
        (Step.PROXY, Failure.DECLINED, {"status": 502}, ProxyOutcome.CANNOT_REACH),
        (Step.PROXY, Failure.BAD_ANSWER, {"speaks": "socks5"}, ProxyOutcome.LIES),
        (Step.PROXY, Failure.CERT_UNTRUSTED, {"speaks": "tls"}, ProxyOutcome.BAD_CERTIFICATE),
        # answered is not proved
    ],
)
def test_one_attempt(step: Step, failure: Failure | None, facts: Facts, outcome: ProxyOutcome) -> None:
    before = () if step is Step.TCP else (TCP,)
    assert _outcome(TELEGRAM, *_steps(TELEGRAM, *before, (step, failure, facts))) is outcome


@pytest.mark.parametrize(
    ("step", "failure", "outcome"),
    [
        # somebody else's far end
        (Step.TLS, Failure.ALERT, ProxyOutcome.CANNOT_REACH),
        # secured is not greeted
        (Step.HTTP, Failure.BAD_ANSWER, ProxyOutcome.LIES),
        (Step.HTTP, None, ProxyOutcome.WORKS),
    ],
)
def test_behind_a_door_that_opened(step: Step, failure: Failure | None, outcome: ProxyOutcome) -> None:
    steps = _steps(SIGNAL, TCP, (Step.PROXY, None, {Fact.SPEAKS: "tls"}), (step, failure, {}))
    assert _outcome(SIGNAL, *steps) is outcome


@pytest.mark.parametrize("failure", [Failure.CERT_UNTRUSTED, Failure.CERT_NOT_YET])
@pytest.mark.parametrize("step", [Step.PROXY, Step.TLS])
def test_where_no_certificate_passes_here_the_proxy_is_not_called_false(step: Step, failure: Failure) -> None:
    """As it was found: with a wrong clock, or an antivirus that inspects, a good proxy was "not Signal"."""
    steps = _steps(SIGNAL, TCP, (step, failure, {}))
    inspected = replace(ONLINE, status=NetworkStatus.INTERCEPTED)
    wrong_clock = replace(ONLINE, flags=(NetworkFlag.CLOCK_WRONG,))
    said = [_outcome(SIGNAL, *steps, network=network) for network in (ONLINE, inspected, wrong_clock)]
    assert said[0] in (ProxyOutcome.LIES, ProxyOutcome.BAD_CERTIFICATE)
    assert said[1:] == [ProxyOutcome.UNKNOWN] * 2


@pytest.mark.parametrize(
    ("answer", "failure", "facts", "outcome"),
    [
        ("resPQ", Failure.BAD_ANSWER, {}, ProxyOutcome.LIES),
        ("resPQ", Failure.BAD_ANSWER, {"proof": "unknown_key"}, ProxyOutcome.UNPROVED),
        ("resPQ", Failure.BAD_ANSWER, {"proof": "declined"}, ProxyOutcome.UNPROVED),
        ("resPQ", Failure.CLOSED, {}, ProxyOutcome.UNPROVED),
        ("resPQ", Failure.NOT_IN_TIME, {}, ProxyOutcome.UNKNOWN),
        ("error -404", Failure.BAD_ANSWER, {"proof": "declined"}, ProxyOutcome.CANNOT_REACH),
    ],
)
def test_an_answer_is_worth_what_its_proof_is(
    answer: str, failure: Failure | None, facts: Facts, outcome: ProxyOutcome
) -> None:
    steps = _steps(TELEGRAM, TCP, (Step.MTPROTO, None, {Fact.ANSWER: answer}), (Step.PROOF, failure, facts))
    assert _outcome(TELEGRAM, *steps) is outcome


def test_the_attempt_that_got_furthest_says_most() -> None:
    dead = _steps(TELEGRAM, (Step.TCP, Failure.TIMEOUT, {}))
    silent = _steps(TELEGRAM, TCP, (Step.MTPROTO, Failure.CLOSED, {}), attempt=2)
    works = _steps(TELEGRAM, TCP, ANSWERED, PROVED, attempt=3)
    false = _steps(TELEGRAM, TCP, ANSWERED, (Step.PROOF, Failure.BAD_ANSWER, {}), attempt=4)
    assert _outcome(TELEGRAM, *dead, *silent) is ProxyOutcome.SILENT
    assert _outcome(TELEGRAM, *false, *works) is ProxyOutcome.WORKS
    result = judge_through_proxy("telegram", (TELEGRAM,), [*dead, *silent, *works], ONLINE)
    assert (result.outcome, result.observations, result.via) == (ProxyOutcome.WORKS, (30, 31, 32), "192.0.2.1:443")


def _hello(shape: str, failure: Failure | None, *after: One, answered: bool = True) -> list[Observation]:
    facts: Facts = {Fact.SPEAKS: "disguise", Fact.SHAPE: shape}
    if answered:
        facts[Fact.LOOKS_LIKE_TLS] = True
    return _steps(TELEGRAM, TCP, (Step.PROXY, failure, facts), *after)


@pytest.mark.parametrize("shape", ["current", "classic"])
@pytest.mark.parametrize("failure", [Failure.TIMEOUT, Failure.RESET, Failure.CLOSED])
def test_a_disguised_proxy_is_not_judged_by_one_hello_that_nobody_answered(shape: str, failure: Failure) -> None:
    """Since June 2026 Russian networks drop one ClientHello of Telegram's: telegramdesktop/tdesktop#30733."""
    assert _outcome(TELEGRAM, *_hello(shape, failure, answered=False)) is ProxyOutcome.HELLO_UNANSWERED


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (Failure.TIMEOUT, ProxyOutcome.CANNOT_REACH),
        (Failure.CLOSED, ProxyOutcome.CANNOT_REACH),
        (None, ProxyOutcome.UNKNOWN),
    ],
)
def test_a_proxy_that_has_proved_the_secret_knows_it(failure: Failure | None, outcome: ProxyOutcome) -> None:
    after: tuple[One, ...] = () if failure is None else ((Step.MTPROTO, failure, {}),)
    assert _outcome(TELEGRAM, *_hello("current", None, *after)) is outcome
    assert _outcome(TELEGRAM, *_hello("current", Failure.BAD_ANSWER)) is ProxyOutcome.WRONG_SECRET


def test_an_answer_to_the_hello_of_older_apps_is_no_promise_for_those_of_today() -> None:
    """So are mtprotoproxy before e0ea179 (November 2025) and MTProxy in C: tdlib 00eedc5 does not get in."""
    assert _outcome(TELEGRAM, *_hello("classic", None, ANSWERED, PROVED)) is ProxyOutcome.OLDER_HELLO
    assert _outcome(TELEGRAM, *_hello("current", None, ANSWERED, PROVED)) is ProxyOutcome.WORKS


BY_NAME = Endpoint("signal/chat", "signal", Wire.HTTPS, 443, "chat.example.org")


def _asked(far: str, reply: int | None, attempt: int) -> list[Observation]:
    facts: Facts = {Fact.SPEAKS: "socks5", Fact.ASKED_FOR: far, Fact.REPLY: reply or 0}
    after: tuple[One, ...] = () if reply else ((Step.TLS, None, {}), (Step.HTTP, None, {}))
    return _steps(BY_NAME, TCP, (Step.PROXY, Failure.DECLINED if reply else None, facts), *after, attempt=attempt)


@pytest.mark.parametrize(("reply", "outcome"), [(2, ProxyOutcome.FORBIDS), (4, ProxyOutcome.WORKS)])
def test_what_a_proxy_forbids_by_name_does_not_work_by_address(reply: int, outcome: ProxyOutcome) -> None:
    """Browsers and their like ask by name; only a proxy without names (reply 4) leaves looking up to the app."""
    declined, past_it = _asked("chat.example.org", reply, 1), _asked("192.0.2.7", None, 2)
    assert _outcome(BY_NAME, *declined, *past_it) is outcome
    named = _asked("chat.example.org", None, 3)
    assert _outcome(BY_NAME, *declined, *past_it, *named) is ProxyOutcome.WORKS


@pytest.mark.parametrize("status", [NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL])
def test_a_dead_line_excuses_a_failure_and_never_a_success(status: NetworkStatus) -> None:
    network = NetworkVerdict(status)
    assert _outcome(TELEGRAM, *_steps(TELEGRAM, (Step.TCP, Failure.TIMEOUT, {})), network=network) is (
        ProxyOutcome.NETWORK_UNUSABLE
    )
    works = _steps(TELEGRAM, TCP, ANSWERED, PROVED)
    assert _outcome(TELEGRAM, *works, network=network) is ProxyOutcome.WORKS


@named_rows(
    ("failure", "addresses", "status", "outcome"),
    {
        "no name does": (Failure.TIMEOUT, (), NetworkStatus.DNS_DOWN, ProxyOutcome.NETWORK_UNUSABLE),
        "into an own network": (None, ("10.10.34.34", "fd00::1"), NetworkStatus.ONLINE, ProxyOutcome.OWN_NETWORK),
        "that, offline": (None, ("10.10.34.34",), NetworkStatus.OFFLINE, ProxyOutcome.NETWORK_UNUSABLE),
        "elsewhere as well": (None, ("10.10.34.34", "94.131.20.7"), NetworkStatus.ONLINE, ProxyOutcome.UNKNOWN),
    },
)
def test_a_name_that_was_not_followed(
    failure: Failure | None, addresses: tuple[str, ...], status: NetworkStatus, outcome: ProxyOutcome
) -> None:
    steps = _steps(TELEGRAM, (Step.DNS, failure, {Fact.ADDRESSES: addresses}))
    assert _outcome(TELEGRAM, *steps, network=NetworkVerdict(status)) is outcome
    assert _outcome(TELEGRAM) is ProxyOutcome.UNKNOWN


def test_a_name_is_looked_up_once_for_all_messengers() -> None:
    lookup = replace(_steps(SIGNAL, (Step.DNS, Failure.NO_SUCH_NAME, {}))[0], target="gone.example.org@system")
    for host, outcome in (("gone.example.org", ProxyOutcome.NO_NAME), ("other.example.org", ProxyOutcome.UNKNOWN)):
        assert judge_through_proxy("telegram", (TELEGRAM,), [lookup], ONLINE, host).outcome is outcome


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        ((ProxyOutcome.WORKS, ProxyOutcome.WORKS), ProxyOutcome.WORKS),
        ((ProxyOutcome.WORKS, ProxyOutcome.SLOW), ProxyOutcome.SLOW),
        ((ProxyOutcome.WORKS, ProxyOutcome.DEAD), ProxyOutcome.PARTLY),
        ((ProxyOutcome.DEAD, ProxyOutcome.NETWORK_UNUSABLE), ProxyOutcome.DEAD),
    ],
)
def test_the_whole_trial(outcomes: tuple[ProxyOutcome, ...], whole: ProxyOutcome) -> None:
    assert judge_proxy([ProxyResult(str(number), outcome) for number, outcome in enumerate(outcomes)]) is whole
