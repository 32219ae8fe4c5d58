"""What is said about the program itself: its version and licence, how old its content is, what was contacted."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from dialtone import __version__
from dialtone.model.check import Check
from dialtone.model.vocabulary import Step
from dialtone.ui.state.relative_time import day

_KILOBYTE = 1000


def by_line() -> str:
    """Return what the name means, for those who cannot read it."""
    return QCoreApplication.translate("About", "Is the line open?")


def _day(version: str) -> str:
    """Return the day that a catalogue names as its version; another version as it is."""
    try:
        return day(datetime.fromisoformat(version))
    except ValueError:
        return version


def about_lines(check: Check | None) -> tuple[str, ...]:
    """Return the facts, one a line. `check`: the last one, if there is one."""
    licence = QCoreApplication.translate(
        "About", "Dialtone {version}. Free software under the GNU General Public License, version 3 or later."
    ).format(version=__version__)
    if check is None:
        return (licence,)
    content = QCoreApplication.translate("About", "What it knows of messengers is of {content}.")
    contacted = QCoreApplication.translate(
        "About", "The last check sent {sent} kB and received {received} kB. Addresses contacted: {count}."
    )
    figures = QLocale().toString
    addresses = {one.target for one in check.observations if one.step is not Step.DNS}
    return (
        licence,
        content.format(content=_day(check.catalogue_version)),
        contacted.format(
            sent=figures(-(-check.bytes_sent // _KILOBYTE)),
            received=figures(-(-check.bytes_received // _KILOBYTE)),
            count=figures(len(addresses)),
        ),
    )
