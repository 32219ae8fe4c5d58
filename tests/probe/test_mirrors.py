"""Mirrors of updates: a true one, and every way in which one can be dead, old, changed or without an end."""

import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
from anyio.abc import ByteStream

from dialtone.engine.content_update import MirrorResult, look_for_update
from dialtone.model.limits import DownloadLimits
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.model.vocabulary import Failure
from dialtone.store.content import Content, find_newest_content
from dialtone.store.content_import import UpdateSource, install_update
from dialtone.store.mirror import Mirror, parse_mirror
from dialtone.store.release_file import find_newer_release
from idle_time import LoopClock
from probe.conftest import Authorities
from probe.loopback import LoopbackNetwork, is_silent, secured, serve
from store.content_maker import RESOURCES, TOOL, Maker

HOST = "mirror.test"
MIRROR = Mirror(HOST, 443, "/dialtone/")
SPOILT = {
    TroubleKind.UPDATE_DAMAGED,
    TroubleKind.UPDATE_NOT_SIGNED,
    TroubleKind.UPDATE_MISSING,
    TroubleKind.UPDATE_TOO_LARGE,
}
Files = dict[str, bytes]
Change = Callable[[Files], None]


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    TOOL.make_keys(tmp_path / "keys", 3, 2)
    return Maker(tmp_path, tmp_path / "state")


def _files(bundle: Path) -> Files:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class WebFolder:
    """A web server that gives files from a folder, and what was asked of it."""

    def __init__(self, files: Files, *, endless: str = "", status: str = "200 OK", headers: str = "") -> None:
        self.files = files
        self.asked: list[str] = []
        self.requests: list[bytes] = []
        self.sent = 0
        self._endless = endless
        self._status = status
        self._headers = headers

    async def __call__(self, stream: ByteStream) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            request += await stream.receive()
        self.requests.append(request)
        name = request.split(b" ")[1].decode().removeprefix("/dialtone/")
        self.asked.append(name)
        if self._endless and self._endless in name:
            await stream.send(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                await stream.send(bytes(65536))
                self.sent += 65536
        body = self.files.get(name)
        status = "404 Not Found" if body is None else self._status
        await stream.send(
            f"HTTP/1.1 {status}\r\n{self._headers}Content-Length: {len(body or b'')}\r\n\r\n".encode() + (body or b"")
        )


@pytest.fixture
def net() -> LoopbackNetwork:
    """An update may be larger than a check."""
    return LoopbackNetwork(DownloadLimits().allowance)


@pytest.fixture
def look(net: LoopbackNetwork, maker: Maker, authorities: Authorities) -> "Asking":
    return Asking(net, maker, authorities)


class Asking:
    """Somebody who wishes for an update."""

    def __init__(self, net: LoopbackNetwork, maker: Maker, authorities: Authorities) -> None:
        self._net, self._maker, self._authorities = net, maker, authorities
        self.limits = DownloadLimits()
        net.names[HOST, socket.AF_INET] = ("10.0.0.1",)

    def take(self, source: UpdateSource, name: str) -> Content:
        return install_update(source, name, RESOURCES, self._maker.state, self._maker.root)

    async def __call__(self, server: Callable[[ByteStream], object], *, name: str = HOST) -> MirrorResult:
        handler = secured(self._authorities.public.serve(name), server)  # type: ignore[arg-type]
        async with serve(handler) as self._net.routes["10.0.0.1", 443]:
            (found,) = await look_for_update([MIRROR], self.take, self._net, LoopClock(), self.limits)
        return found


async def test_an_update_comes_from_a_mirror(look: Asking, maker: Maker) -> None:
    folder = WebFolder(_files(maker.make(1, "2027-01-02")))
    found = await look(folder)
    assert isinstance(found.outcome, Content), found
    assert (found.outcome.version, found.outcome.imported) == ("2027-01-02", True)
    assert find_newest_content(RESOURCES, maker.state).version == "2027-01-02"


async def test_a_download_follows_nothing_keeps_no_cookie_and_does_not_name_us(look: Asking, maker: Maker) -> None:
    folder = WebFolder(_files(maker.make(1, "2027-01-02")), headers="Set-Cookie: who=you\r\n")
    assert isinstance((await look(folder)).outcome, Content)
    said = b"".join(folder.requests).lower()
    assert len(folder.requests) > 3
    assert b"user-agent: mozilla/" in said
    assert b"cookie" not in said
    assert b"httpx" not in said
    assert b"dialtone" not in said.replace(b"/dialtone/", b"")
    elsewhere = WebFolder({}, status="302 Found", headers=f"Location: https://{HOST}/dialtone/there\r\n")
    elsewhere.files = dict.fromkeys(folder.asked, b"")
    found = await look(elsewhere)
    assert found.outcome is Failure.BAD_ANSWER
    assert "there" not in elsewhere.asked


async def test_what_is_in_use_is_not_fetched_again(look: Asking, maker: Maker) -> None:
    await look(WebFolder(_files(maker.make(1, "2027-01-02"))))
    folder = WebFolder(_files(maker.make(1, "2027-01-02")))
    found = await look(folder)
    assert found.is_nothing_newer
    assert not [name for name in folder.asked if name.startswith("targets/")]


async def test_a_mirror_brings_the_announcement_of_a_newer_version_and_once(look: Asking, maker: Maker) -> None:
    said = b'{"version": "9.1", "day": "2027-03-04"}'
    await look(WebFolder(_files(maker.make(1, "2027-01-02"))))
    for number, fetched in ((2, 1), (3, 0)):
        folder = WebFolder(_files(maker.make(number, "2027-01-02", release=said)))
        assert (await look(folder)).is_nothing_newer
        assert len([name for name in folder.asked if name.endswith("release.json")]) == fetched
    release = find_newer_release(maker.state)
    assert release is not None
    assert release.version == "9.1"


async def test_an_older_one_is_refused(look: Asking, maker: Maker) -> None:
    old = _files(maker.make(1, "2027-01-02"))
    await look(WebFolder(_files(maker.make(2, "2027-02-02"))))
    found = await look(WebFolder(old))
    assert isinstance(found.outcome, TroubleError)
    assert found.outcome.kind is TroubleKind.UPDATE_OLDER
    assert find_newest_content(RESOURCES, maker.state).version == "2027-02-02"


def _spoil(part: str) -> Change:
    def change(files: Files) -> None:
        for name in files:
            if part in name:
                files[name] = files[name][:-9] + b"x" * 9

    return change


@pytest.mark.parametrize("part", ["timestamp", "snapshot", "targets.json", "content.zip"])
async def test_a_changed_one_is_refused(look: Asking, maker: Maker, part: str) -> None:
    files = _files(maker.make(1, "2027-01-02"))
    _spoil(part)(files)
    found = await look(WebFolder(files))
    assert isinstance(found.outcome, TroubleError)
    assert found.outcome.kind in SPOILT, found
    assert len(str(found.outcome).splitlines()) == 1
    assert not find_newest_content(RESOURCES, maker.state).imported


@pytest.mark.parametrize("part", ["root.json", "timestamp", "snapshot", "targets.json", "content.zip"])
async def test_a_file_without_an_end_is_left_early(look: Asking, maker: Maker, part: str) -> None:
    folder = WebFolder(_files(maker.make(1, "2027-01-02")), endless=part)
    found = await look(folder)
    assert isinstance(found.outcome, TroubleError)
    assert found.outcome.kind in SPOILT, found
    assert folder.sent < 20_000_000


async def test_a_folder_without_an_update(look: Asking) -> None:
    refusal = (await look(WebFolder({}))).outcome
    assert isinstance(refusal, TroubleError)
    assert refusal.kind is TroubleKind.UPDATE_MISSING


@pytest.mark.parametrize("status", ["500 Oops", "302 Found", "206 Partial Content"])
async def test_other_answers_are_none(look: Asking, maker: Maker, status: str) -> None:
    found = await look(WebFolder(_files(maker.make(1, "2027-01-02")), status=status))
    assert found.outcome is Failure.BAD_ANSWER


async def test_a_server_that_cannot_prove_its_name(look: Asking) -> None:
    assert (await look(WebFolder({}), name="other.test")).outcome is Failure.CERT_NAME


async def test_a_silent_one_is_not_waited_for_for_ever(look: Asking) -> None:
    look.limits = DownloadLimits(step=0.3)
    assert (await look(is_silent)).outcome is Failure.TIMEOUT


async def test_one_byte_now_and_then_ends_too(look: Asking) -> None:
    look.limits = DownloadLimits(seconds=1.0)

    async def drips(stream: ByteStream) -> None:
        await stream.receive()
        await stream.send(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await stream.send(b"x")
            await anyio.sleep(0.01)

    assert (await look(drips)).outcome is Failure.TIMEOUT


async def test_a_mirror_without_a_name_or_a_listener(net: LoopbackNetwork, look: Asking) -> None:
    net.names[HOST, socket.AF_INET] = socket.gaierror(socket.EAI_NONAME, "no")
    net.names[HOST, socket.AF_INET6] = socket.gaierror(socket.EAI_NONAME, "no")
    net.names["second.test", socket.AF_INET] = ("10.0.0.2",)
    net.routes["10.0.0.2", 443] = ConnectionRefusedError(111, "refused")
    mirrors = [MIRROR, parse_mirror("https://second.test/")]
    looks = await look_for_update(mirrors, look.take, net, LoopClock(), look.limits)
    assert [one.outcome for one in looks] == [Failure.NO_SUCH_NAME, Failure.REFUSED]


async def test_the_second_mirror_is_asked_where_the_first_has_nothing(
    net: LoopbackNetwork, look: Asking, maker: Maker, authorities: Authorities
) -> None:
    net.names["second.test", socket.AF_INET] = ("10.0.0.2",)
    first, second = WebFolder({}), WebFolder(_files(maker.make(1, "2027-01-02")))
    async with (
        serve(secured(authorities.public.serve(HOST), first)) as net.routes["10.0.0.1", 443],
        serve(secured(authorities.public.serve("second.test"), second)) as net.routes["10.0.0.2", 443],
    ):
        mirrors = [MIRROR, parse_mirror("https://second.test/dialtone")]
        looks = await look_for_update(mirrors, look.take, net, LoopClock(), look.limits)
    assert [type(one.outcome) for one in looks] == [TroubleError, Content]
