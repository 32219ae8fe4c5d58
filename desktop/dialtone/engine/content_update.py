"""Look for a newer catalogue and newer advice at the chosen mirrors, one after another. Only on request."""

from collections.abc import Callable, Coroutine, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from anyio import from_thread, to_thread

from dialtone.model.frozen import Frozen
from dialtone.model.limits import DownloadLimits
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.model.vocabulary import Failure
from dialtone.probe.clock import Clock
from dialtone.probe.download import Downloads, MissingFileError
from dialtone.probe.failure import NETWORK_ERRORS, classify
from dialtone.probe.net import Network
from dialtone.probe.protocols.tls import Contexts
from dialtone.store.content import Content
from dialtone.store.content_import import UpdateSource
from dialtone.store.mirror import Mirror

T = TypeVar("T")
Install = Callable[[UpdateSource, str], Content]
"""Verifies and installs an update, given its files and a name for it. Raises `TroubleError`."""


class MirrorResult(Frozen):
    """The result of asking one mirror."""

    mirror: Mirror
    outcome: Content | TroubleError | Failure
    """What was installed, else why the update was refused, else why the mirror could not be reached."""

    @property
    def is_nothing_newer(self) -> bool:
        """Whether the mirror's update was refused because it is in use already."""
        return isinstance(self.outcome, TroubleError) and self.outcome.kind is TroubleKind.UPDATE_IN_USE


async def look_for_update(
    mirrors: Sequence[Mirror], install: Install, net: Network, clock: Clock, limits: DownloadLimits
) -> tuple[MirrorResult, ...]:
    """Ask one mirror after another until one has an update, which is installed; return the result of each.

    "Nothing newer" does not end the search: an outdated mirror must not hide a newer one.
    """
    contexts = Contexts()
    results: list[MirrorResult] = []
    for mirror in mirrors:
        downloads = Downloads(net, clock, contexts, mirror.host, mirror.port, limits)
        outcome = await _ask_mirror(mirror, install, downloads)
        results.append(MirrorResult(mirror, outcome))
        if isinstance(outcome, Content):
            break
    return tuple(results)


async def _ask_mirror(mirror: Mirror, install: Install, downloads: Downloads) -> Content | TroubleError | Failure:
    """Try one mirror; return what was installed from it, or why nothing was."""
    source = _MirrorSource(mirror, downloads)
    try:
        return await to_thread.run_sync(install, source.read, mirror.host)
    except TroubleError as refusal:
        return source.failure or refusal
    finally:
        await downloads.aclose()


class _MirrorSource:
    """A mirror's files, read in order by the thread that installs them; the event loop does the networking."""

    def __init__(self, mirror: Mirror, downloads: Downloads) -> None:
        self._mirror = mirror
        self._downloads = downloads
        self.failure: Failure | None = None
        """Why the connection to the mirror failed; None if it has not."""

    def read(self, name: str) -> Iterator[bytes]:
        """Begin to download a file, and return an iterator over its pieces, which reads on as it is used.

        Raises `FileNotFoundError` at once, and `TroubleError` at once or while reading if the download fails.
        """
        try:
            self._wait_for(partial(self._downloads.begin, self._mirror.path + name))
        except MissingFileError:
            raise FileNotFoundError(name) from None
        return iter(partial(self._wait_for, self._downloads.more), b"")

    def _wait_for(self, step: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Have the event loop do a step, and return its result. Raises `TroubleError` if the connection fails."""
        try:
            return from_thread.run(step)
        except NETWORK_ERRORS as error:
            self.failure = classify(error) or Failure.BAD_ANSWER
            raise TroubleError(TroubleKind.UPDATE_MISSING) from None
