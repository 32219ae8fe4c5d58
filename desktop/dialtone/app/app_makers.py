"""Who made the apps on this computer: what the system reports, compared with what the catalogue expects."""

from collections.abc import Sequence

from dialtone.judge.maker import find_foreign_handlers, judge_maker
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import AppKind, InstalledApp
from dialtone.model.maker import MakersOfApps, Origin, OriginGap
from dialtone.system.operating_system import OperatingSystem


def find_makers(
    messengers: Sequence[Messenger], apps: Sequence[InstalledApp], system: OperatingSystem, *, origins: bool = True
) -> MakersOfApps:
    """Return the maker of each app, and the unknown programs that open links. May read files for seconds.

    Without `origins`, makers are judged only by the apps' names, which is fast.
    """
    by_id = {messenger.id: messenger for messenger in messengers}
    unread = Origin(gap=OriginGap.UNREADABLE)
    judged = tuple(
        judge_maker(by_id[app.messenger], app, system.find_origin(app) if origins else unread)
        for app in apps
        if app.kind is not AppKind.WEB_APP  # that is the browser's
    )
    if system.sandbox:  # programs outside cannot be seen from here
        return MakersOfApps(judged)
    return MakersOfApps(judged, find_foreign_handlers(messengers, system.find_link_opener))
