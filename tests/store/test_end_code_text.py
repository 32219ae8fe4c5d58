"""A result line: one way to write it, tolerant of chats around it, strict within, and what attacks it is refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialtone.model.country import COUNTRIES
from dialtone.model.end_code import (
    LONGEST_CODE,
    LONGEST_IN_PICTURE,
    MOST_CODES,
    CodeFault,
    EndCode,
    EndEntry,
    EndState,
    RefusedLine,
)
from dialtone.model.vocabulary import Confidence
from dialtone.store.end_code_text import EndCodeError, check_letters, read_codes, write_code

TODAY = date(2026, 11, 29)
CODE = EndCode(
    TODAY,
    (
        EndEntry("signal", EndState.WORKS),
        EndEntry("telegram", EndState.PART, Confidence.LIKELY),
        EndEntry("whatsapp", EndState.BLOCKED),
    ),
)
LINE = "dialtone1 2026-11-29 signal+ telegram+-? whatsapp- 980C"


def read_code(text: str, today: date) -> EndCode:
    """Return the only code of a text."""
    (code,) = read_codes(text, today).codes
    return code


def fault_of(text: str) -> CodeFault:
    """Return why nothing in a text is a code."""
    read = read_codes(text, TODAY)
    assert not read.codes
    faults = {one.fault for one in read.refused}
    return (faults - {CodeFault.NO_CODE} or {CodeFault.NO_CODE}).pop()


def signed(body: str) -> str:
    """Return a line with the right check letters, as an attacker writes it."""
    return f"{body} {check_letters(body)}"


def test_the_line_is_what_the_docs_show() -> None:
    assert write_code(CODE) == LINE
    assert len(LINE) <= LONGEST_IN_PICTURE  # three messengers fit into the QR code, with a doubt


_ids = st.from_regex(r"[a-z][a-z0-9_]{0,11}", fullmatch=True)
_entries = st.builds(EndEntry, _ids, st.sampled_from(EndState), st.sampled_from(Confidence)).filter(
    lambda one: one.state is not EndState.UNKNOWN or one.certainty is Confidence.SURE
)
_codes = st.builds(
    EndCode,
    st.dates(date(2026, 1, 1), TODAY),
    st.lists(_entries, min_size=1, max_size=4, unique_by=lambda one: one.messenger).map(
        lambda entries: tuple(sorted(entries, key=lambda one: one.messenger))
    ),
    st.sampled_from(["", *sorted(COUNTRIES)]),
)


@given(_codes)
def test_what_is_written_is_read(code: EndCode) -> None:
    assert read_code(write_code(code), TODAY) == code


@pytest.mark.parametrize(
    "around",
    [
        "Here is mine: {}",
        "{} and yours?",
        "“{}”",
        "({}).",
        "> {}",
        "[10:04, 29/11/2026] Анна: {}",
        "\N{RIGHT-TO-LEFT MARK}این مال من است: {}\N{LEFT-TO-RIGHT MARK}",
        "\N{LEFT-TO-RIGHT EMBEDDING}{}\N{POP DIRECTIONAL FORMATTING}",
    ],
)
@pytest.mark.parametrize(
    "typed",
    [
        LINE,
        LINE.upper(),
        LINE.lower(),
        LINE.capitalize(),
        LINE.replace(" ", "\n", 3),
        LINE.replace(" ", "\r\n"),
        LINE.replace(" ", "\N{NO-BREAK SPACE}"),
        LINE.replace(" ", "  "),
    ],
    ids=["as it is", "capitals", "small", "capital first", "broken", "broken by Windows", "no-break", "two spaces"],
)
def test_chats_change_a_line_around_and_it_is_read(around: str, typed: str) -> None:
    assert read_code(around.format(typed), TODAY) == CODE


def test_misread_check_letters_are_what_they_look_like() -> None:
    code = next(
        made for number in range(1, 28) if "1" in write_code(made := EndCode(date(2026, 11, number), CODE.entries))[-4:]
    )
    line = write_code(code)
    assert read_code(line[:-4] + line[-4:].replace("1", "I"), TODAY) == code
    assert read_code(line[:-4] + line[-4:].replace("1", "l"), TODAY) == code


@given(st.integers(0, len(LINE) - 1), st.sampled_from("abcxyz0123456789+-?! "))
def test_a_slip_of_the_hand_is_refused(at: int, letter: str) -> None:
    typed = LINE[:at] + letter + LINE[at + 1 :]
    read = read_codes(typed, TODAY)
    assert read.codes in ((), (CODE,))  # never another result


def test_the_lines_in_the_docs_are_whole(repository: Path) -> None:
    shown = [line.strip() for line in (repository / "docs/result-lines.md").read_text(encoding="utf-8").splitlines()]
    lines = [line for line in shown if line.startswith("dialtone1 ")]
    assert lines
    assert [write_code(read_code(line, TODAY)) for line in lines] == lines


@pytest.mark.parametrize("end", range(10, len(LINE)))
def test_a_line_that_was_cut_is_refused(end: int) -> None:
    assert fault_of(LINE[:end]) is CodeFault.DAMAGED


ATTACKS = {
    "year 9999": (signed("dialtone1 9999-12-31 signal+"), CodeFault.BAD_DAY),
    "tomorrow's morrow": (signed("dialtone1 2026-12-01 signal+"), CodeFault.BAD_DAY),
    "before Dialtone": (signed("dialtone1 2019-01-01 signal+"), CodeFault.BAD_DAY),
    "no such day": (signed("dialtone1 2026-02-30 signal+"), CodeFault.BAD_DAY),
    "no such month": (signed("dialtone1 2026-13-01 signal+"), CodeFault.BAD_DAY),
    "no such country": (signed("dialtone1 2026-11-29 ZZ signal+"), CodeFault.DAMAGED),
    "two countries": (signed("dialtone1 2026-11-29 RU KZ signal+"), CodeFault.DAMAGED),
    "no messenger": (signed("dialtone1 2026-11-29"), CodeFault.DAMAGED),
    "the same twice": (signed("dialtone1 2026-11-29 signal+ signal-"), CodeFault.DAMAGED),
    "another order": (signed("dialtone1 2026-11-29 whatsapp+ signal-"), CodeFault.DAMAGED),
    "doubtfully unknown": (signed("dialtone1 2026-11-29 signal??"), CodeFault.DAMAGED),
    "three doubts": (signed("dialtone1 2026-11-29 signal+???"), CodeFault.DAMAGED),
    "no state": (signed("dialtone1 2026-11-29 signal whatsapp+"), CodeFault.DAMAGED),
    "a longer id": (signed(f"dialtone1 2026-11-29 {'a' * 33}+"), CodeFault.DAMAGED),
    "a longer line": (
        signed("dialtone1 2026-11-29 " + " ".join(f"{'a' * 30}{n}+" for n in range(4))),
        CodeFault.TOO_LONG,
    ),
    "far too long": (signed("dialtone1 2026-11-29 " + " ".join(f"a{n:03}+" for n in range(500))), CodeFault.TOO_LONG),
    "a later version": (signed("dialtone2 2027-11-29 signal+"), CodeFault.NEWER),
    "version 0": (signed("dialtone0 2026-11-29 signal+"), CodeFault.DAMAGED),
    "version 01": (signed("dialtone01 2026-11-29 signal+"), CodeFault.DAMAGED),
    "a tab's cousin": (LINE.replace(" ", "\x0b", 2), CodeFault.NO_CODE),
    "a null": (LINE.replace("signal", "sig\x00nal"), CodeFault.DAMAGED),
    "an escape": (LINE.replace("signal", "\x1b[31msignal"), CodeFault.DAMAGED),
    "text turned around": (LINE.replace("signal", "\N{RIGHT-TO-LEFT OVERRIDE}signal"), CodeFault.DAMAGED),
    "a hidden letter": (LINE.replace("signal", "sig\N{ZERO WIDTH SPACE}nal"), CodeFault.DAMAGED),
    "a Cyrillic letter": (
        LINE.replace("signal", "s\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}gnal"),
        CodeFault.DAMAGED,
    ),
    "kelvins": (signed("dialtone1 2026-11-29 vk_messenger+").replace("k_", "\N{KELVIN SIGN}_"), CodeFault.DAMAGED),
    "a Cyrillic name": (LINE.replace("dialtone", "di\N{CYRILLIC SMALL LETTER A}ltone"), CodeFault.NO_CODE),
    "Persian figures": (LINE.translate({ord("0") + n: 0x6F0 + n for n in range(10)}), CodeFault.NO_CODE),
    "full-width signs": (LINE.replace("+", "\N{FULLWIDTH PLUS SIGN}"), CodeFault.DAMAGED),
    "a dash for a sign": (LINE.replace("whatsapp-", "whatsapp\N{EN DASH}"), CodeFault.DAMAGED),
    "glued on": ("x" + LINE, CodeFault.NO_CODE),
    "nothing": ("", CodeFault.NO_CODE),
    "a proxy's link": ("tg://proxy?server=a.example&port=443&secret=00", CodeFault.NO_CODE),
    "a megabyte": (LINE + " " * 1_000_000, CodeFault.TOO_LONG),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_attacks_is_refused(attack: str) -> None:
    text, fault = ATTACKS[attack]
    assert fault_of(text) is fault


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_codes(text + "dialtone1 " + text, TODAY)


def test_at_the_other_end_of_the_world_it_is_tomorrow() -> None:
    assert read_code(signed("dialtone1 2026-11-30 signal+"), TODAY).day == date(2026, 11, 30)


def test_an_unknown_messenger_keeps_its_id() -> None:
    assert read_code(signed("dialtone1 2026-11-29 newthing+"), TODAY).entries[0].messenger == "newthing"


def test_a_line_that_would_be_too_long_is_not_written() -> None:
    many = tuple(EndEntry(f"messenger_{n:02}", EndState.WORKS) for n in range(8))
    with pytest.raises(EndCodeError):
        write_code(EndCode(TODAY, many))
    assert len(write_code(EndCode(TODAY, many[:6]))) <= LONGEST_CODE


def test_a_chat_is_read_and_what_is_wrong_is_named_by_its_number() -> None:
    other = write_code(EndCode(date(2026, 11, 28), CODE.entries, "RU"))
    chat = f"Anna: {LINE}\nHello all\n\nBob: {LINE[:-1]}\n{other.replace(' ', chr(10), 2)} thanks\ndialtone7 2026"
    read = read_codes(chat, TODAY)
    assert [code.country for code in read.codes] == ["", "RU"]
    assert read.refused == (
        RefusedLine(2, CodeFault.NO_CODE),
        RefusedLine(4, CodeFault.DAMAGED),
        RefusedLine(8, CodeFault.NEWER),
    )


def test_a_message_that_is_pasted_twice_counts_once() -> None:
    above = f"Anna, [29 Nov 2026 10:04]\n{LINE}\n"
    read = read_codes(f"[10:04] Anna: {LINE}\n[10:05] Bob: {LINE}\n[10:04] Anna: {LINE}\n{above}{above}", TODAY)
    assert (len(read.codes), read.repeated, read.alike) == (3, 2, 0)


def test_two_people_with_the_same_result_are_two_and_it_is_said_that_they_look_alike() -> None:
    read = read_codes(f"{LINE}\n{LINE}\n{LINE}", TODAY)
    assert (len(read.codes), read.repeated, read.alike) == (3, 0, 2)


def test_more_than_fifty_are_not_counted() -> None:
    read = read_codes("\n".join(f"{n}: {LINE}" for n in range(MOST_CODES + 2)), TODAY)
    assert (len(read.codes), read.left_out) == (MOST_CODES, 2)
