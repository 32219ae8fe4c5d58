"""A result line: one way to write it, tolerant of chats around it, strict within, and what attacks it is refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialtone.model.result_line import (
    LONGEST_IN_PICTURE,
    LONGEST_LINE,
    MOST_LINES,
    EndEntry,
    EndState,
    LineFault,
    RefusedLine,
    ResultLine,
)
from dialtone.model.situation import COUNTRIES
from dialtone.model.vocabulary import Confidence
from dialtone.store.result_line_text import ResultLineError, format_line, make_check_letters, parse_lines
from named_rows import named_rows

TODAY = date(2026, 11, 29)
CODE = ResultLine(
    TODAY,
    (
        EndEntry("signal", EndState.WORKS),
        EndEntry("telegram", EndState.PART, Confidence.LIKELY),
        EndEntry("whatsapp", EndState.BLOCKED),
    ),
)
LINE = "dialtone1 2026-11-29 signal+ telegram+-? whatsapp- 980C"


def read_code(text: str) -> ResultLine:
    """Return the only code of a text."""
    (code,) = parse_lines(text, TODAY).lines
    return code


def fault_of(text: str) -> LineFault:
    """Return why nothing in a text is a code."""
    read = parse_lines(text, TODAY)
    assert not read.lines
    faults = {one.fault for one in read.refused}
    return (faults - {LineFault.NO_CODE} or {LineFault.NO_CODE}).pop()


def signed(body: str) -> str:
    """Return a line with the right check letters, as an attacker writes it."""
    return f"{body} {make_check_letters(body)}"


def test_the_line_is_what_the_docs_show() -> None:
    assert format_line(CODE) == LINE
    assert len(LINE) <= LONGEST_IN_PICTURE  # three messengers fit into the QR code, with a doubt


_ids = st.from_regex(r"[a-z][a-z0-9_]{0,11}", fullmatch=True)
_entries = st.builds(EndEntry, _ids, st.sampled_from(EndState), st.sampled_from(Confidence)).filter(
    lambda one: one.state is not EndState.UNKNOWN or one.certainty is Confidence.SURE
)
_codes = st.builds(
    ResultLine,
    st.dates(date(2026, 1, 1), TODAY),
    st.lists(_entries, min_size=1, max_size=4, unique_by=lambda one: one.messenger).map(
        lambda entries: tuple(sorted(entries, key=lambda one: one.messenger))
    ),
    st.sampled_from(["", *sorted(COUNTRIES)]),
)


@given(_codes)
def test_what_is_written_is_read(code: ResultLine) -> None:
    assert read_code(format_line(code)) == code


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
@named_rows(
    "typed",
    {
        "as it is": LINE,
        "capitals": LINE.upper(),
        "small": LINE.lower(),
        "capital first": LINE.capitalize(),
        "broken": LINE.replace(" ", "\n", 3),
        "broken by Windows": LINE.replace(" ", "\r\n"),
        "no-break": LINE.replace(" ", "\N{NO-BREAK SPACE}"),
        "two spaces": LINE.replace(" ", "  "),
    },
)
def test_chats_change_a_line_around_and_it_is_read(around: str, typed: str) -> None:
    assert read_code(around.format(typed)) == CODE


def test_misread_check_letters_are_what_they_look_like() -> None:
    code = next(
        made
        for number in range(1, 28)
        if "1" in format_line(made := ResultLine(date(2026, 11, number), CODE.entries))[-4:]
    )
    line = format_line(code)
    assert read_code(line[:-4] + line[-4:].replace("1", "I")) == code
    assert read_code(line[:-4] + line[-4:].replace("1", "l")) == code


@given(st.integers(0, len(LINE) - 1), st.sampled_from("abcxyz0123456789+-?! "))
def test_a_slip_of_the_hand_is_refused(at: int, letter: str) -> None:
    typed = LINE[:at] + letter + LINE[at + 1 :]
    read = parse_lines(typed, TODAY)
    assert read.lines in ((), (CODE,))  # never another result


def test_the_lines_in_the_docs_are_whole(repository: Path) -> None:
    shown = [line.strip() for line in (repository / "docs/result-lines.md").read_text(encoding="utf-8").splitlines()]
    lines = [line for line in shown if line.startswith("dialtone1 ")]
    assert lines
    assert [format_line(read_code(line)) for line in lines] == lines


@pytest.mark.parametrize("end", range(10, len(LINE)))
def test_a_line_that_was_cut_is_refused(end: int) -> None:
    assert fault_of(LINE[:end]) is LineFault.DAMAGED


ATTACKS = {
    "year 9999": (signed("dialtone1 9999-12-31 signal+"), LineFault.BAD_DAY),
    "tomorrow's morrow": (signed("dialtone1 2026-12-01 signal+"), LineFault.BAD_DAY),
    "before Dialtone": (signed("dialtone1 2019-01-01 signal+"), LineFault.BAD_DAY),
    "no such day": (signed("dialtone1 2026-02-30 signal+"), LineFault.BAD_DAY),
    "no such month": (signed("dialtone1 2026-13-01 signal+"), LineFault.BAD_DAY),
    "no such country": (signed("dialtone1 2026-11-29 ZZ signal+"), LineFault.DAMAGED),
    "two countries": (signed("dialtone1 2026-11-29 RU KZ signal+"), LineFault.DAMAGED),
    "no messenger": (signed("dialtone1 2026-11-29"), LineFault.DAMAGED),
    "the same twice": (signed("dialtone1 2026-11-29 signal+ signal-"), LineFault.DAMAGED),
    "another order": (signed("dialtone1 2026-11-29 whatsapp+ signal-"), LineFault.DAMAGED),
    "doubtfully unknown": (signed("dialtone1 2026-11-29 signal??"), LineFault.DAMAGED),
    "three doubts": (signed("dialtone1 2026-11-29 signal+???"), LineFault.DAMAGED),
    "no state": (signed("dialtone1 2026-11-29 signal whatsapp+"), LineFault.DAMAGED),
    "a longer id": (signed(f"dialtone1 2026-11-29 {'a' * 33}+"), LineFault.DAMAGED),
    "a longer line": (
        signed("dialtone1 2026-11-29 " + " ".join(f"{'a' * 30}{n}+" for n in range(4))),
        LineFault.TOO_LONG,
    ),
    "far too long": (signed("dialtone1 2026-11-29 " + " ".join(f"a{n:03}+" for n in range(500))), LineFault.TOO_LONG),
    "a later version": (signed("dialtone2 2027-11-29 signal+"), LineFault.NEWER),
    "version 0": (signed("dialtone0 2026-11-29 signal+"), LineFault.DAMAGED),
    "version 01": (signed("dialtone01 2026-11-29 signal+"), LineFault.DAMAGED),
    "a tab's cousin": (LINE.replace(" ", "\x0b", 2), LineFault.NO_CODE),
    "a null": (LINE.replace("signal", "sig\x00nal"), LineFault.DAMAGED),
    "an escape": (LINE.replace("signal", "\x1b[31msignal"), LineFault.DAMAGED),
    "text turned around": (LINE.replace("signal", "\N{RIGHT-TO-LEFT OVERRIDE}signal"), LineFault.DAMAGED),
    "a hidden letter": (LINE.replace("signal", "sig\N{ZERO WIDTH SPACE}nal"), LineFault.DAMAGED),
    "a Cyrillic letter": (
        LINE.replace("signal", "s\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}gnal"),
        LineFault.DAMAGED,
    ),
    "kelvins": (signed("dialtone1 2026-11-29 vk_messenger+").replace("k_", "\N{KELVIN SIGN}_"), LineFault.DAMAGED),
    "a Cyrillic name": (LINE.replace("dialtone", "di\N{CYRILLIC SMALL LETTER A}ltone"), LineFault.NO_CODE),
    "Persian figures": (LINE.translate({ord("0") + n: 0x6F0 + n for n in range(10)}), LineFault.NO_CODE),
    "full-width signs": (LINE.replace("+", "\N{FULLWIDTH PLUS SIGN}"), LineFault.DAMAGED),
    "a dash for a sign": (LINE.replace("whatsapp-", "whatsapp\N{EN DASH}"), LineFault.DAMAGED),
    "glued on": ("x" + LINE, LineFault.NO_CODE),
    "nothing": ("", LineFault.NO_CODE),
    "a proxy's link": ("tg://proxy?server=a.example&port=443&secret=00", LineFault.NO_CODE),
    "a megabyte": (LINE + " " * 1_000_000, LineFault.TOO_LONG),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_attacks_is_refused(attack: str) -> None:
    text, fault = ATTACKS[attack]
    assert fault_of(text) is fault


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    parse_lines(text + "dialtone1 " + text, TODAY)


def test_at_the_other_end_of_the_world_it_is_tomorrow() -> None:
    assert read_code(signed("dialtone1 2026-11-30 signal+")).day == date(2026, 11, 30)


def test_an_unknown_messenger_keeps_its_id() -> None:
    assert read_code(signed("dialtone1 2026-11-29 newthing+")).entries[0].messenger == "newthing"


def test_a_line_that_would_be_too_long_is_not_written() -> None:
    many = tuple(EndEntry(f"messenger_{n:02}", EndState.WORKS) for n in range(8))
    with pytest.raises(ResultLineError):
        format_line(ResultLine(TODAY, many))
    assert len(format_line(ResultLine(TODAY, many[:6]))) <= LONGEST_LINE


def test_a_chat_is_read_and_what_is_wrong_is_named_by_its_number() -> None:
    other = format_line(ResultLine(date(2026, 11, 28), CODE.entries, "RU"))
    chat = f"Anna: {LINE}\nHello all\n\nBob: {LINE[:-1]}\n{other.replace(' ', chr(10), 2)} thanks\ndialtone7 2026"
    read = parse_lines(chat, TODAY)
    assert [code.country for code in read.lines] == ["", "RU"]
    assert read.refused == (
        RefusedLine(2, LineFault.NO_CODE),
        RefusedLine(4, LineFault.DAMAGED),
        RefusedLine(8, LineFault.NEWER),
    )


def test_a_message_that_is_pasted_twice_counts_once() -> None:
    above = f"Anna, [29 Nov 2026 10:04]\n{LINE}\n"
    read = parse_lines(f"[10:04] Anna: {LINE}\n[10:05] Bob: {LINE}\n[10:04] Anna: {LINE}\n{above}{above}", TODAY)
    assert (len(read.lines), read.repeated, read.alike) == (3, 2, 0)


def test_two_people_with_the_same_result_are_two_and_it_is_said_that_they_look_alike() -> None:
    read = parse_lines(f"{LINE}\n{LINE}\n{LINE}", TODAY)
    assert (len(read.lines), read.repeated, read.alike) == (3, 0, 2)


def test_more_than_fifty_are_not_counted() -> None:
    read = parse_lines("\n".join(f"{n}: {LINE}" for n in range(MOST_LINES + 2)), TODAY)
    assert (len(read.lines), read.left_out) == (MOST_LINES, 2)
