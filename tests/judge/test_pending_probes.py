"""Open questions change nothing only where the same is said however they end."""

from collections.abc import Callable

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.pending_probes import Ending, Judged, changes_nothing, combine_endings, list_endings
from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
    Wire,
)
from named_rows import named_rows

STUN, QUIC, TIME, FOURTH = (
    Endpoint(f"udp/{name}", "", wire, port, None, ("192.0.2.7",))
    for name, wire, port in (
        ("stun", Wire.STUN, 3478),
        ("quic", Wire.QUIC, 443),
        ("time", Wire.NTP, 123),
        ("4", Wire.NTP, 123),
    )
)
STEPS = {Wire.STUN: Step.STUN, Wire.QUIC: Step.QUIC, Wire.NTP: Step.NTP}
KNOWN = Observation(1, "", "anchor/1", Step.TCP, "192.0.2.1:443", 0.0, 0.04)


def _answer(endpoint: Endpoint) -> list[Ending]:
    return list_endings([Observation(0, "", endpoint.id, STEPS[endpoint.wire], f"192.0.2.7:{endpoint.port}", 0.1, 0.0)])


def _said(index: AttemptIndex, *, flag: bool = False, kind: bool = False, sure: bool = True) -> Judged:
    """Say the same of whatever was seen, but for what is given; the evidence rests on all of it."""
    every = tuple(o.number for o in index.steps)
    evidence = (Evidence(EvidenceKind.UDP_SILENT if kind else EvidenceKind.CONTROLS_ANSWER, every),)
    flags = (NetworkFlag.UDP_BLOCKED,) if flag else ()
    function = FunctionVerdict(
        Function.CALLS, FunctionStatus.WORKS, (), Confidence.SURE if sure else Confidence.LIKELY, evidence
    )
    network = NetworkVerdict(NetworkStatus.ONLINE, flags, evidence, round_trip=0.01 * len(every))
    whole = MessengerVerdict("app", "App", MessengerStatus.WORKS, functions=(function,), evidence=evidence)
    return Judged(network, (whole,))


def _silences(index: AttemptIndex, endpoint: Endpoint) -> int:
    return sum(t.failure is Failure.TIMEOUT for t in index.attempts_at(endpoint))


@named_rows(
    ("judge", "nothing"),
    {
        "nothing looks": (_said, True),
        "a flag": (lambda index: _said(index, flag=index.answer(QUIC) is not None), False),
        "a kind of evidence": (lambda index: _said(index, kind=_silences(index, QUIC) >= 2), False),
        "how sure": (lambda index: _said(index, sure=index.answer(STUN) is None), False),
        "both extremes say the same": (
            lambda index: _said(index, flag=index.answer(QUIC) is not None and _silences(index, STUN) >= 2),
            False,
        ),
        "another is looked at": (lambda index: _said(index, flag=index.answer(FOURTH) is not None), True),
    },
)
def test_what_a_judge_says_of_an_answer_is_found(judge: Callable[[AttemptIndex], Judged], nothing: bool) -> None:
    index = AttemptIndex([KNOWN])
    assert changes_nothing(index, combine_endings([_answer(QUIC), _answer(STUN)]), judge) is nothing


def test_a_first_silence_counts() -> None:
    index = AttemptIndex(
        [KNOWN, Observation(2, "", QUIC.id, Step.QUIC, "192.0.2.7:443", 0, 1.5, Failure.TIMEOUT, {}, 2)]
    )
    assert not changes_nothing(
        index, combine_endings([_answer(QUIC)]), lambda i: _said(i, flag=_silences(i, QUIC) >= 2)
    )


def test_of_many_each_is_looked_at_alone_and_all_alike() -> None:
    answers = [_answer(e) for e in (STUN, QUIC, TIME, FOURTH)]
    assert changes_nothing(AttemptIndex([KNOWN]), combine_endings(answers), _said)
    index, every = AttemptIndex([KNOWN]), (STUN, QUIC, TIME, FOURTH)
    for judge in (
        lambda i: _said(i, flag=i.answer(TIME) is not None),
        lambda i: _said(i, flag=all(_silences(i, e) >= 2 for e in every)),
    ):
        assert not changes_nothing(index, combine_endings(answers), judge)


def test_of_three_every_combination_is_looked_at_and_of_four_only_some() -> None:
    """The number of combinations doubles with each: beyond three, they cost more time than the answers."""

    def only_quic_passes(index: AttemptIndex) -> Judged:
        others_are_silent = _silences(index, STUN) >= 2 and _silences(index, TIME) >= 2
        return _said(index, flag=index.answer(QUIC) is not None and others_are_silent)

    index, three = AttemptIndex([KNOWN]), [_answer(e) for e in (STUN, QUIC, TIME)]
    assert not changes_nothing(index, combine_endings(three), only_quic_passes)
    assert changes_nothing(index, combine_endings([*three, _answer(FOURTH)]), only_quic_passes)


def test_a_datagram_is_answered_silent_or_refused_but_never_reset() -> None:
    assert [end[0][-1].failure for end in _answer(STUN)] == [None, Failure.TIMEOUT, Failure.REFUSED]


def test_a_question_of_many_steps_can_end_at_each() -> None:
    tcp = Observation(0, "", "control/1", Step.TCP, "192.0.2.7:443", 0.1, 0.0)
    tls = Observation(0, "", "control/1", Step.TLS, "192.0.2.7:443", 0.1, 0.0)
    answered, *others = list_endings([tcp, tls])
    assert answered == ((tcp, tls),)
    assert {len(end) for end in others} == {2}
    ended = [(end[0][-1].step, end[0][-1].failure) for end in others]
    assert set(ended) == {
        (step, failure)
        for step in (Step.TCP, Step.TLS)
        for failure in (Failure.TIMEOUT, Failure.REFUSED, Failure.RESET)
    }
