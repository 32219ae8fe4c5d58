"""`dialtone card`: a check as a picture or as text, on a computer with or without a screen."""

import argparse

from dialtone.app.session import Session, SessionError
from dialtone.commands.result_lines import make_line, print_detour_note
from dialtone.commands.run_check import load_or_check
from dialtone.commands.terminal import print_aside, print_text
from dialtone.explain.card_rows import make_card, say_card_note, write_as_text
from dialtone.model.check import Check
from dialtone.model.explanation import Card
from dialtone.model.result_line import LONGEST_IN_PICTURE
from dialtone.model.wording import SOURCE
from dialtone.store.atomic import refuse_unwritable, write_atomically
from dialtone.store.data_folders import resources
from dialtone.store.publisher import load_publisher
from dialtone.ui.painting.card_font import can_write, get_painting_application, read_card_font
from dialtone.ui.painting.card_layout import CardShape
from dialtone.ui.painting.card_picture import encode_png, paint_card


def save_card(options: argparse.Namespace) -> None:
    """Write the picture of a check that is made now or was saved, or print it as text."""
    session = Session(options.lang)
    if options.code and not load_publisher(resources()).home_page:
        raise SessionError(session.say("cli.no_home_page"))
    if options.out is not None:
        refuse_unwritable(options.out)
    check = load_or_check(session, options)
    if note := say_card_note(session.explainer, check.network):
        print_aside(note + "\n")
    line = ""
    if options.line:
        country = session.settings.country if options.country else ""
        line = make_line(session, check, options.messengers, country, LONGEST_IN_PICTURE)
        print_detour_note(session, check)
    if options.out is None:
        print_text(write_as_text(_make_card(session, check, options)))
        return
    painted = save_picture(session, check, options, line)
    if options.text:
        print_text(write_as_text(painted))


def save_picture(session: Session, check: Check, options: argparse.Namespace, line: str = "") -> Card:
    """Write the picture of a check to the file that `options` names, and return the card that was painted.

    It is in English if the font lacks letters of the language, since English is better than boxes. `line`: the result
    line shown as a QR code, instead of the home page. Raises `SessionError` and `TroubleError`.
    """
    card = _make_card(session, check, options)
    application = get_painting_application()
    read_card_font(resources() / "fonts")
    if not can_write(write_as_text(card)):
        card = _make_card(Session(SOURCE, session.settings.country), check, options)
    code = line or (load_publisher(resources()).home_page if options.code and card.address else "")
    image = paint_card(card, CardShape[options.size.upper()], code)
    write_atomically(options.out, encode_png(image))
    del application  # Qt can paint text only while this object exists
    return card


def _make_card(session: Session, check: Check, options: argparse.Namespace) -> Card:
    page = load_publisher(resources()).home_page
    day = check.started_at.astimezone().date()
    chosen = session.choose_messengers(options.messengers) if options.messengers else session.catalogue.messengers
    words = session.explainer.of_day(day) if options.source else session.explainer
    return make_card(check.messengers, check.network, words, chosen, day, with_country=options.country, home_page=page)
