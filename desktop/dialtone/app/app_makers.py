"""Who made the apps on this computer: what the system reports, compared with what the catalogue expects."""

from collections.abc import Sequence

from dialtone.judge.maker import find_foreign_handlers, has_maker, judge_maker
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import InstalledApp
from dialtone.model.maker import MakersOfApps, Origin, OriginGap
from dialtone.system.operating_system import OperatingSystem


def find_makers(
    messengers: Sequence[Messenger], apps: Sequence[InstalledApp], system: OperatingSystem, *, origins: bool = True
) -> MakersOfApps:
    """Return the answer for each app, and the unknown programs that open links. May read files for seconds.

    Without `origins`, only what an app's own name reveals, which is fast.
    """
    by_id = {messenger.id: messenger for messenger in messengers}
    nothing_read = Origin(gap=OriginGap.UNREADABLE)
    origins_of_apps = [(app, system.origin(app) if origins else nothing_read) for app in apps if has_maker(app)]
    judged = tuple(judge_maker(by_id[app.messenger], app, origin) for app, origin in origins_of_apps)
    if system.sandbox:  # anything outside cannot be seen from here
        return MakersOfApps(judged)
    return MakersOfApps(judged, find_foreign_handlers(messengers, system.link_opener))
