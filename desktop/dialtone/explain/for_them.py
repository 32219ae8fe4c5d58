"""What to tell a person inside a country where nothing can be installed: what is known to be open, and what is risky.

It is to be said on the phone. In writing it is passed on only where neither tools nor messengers are punished. It never
names a tool.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import readers_of, say_mark
from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import ForThem
from dialtone.model.situation import WHOLE_COUNTRY, CountryRecord, Known, Situation, is_old
from dialtone.model.vocabulary import Function
from dialtone.model.wording import SOURCE

_MOST = 3
"""More names than these are not remembered from a phone call."""
_OPEN = frozenset({Known.OPEN, Known.ALLOWED})
_CLOSED = frozenset({Known.BLOCKED, Known.MEASURED})


def for_them(
    sentences: Sentences,
    record: CountryRecord,
    messengers: Mapping[str, Messenger],
    names: Mapping[str, str],
    today: date,
    *,
    sharing_is_risky: bool,
) -> ForThem:
    """Return what to say. `sharing_is_risky`: by a law of that country passing advice on may be punished."""
    say, inside = sentences.say, record.inside
    may_be_passed_on = not (record.wants_quiet or record.bans_tools or sharing_is_risky)

    def open_item(row: Situation) -> str:
        mark = say_mark(sentences, readers_of(messengers.get(row.messenger)) or "unknown")
        return say(
            "for_them.open_item", messenger=_name(row, names), month=sentences.month(row.confirmed_until), text=mark
        )

    def closed_item(row: Situation) -> str:
        return say("for_them.closed_item", messenger=_name(row, names), month=sentences.month(row.confirmed_until))

    def told(kind: str, rows: Sequence[Situation], item: Callable[[Situation], str]) -> tuple[str, ...]:
        if not rows:
            return ()
        past = "_past" if kind != "calls" and all(is_old(row.confirmed_until, today) for row in rows) else ""
        return (say(f"for_them.{kind}{past}", inside=inside, list=sentences.list_of([item(row) for row in rows])),)

    is_open, closed = _rows(record, _OPEN, messengers, today), _rows(record, _CLOSED, messengers, today)
    calls = _rows(record, frozenset({Known.CALLS_BLOCKED}), messengers, today)
    return ForThem(
        title=say("for_them.title", inside=inside),
        said=(
            *(told("open", is_open, open_item) or (say("for_them.none_open", inside=inside),)),
            *(told("closed", closed, closed_item) or told("calls", calls, closed_item)),
            say("for_them.call"),
            *((say("for_them.risk", inside=inside),) if record.wants_quiet or _is_punished(record) else ()),
            say("for_them.test"),
        ),
        note=say("for_them.may_be_passed_on" if may_be_passed_on else "for_them.only_said", inside=inside),
        may_be_passed_on=may_be_passed_on,
    )


def language_there(record: CountryRecord | None, languages: Collection[str]) -> str:
    """Return the language of what is sent to a person there: the best of theirs that Dialtone has, else English."""
    spoken = record.spoken if record is not None else ()
    return next((one for one in spoken if one in languages), SOURCE)


def _rows(
    record: CountryRecord, kinds: frozenset[Known], messengers: Mapping[str, Messenger], today: date
) -> list[Situation]:
    """Return what goes on of these kinds: the new words before the old, then by how many use it; none of two ages."""
    punished = {row.messenger for row in record.rows if row.what is Known.PUNISHED}
    found = [
        row
        for row in record.rows
        if row.goes_on
        and row.what in kinds
        and row.messenger != WHOLE_COUNTRY
        and (Function.MESSAGES in row.functions or row.what is Known.CALLS_BLOCKED)
        and not (row.messenger in punished and row.what in _OPEN)
    ]
    new = [row for row in found if not is_old(row.confirmed_until, today)]

    def reach(row: Situation) -> int:
        about = messengers.get(row.messenger)
        return -(about.reach if about is not None else 0)

    return sorted(new or found, key=reach)[:_MOST]


def _is_punished(record: CountryRecord) -> bool:
    return any(row.what is Known.PUNISHED for row in record.rows)


def _name(row: Situation, names: Mapping[str, str]) -> str:
    return names.get(row.messenger, row.messenger)
