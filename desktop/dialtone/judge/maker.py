"""Who made an app: one of three answers, from the app's signature and the publishers in the catalogue.

A missing or unknown signature means "could not tell": SimpleX's own installer has none, and firms change their names.
An app is called another's only if that other publisher is known by name.
"""

from collections.abc import Callable, Sequence

from dialtone.model.catalogue import Messenger
from dialtone.model.computer import InstalledApp
from dialtone.model.guidance import Tool
from dialtone.model.maker import AppMaker, LinkHandler, LinkOpener, Maker, Origin, OriginGap, OriginKind, Publisher

Published = Messenger | Tool
_GOOD_ENOUGH = ("high", "medium")


def judge_maker(messenger: Messenger, app: InstalledApp, origin: Origin) -> AppMaker:
    """Judge who made an installed app, from where it came and who signed it."""
    if app.fork:  # it has its own name: no signature is needed to call it another's program
        publisher = _find_trusted_publisher(messenger, origin)
        by = publisher.by if publisher is not None else ""
        return AppMaker(messenger.id, app.name, Maker.OTHER, origin, by or app.name, own_program=True)
    return _judge_origin(messenger, app.name, origin, in_catalogue=True)


def judge_file(published: Sequence[Published], name: str, origin: Origin) -> AppMaker:
    """Judge who made a program or an installer. Only its signer tells what it is, never its name."""
    for messenger in published:
        if _find_trusted_publisher(messenger, origin) is not None:
            return _judge_origin(messenger, name, origin, in_catalogue=False)
    return AppMaker("", name, Maker.UNKNOWN, origin)


def find_foreign_handlers(
    messengers: Sequence[Messenger], opener_of: Callable[[str], LinkOpener | None]
) -> tuple[LinkHandler, ...]:
    """Return the programs that open a messenger's links but are neither a known messenger nor a browser."""
    known_traces = {trace for messenger in messengers for trace in _collect_traces(messenger)}
    handlers: list[LinkHandler] = []
    for messenger in messengers:
        for scheme in dict.fromkeys((*messenger.traces.windows_schemes, *messenger.link_schemes)):
            opener = opener_of(scheme)
            if opener is None or opener.browser:
                continue
            if known_traces.isdisjoint(map(str.casefold, opener.traces)):
                handlers.append(LinkHandler(messenger.id, opener.name))
    return tuple(handlers)


def find_own_opener(messenger: Messenger | None, scheme: str, opener_of: Callable[[str], LinkOpener | None]) -> str:
    """Return the name of the messenger's own program that opens links of this scheme; empty if another one does."""
    opener = opener_of(scheme) if messenger is not None else None
    if messenger is None or opener is None or opener.browser:
        return ""
    forks = set(map(str.casefold, messenger.traces.forks))
    traces = set(map(str.casefold, opener.traces))
    return opener.name if traces & _collect_traces(messenger) and not traces & forks else ""


def _judge_origin(messenger: Published, name: str, origin: Origin, *, in_catalogue: bool) -> AppMaker:
    """Judge who made an app from its origin. `in_catalogue`: a trace in the catalogue led to it, not its signer."""
    expected = tuple(p.id for p in messenger.publishers if p.kind is origin.kind and not p.by)
    unknown = AppMaker(messenger.id, name, Maker.UNKNOWN, origin, expected=expected)
    if origin.gap is not OriginGap.NONE:
        return unknown
    if origin.kind is OriginKind.DISTRIBUTION:
        return AppMaker(messenger.id, name, Maker.OTHER, origin, origin.publisher)
    publisher = _find_trusted_publisher(messenger, origin)
    if publisher is not None and publisher.by:
        return AppMaker(messenger.id, name, Maker.OTHER, origin, publisher.by, own_program=publisher.own_program)
    # Flathub verifies an id by its domain or account; the catalogue says that the id is theirs.
    if publisher is not None or (in_catalogue and origin.kind is OriginKind.FLATHUB and origin.verified):
        return AppMaker(messenger.id, name, Maker.MESSENGER, origin)
    return unknown


def _find_trusted_publisher(messenger: Published, origin: Origin) -> Publisher | None:
    """Return the publisher of an app, if the catalogue knows that name from a good enough source; else None."""
    if origin.gap is not OriginGap.NONE:
        return None
    signed_by = origin.publisher.casefold()
    matching = (p for p in messenger.publishers if p.kind is origin.kind and p.id.casefold() == signed_by)
    return next((p for p in matching if p.confidence in _GOOD_ENOUGH), None)


def _collect_traces(messenger: Messenger) -> set[str]:
    """Return the traces, case-folded, by which programs of a messenger and their known forks are recognized."""
    traces = messenger.traces
    binaries = (name for program in traces.linux_binaries for name in (program, program.rpartition("/")[2]))
    programs = (path.rpartition("\\")[2] for path in traces.windows_paths)
    snaps = (name for snap in traces.linux_snaps for name in (snap, f"{snap}_{snap}"))
    ids = (*traces.linux_desktop_ids, *traces.linux_flatpaks, *traces.macos_bundles, *traces.windows_packages)
    return set(map(str.casefold, (*binaries, *programs, *snaps, *ids, *traces.forks)))
