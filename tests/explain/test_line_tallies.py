"""Result lines of a group, counted: by day, and whether it is only me."""

import json
from datetime import date

from dialtone.explain.explainer import Explainer
from dialtone.explain.line_tallies import encode_tally, say_not_counted, say_only_me, say_tally
from dialtone.model.result_line import EndEntry, EndState, LineFault, LinesRead, RefusedLine, ResultLine
from dialtone.model.vocabulary import Confidence
from gallery.ends import NAMES, TODAY
from named_rows import named_rows

YESTERDAY = date(2026, 11, 28)
COUNTRIES = ("RU", "KZ", "", "UZ")


def line(state: EndState, number: int, certainty: Confidence = Confidence.SURE, day: date = TODAY) -> ResultLine:
    return ResultLine(day, (EndEntry("whatsapp", state, certainty),), COUNTRIES[number % len(COUNTRIES)])


TWENTY = (
    *(line(EndState.BLOCKED, number) for number in range(18)),
    line(EndState.WORKS, 18),
    line(EndState.BLOCKED, 19, Confidence.LIKELY),
)


def test_eighteen_of_twenty(english: Explainer, russian: Explainer, persian: Explainer) -> None:
    paragraphs = [
        next(say_tally(words.sentences.naming(NAMES), LinesRead(TWENTY), TODAY))
        for words in (english, russian, persian)
    ]
    assert paragraphs[0] == (
        "Result lines from today: 20. Countries that they name: 3.",
        "WhatsApp: blocked for 18 of 20, probably blocked for 1 and works for 1.",
    )
    assert paragraphs[1][1] == "WhatsApp: блокируют у 18 из 20, похоже, блокируют у 1 и работает у 1."
    assert "۱۸ نفر از ۲۰ نفر" in paragraphs[2][1]


def test_what_most_lines_name_comes_first(english: Explainer) -> None:
    signal = ResultLine(TODAY, (EndEntry("signal", EndState.WORKS),))
    ((_, *rows),) = say_tally(english.sentences.naming(NAMES), LinesRead((signal, *TWENTY)), TODAY)
    assert [row.split(":")[0] for row in rows] == ["WhatsApp", "Signal"]


def test_other_days_stand_apart_and_do_not_answer_for_today(english: Explainer) -> None:
    old = tuple(line(EndState.BLOCKED, n, day=YESTERDAY) for n in range(5))
    read = LinesRead((*old, line(EndState.WORKS, 0)))
    titles = [paragraph[0] for paragraph in say_tally(english.sentences.naming(NAMES), read, TODAY)]
    assert titles[0].startswith("Result lines from today: 1.")
    assert titles[1].startswith("Result lines from 28 November 2026: 5.")
    assert say_only_me(english.sentences.naming(NAMES), [EndEntry("whatsapp", EndState.BLOCKED)], old, TODAY) == ()


@named_rows(
    ("mine", "lines", "said"),
    {
        "many": (EndState.BLOCKED, TWENTY, "WhatsApp: these lines say that you are not the only one."),
        "two say little": (EndState.BLOCKED, (line(EndState.WORKS, 0),) * 2, ""),
        "doubtful ones say nothing": (EndState.BLOCKED, (line(EndState.BLOCKED, 0, Confidence.LIKELY),) * 9, ""),
        "works here": (EndState.WORKS, TWENTY, ""),
        "not known here": (EndState.UNKNOWN, TWENTY, ""),
        "nobody": (EndState.BLOCKED, (), ""),
    },
)
def test_is_it_only_me(english: Explainer, mine: EndState, lines: tuple[ResultLine, ...], said: str) -> None:
    told = say_only_me(english.sentences.naming(NAMES), [EndEntry("whatsapp", mine)], lines, TODAY)
    assert " ".join(told) == said


def test_where_it_works_for_most_others_the_cause_may_be_here(english: Explainer) -> None:
    lines = (*(line(EndState.WORKS, n) for n in range(3)), line(EndState.BLOCKED, 4))
    (told,) = say_only_me(english.sentences.naming(NAMES), [EndEntry("whatsapp", EndState.FAILS)], lines, TODAY)
    assert told.endswith("The cause may be your network or this computer.")


def test_what_is_wrong_is_named_by_its_number_and_stops_nothing(english: Explainer) -> None:
    silent = tuple(RefusedLine(number, LineFault.NO_CODE) for number in range(20, 32))
    read = LinesRead(TWENTY, (RefusedLine(7, LineFault.DAMAGED), *silent), repeated=1, alike=2, left_out=3)
    damaged, none, *rest = say_not_counted(english.sentences, read)
    assert damaged.startswith("Line 7: ")
    assert none.endswith("28, 29 and ….")
    assert len(rest) == 3


def test_the_counts_as_json_hold_no_line_of_anybody(english: Explainer) -> None:
    read = LinesRead(TWENTY, (RefusedLine(7, LineFault.DAMAGED),))
    document = json.loads(json.dumps(encode_tally(english.sentences.naming(NAMES), read, TODAY)))
    assert document["checked_by_anybody"] is False
    assert document["refused"] == [{"line": 7, "fault": "damaged"}]
    assert document["days"] == [
        {
            "day": "2026-11-29",
            "lines": 20,
            "countries": ["KZ", "RU", "UZ"],
            "messengers": [
                {
                    "id": "whatsapp",
                    "name": "WhatsApp",
                    "lines": 20,
                    "said": [
                        {"state": "blocked", "certainty": "likely", "lines": 1},
                        {"state": "blocked", "certainty": "sure", "lines": 18},
                        {"state": "works", "certainty": "sure", "lines": 1},
                    ],
                }
            ],
        }
    ]
