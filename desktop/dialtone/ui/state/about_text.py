"""Texts about the program itself: its version and licence, the age of its content, what was contacted."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from dialtone import __version__
from dialtone.model.check import Check
from dialtone.model.release import Release
from dialtone.model.vocabulary import Step
from dialtone.ui.state.relative_time import day

_KILOBYTE = 1000


def by_line() -> str:
    """Return the meaning of the name, for people who do not know English."""
    return QCoreApplication.translate("About", "Is the line open?")


def _day(version: str) -> str:
    """Return a catalogue version that is a date in words; any other unchanged."""
    try:
        return day(datetime.fromisoformat(version))
    except ValueError:
        return version


def newer_lines(release: Release | None) -> tuple[str, ...]:
    """Return that a newer Dialtone was announced, and what changed in it; nothing if none is known."""
    if release is None:
        return ()
    said = QCoreApplication.translate(
        "About", "There is a newer Dialtone: {version}, dated {date}. Nothing is downloaded automatically."
    ).format(version=release.version, date=_day(release.day.isoformat()))
    language = QLocale().name().partition("_")[0]
    return (said, *(f"· {sentence}" for sentence in release.changes_in(language)))


def about_lines(check: Check | None, newer: Release | None = None, loaded: str = "") -> tuple[str, ...]:
    """Return the facts, one per line. `check`: the last one; `newer`: a newer Dialtone, if one is known.

    `loaded`: the version of the content that the next check will use.
    """
    licence = QCoreApplication.translate(
        "About", "Dialtone {version}. Free software under the GNU General Public License, version 3 or later."
    ).format(version=__version__)
    known = QCoreApplication.translate("About", "Its data about messengers is dated {content}.")
    content = loaded if check is None else check.catalogue_version
    facts = (licence, *newer_lines(newer), *((known.format(content=_day(content)),) if content else ()))
    if check is None:
        return facts
    contacted = QCoreApplication.translate(
        "About", "The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}."
    )
    figures = QLocale().toString
    addresses = {one.target for one in check.observations if one.step is not Step.DNS}
    return (
        *facts,
        contacted.format(
            sent=figures(-(-check.bytes_sent // _KILOBYTE)),
            received=figures(-(-check.bytes_received // _KILOBYTE)),
            count=figures(len(addresses)),
        ),
    )
