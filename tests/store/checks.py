"""Hypothesis builds any check that the model allows."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from dialtone.model.check import Check, OutsideCheck, OutsideOutcome
from dialtone.model.computer import OldApp
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
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

words = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=20)
versions = st.text("0123456789abcz.+:~_-", max_size=20)
seconds = st.floats(0, 60, allow_nan=False)
values = (
    words
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.lists(words, max_size=3).map(tuple)
)


def _tuples(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


@st.composite
def _observations(draw: st.DrawFn, number: int) -> Observation:
    return draw(
        st.builds(
            Observation,
            number=st.just(number),
            messenger=words,
            endpoint=words,
            step=st.sampled_from(Step),
            target=words,
            started=seconds,
            seconds=seconds,
            failure=st.none() | st.sampled_from(Failure),
            facts=st.dictionaries(st.sampled_from(Fact), values, max_size=4),
            attempt=st.integers(0, 1000),
            variant=st.sampled_from(Variant),
        )
    )


@st.composite
def checks(draw: st.DrawFn, *, other_side: bool = True) -> Check:
    numbers = draw(st.lists(st.integers(0, 1000), unique=True, max_size=6))
    observations = tuple(draw(_observations(number)) for number in numbers)
    some_numbers = _tuples(st.sampled_from(numbers)) if numbers else st.just(())
    rules = st.sampled_from(["", "name_cut"])
    evidence = _tuples(st.builds(Evidence, st.sampled_from(EvidenceKind), some_numbers, rules))
    causes, confidence = _tuples(st.sampled_from(Cause)), st.sampled_from(Confidence)
    functions = st.builds(
        FunctionVerdict,
        function=st.sampled_from(Function),
        status=st.sampled_from(FunctionStatus),
        causes=causes,
        confidence=confidence,
        evidence=evidence,
        why_not=words,
    )
    messengers = st.builds(
        MessengerVerdict,
        messenger=words,
        name=words,
        status=st.sampled_from(MessengerStatus),
        causes=causes,
        confidence=confidence,
        functions=_tuples(functions),
        evidence=evidence,
        installed=st.booleans(),
        old_app=st.none() | st.builds(OldApp, version=versions, below=versions, why=words),
    )
    network = st.builds(
        NetworkVerdict,
        status=st.sampled_from(NetworkStatus),
        flags=_tuples(st.sampled_from(NetworkFlag)),
        evidence=evidence,
        confidence=confidence,
        round_trip=seconds,
    )
    return Check(
        app_version=draw(versions),
        catalogue_version=draw(versions),
        started_at=draw(st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))).replace(  # noqa: DTZ001 - the zone is given beside
            microsecond=0
        ),
        seconds=draw(seconds),
        bytes_sent=draw(st.integers(0, 2**40)),
        bytes_received=draw(st.integers(0, 2**40)),
        platform=draw(st.sampled_from(["windows", "macos", "linux"])),
        network=draw(network),
        messengers=tuple(draw(st.lists(messengers, max_size=3, unique_by=lambda m: m.messenger))),
        observations=observations,
        outside=draw(st.none() | _outsides()) if other_side else None,
    )


def _outsides() -> st.SearchStrategy[OutsideCheck]:
    return st.builds(OutsideCheck, st.sampled_from(OutsideOutcome), st.none() | checks(other_side=False))
