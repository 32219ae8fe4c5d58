"""What `dialtone known` does: what is publicly known of messengers in a country, without a test."""

import argparse
import json
from collections.abc import Callable

import msgspec

from dialtone.app.session import Session, SessionError
from dialtone.explain.country_report import render_country
from dialtone.explain.known import find_record
from dialtone.model.situation import CountryRecord

DONE = 0


def show_known(options: argparse.Namespace, show: Callable[[str], None], *, colour: bool, width: int) -> int:
    """Show what is known of a country, the one named or the one set. Raises `SessionError` where it is neither."""
    session = Session(options.lang)
    code = session.read_country(options.code) if options.code else session.settings.country
    if not code:
        known = ", ".join(session.explainer.known_countries())
        raise SessionError(session.say("cli.country_wanted", list=known))
    record = find_record(session.situations, code)
    if options.json:
        show(json.dumps(_encoded(code, record), ensure_ascii=False))
        return DONE
    words = session.explainer.country(code, session.names)
    if words is None:
        show(session.say("country.nothing"))
        return DONE
    show(render_country(words, session.explainer.sentences, colour=colour, width=width))
    return DONE


def _encoded(code: str, record: CountryRecord | None) -> dict[str, object]:
    """Return the rows as data: days as `YYYY-MM-DD`, null where something is not known."""
    rows, reported = ((), ()) if record is None else (record.rows, record.reported)
    document = {"country": code, "as_of": record.as_of if record else None, "rows": rows, "reported": reported}
    plain: dict[str, object] = msgspec.to_builtins(document)
    return plain
