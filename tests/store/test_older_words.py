"""What older versions wrote is read in today's words: in every table, on both sides of a VPN."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from dialtone.model.check import OutsideCheck, OutsideOutcome
from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleError
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    EvidenceKind,
    Function,
    FunctionStatus,
    MessengerStatus,
    NetworkDetail,
    NetworkStatus,
)
from dialtone.store.check_file import decode_check, encode_check
from dialtone.store.older_words import OLDER_DEGREES, OLDER_DOUBTS, OLDER_KINDS
from explain.leads import check_of

_SEEN = tuple(Evidence(kind) for kind in OLDER_KINDS.values())
_FUNCTION = FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, evidence=_SEEN)
_CHECK = check_of(
    MessengerVerdict("signal", "Signal", MessengerStatus.BLOCKED, functions=(_FUNCTION,), evidence=_SEEN),
    network=NetworkVerdict(NetworkStatus.ONLINE, evidence=_SEEN),
)
BOTH_SIDES = replace(_CHECK, outside=OutsideCheck(OutsideOutcome.ANSWERED, _CHECK))


def _encoded() -> tuple[dict[str, object], dict[str, Any]]:
    """Return the check as written, and the verdict on the network in it."""
    document = encode_check(_CHECK, lambda _: ("", "", ()))
    network = document["network"]
    assert isinstance(network, dict)
    return document, network


def test_a_file_that_holds_every_older_word_is_read_in_todays_words() -> None:
    document = encode_check(BOTH_SIDES, lambda _: ("", "", ()))
    for evidence in _evidence(document):
        for each, older in zip(evidence, OLDER_KINDS, strict=True):
            each["kind"] = older
    assert decode_check(json.dumps(document).encode()) == BOTH_SIDES


def test_an_older_doubt_is_read_as_the_explanation_that_it_let_stand() -> None:
    document, network = _encoded()
    del network["diagnosis"]
    network["evidence"] += [{"kind": older, "observations": []} for older in OLDER_DOUBTS]
    read = decode_check(json.dumps(document).encode()).network
    assert read.evidence == _SEEN
    assert {rival.id for rival in read.diagnosis.standing} == set(OLDER_DOUBTS.values())


def test_beside_a_diagnosis_a_doubt_goes_since_it_stands_there() -> None:
    document = encode_check(_CHECK, lambda _: ("", "", ()))
    for evidence in _evidence(document):
        evidence.append({"kind": "old_entry", "observations": []})
    assert decode_check(json.dumps(document).encode()) == _CHECK


@pytest.mark.parametrize(("older", "degree"), OLDER_DEGREES.items())
def test_what_passes_on_a_network_was_said_as_evidence(older: str, degree: NetworkDetail) -> None:
    document, network = _encoded()
    del network["degree"]
    network["evidence"] = [
        {"kind": kind, "observations": []} for kind in ("controls_answer", older, "network_at_fault")
    ]
    read = decode_check(json.dumps(document).encode()).network
    assert read.detail is degree
    assert len(read.evidence) == 2


def test_no_word_of_today_is_called_older() -> None:
    assert not {kind.value for kind in EvidenceKind} & (OLDER_KINDS.keys() | OLDER_DOUBTS.keys())


@pytest.mark.parametrize(
    "change",
    [
        {"network": []},
        {"messengers": 1},
        {"messengers": [1]},
        {"outside": []},
        {"outside": {"outcome": "answered", "check": 1}},
        {"network": {"evidence": [{"kind": {}}, 1]}},
        {"network": {"evidence": 1}},
    ],
)
def test_what_is_no_check_at_all_is_refused_as_ever(change: dict[str, object]) -> None:
    with pytest.raises(TroubleError):
        decode_check(json.dumps({**encode_check(_CHECK, lambda _: ("", "", ())), **change}).encode())


def _evidence(document: object) -> Iterator[list[dict[str, object]]]:
    """Yield every list of evidence, however deep."""
    if isinstance(document, dict):
        for key, value in document.items():
            if key == "evidence":
                yield value
            else:
                yield from _evidence(value)
    for each in document if isinstance(document, list) else ():
        yield from _evidence(each)


def test_evidence_without_a_rule_keeps_its_older_kind_as_one() -> None:
    """A page to sign in to was a kind of its own, and may not be read as a page about a block."""
    document, network = _encoded()
    network["evidence"] = [{"kind": "sign_in_page", "observations": []}]
    (evidence,) = decode_check(json.dumps(document).encode()).network.evidence
    assert (evidence.kind, evidence.rule) == (EvidenceKind.PAGE_INSTEAD, "sign_in_page")
