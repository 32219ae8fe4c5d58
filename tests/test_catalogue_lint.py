"""The lint of the catalogue: quiet on what ships, and every rule bites."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalogue_lint import OLDEST, complaints, main
from dialtone.model.catalogue import Catalogue, Endpoint, Messenger
from dialtone.model.vocabulary import Weight, Wire
from judge.factory import small_ground

TODAY = date(2026, 11, 24)
CHAT = Endpoint("parrot/chat", "parrot", Wire.HTTPS, 443, "chat.parrot.example", last_good=TODAY)
PARROT = Messenger("parrot", "Parrot", "P", "#112233", ("Polly",), endpoints=(CHAT,))
CROW = Messenger("crow", "Crow", "C", "#112233")


def lines(*messengers: Messenger) -> list[str]:
    return list(complaints(Catalogue("2026-11-24", messengers, small_ground()), TODAY))


def with_endpoint(endpoint: Endpoint) -> Messenger:
    return replace(PARROT, endpoints=(endpoint,))


def test_what_ships_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(), capsys.readouterr().out) == (0, "")


def test_a_right_catalogue_is_quiet() -> None:
    assert lines(PARROT, CROW) == []


def test_the_same_endpoint_twice() -> None:
    twin = replace(CHAT, id="parrot/twin")
    assert lines(replace(PARROT, endpoints=(CHAT, twin))) == ["parrot/twin: it is the same as parrot/chat"]
    for other in ({"port": 80}, {"path": "/x"}, {"wire": Wire.TLS}, {"host": "x.example"}, {"weight": Weight.SPEED}):
        assert lines(replace(PARROT, endpoints=(CHAT, replace(twin, **other)))) == []


def test_days_that_are_missing_past_or_still_to_come() -> None:
    assert lines(with_endpoint(replace(CHAT, last_good=None)))
    assert not lines(with_endpoint(replace(CHAT, last_good=None, confidence="medium")))
    assert lines(with_endpoint(replace(CHAT, last_good=TODAY + timedelta(days=1))))
    assert not lines(with_endpoint(replace(CHAT, last_good=TODAY - OLDEST)))
    assert lines(with_endpoint(replace(CHAT, last_good=TODAY - OLDEST - timedelta(days=1))))
    assert not lines(with_endpoint(replace(CHAT, expires=TODAY)))
    assert lines(with_endpoint(replace(CHAT, expires=TODAY - timedelta(days=1))))


def test_a_letter_and_a_name_lead_to_one_messenger() -> None:
    assert lines(PARROT, replace(CROW, letter="p")) == ["crow: letter: p is that of parrot too"]
    assert lines(PARROT, replace(CROW, names=("polly",))) == ["crow: names: polly is a name of parrot too"]
