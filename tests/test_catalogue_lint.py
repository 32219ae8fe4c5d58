"""The lint of the catalogue: quiet on what ships, and every rule bites."""

from datetime import date, timedelta
from typing import Any

import pytest

from catalogue_lint import OLDEST, complaints, main, unread
from dialtone.model.catalogue import Catalogue, Endpoint, Messenger
from dialtone.model.endpoint import UNPUBLISHED, FunctionRule
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Function, Weight, Wire
from judge.factory import small_ground
from lab.answers import Answer, Answers

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


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, "source: nothing"),
        ({"source": "parrot/app@1a2b3c4 src/chat.ts"}, "dated: nothing"),
        ({"source": UNPUBLISHED}, ""),
        ({"source": "a", "dated": TODAY}, ""),
        ({"source": "a", "dated": TODAY + timedelta(days=1)}, "is still to come"),
        ({"source": "a", "dated": TODAY, "second": "b"}, "second_dated: nothing"),
        ({"source": "a", "dated": TODAY, "why_not": "servers_unpublished"}, "contradicts source"),
    ],
)
def test_what_carries_a_function_was_read_somewhere(keys: dict[str, Any], said: str) -> None:
    rule = FunctionRule(Function.MESSAGES, (("parrot/chat",),), **keys)
    found = lines(replace(PARROT, functions=(rule,)))
    assert [said in line for line in found] == ([True] if said else [])


def test_what_carries_the_messages_of_the_most_used_was_read_twice() -> None:
    once = FunctionRule(Function.MESSAGES, (("line/chat",),), source="a", dated=TODAY)
    assert lines(replace(PARROT, functions=(once,))) == []
    (line,) = lines(replace(PARROT, id="line", functions=(once,)))
    assert "second: nothing" in line
    assert lines(replace(PARROT, id="line", functions=(replace(once, second="b", second_dated=TODAY),))) == []


def told(length: int, status: int = 200, path: str = "/") -> Answers:
    row = Answer(
        host="chat.parrot.example", path=path, status=status, length=length, kind="assumed", date="2026", source="s"
    )
    return Answers(answers=(row,))


def test_a_page_that_is_read_for_its_speed_has_a_length_that_somebody_noted() -> None:
    page = replace(CHAT, read_bytes=32_768)
    catalogue = Catalogue("2026-11-24", (with_endpoint(page),), small_ground())
    nobody = ["parrot/chat: read_bytes: nobody noted how long / is (tests/lab/answers.toml)"]
    assert list(unread(catalogue, Answers())) == nobody
    assert list(unread(catalogue, told(90_000, status=403))) == nobody
    assert list(unread(catalogue, told(1_672))) == [
        "parrot/chat: read_bytes: 1672 bytes are too few to tell how fast they come"
    ]
    assert list(unread(catalogue, told(12_000))) == []
    assert list(unread(replace(catalogue, messengers=(PARROT,)), Answers())) == []


def test_a_file_that_a_page_names_has_the_length_of_one_that_begins_like_it() -> None:
    page = replace(CHAT, read_bytes=32_768, named_by="parrot/page", path="/files/")
    catalogue = Catalogue("2026-11-24", (with_endpoint(page),), small_ground())
    assert list(unread(catalogue, told(90_000, path="/files/b.js"))) == []
    assert len(list(unread(catalogue, told(90_000, path="/other/b.js")))) == 1


def test_days_that_are_missing_past_or_still_to_come() -> None:
    assert lines(with_endpoint(replace(CHAT, last_good=None)))
    assert not lines(with_endpoint(replace(CHAT, last_good=None, confidence="medium")))
    assert lines(with_endpoint(replace(CHAT, last_good=TODAY + timedelta(days=1))))
    assert not lines(with_endpoint(replace(CHAT, last_good=TODAY - OLDEST)))
    assert lines(with_endpoint(replace(CHAT, last_good=TODAY - OLDEST - timedelta(days=1))))


def test_a_letter_and_a_name_lead_to_one_messenger() -> None:
    assert lines(PARROT, replace(CROW, letter="p")) == ["crow: letter: p is that of parrot too"]
    assert lines(PARROT, replace(CROW, names=("polly",))) == ["crow: names: polly is a name of parrot too"]
