"""The catalogue: what can be tested, from one TOML file per messenger and one for the controls."""

from collections.abc import Iterable, Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar

import msgspec
import rtoml

from dialtone.model.catalogue import (
    Catalogue,
    Control,
    Controls,
    Endpoint,
    Messenger,
    Operator,
    OwnServer,
    PlainResolver,
    StatusPage,
    TrustedResolver,
)
from dialtone.model.client_hello import ClientHello, check_notation
from dialtone.model.function_rule import FunctionRule
from dialtone.model.lock_out import LockOut
from dialtone.model.maker import Publisher
from dialtone.model.public_trust import Inspector
from dialtone.model.readers import FactSource, WhoReads
from dialtone.model.traces import OldVersion, Traces
from dialtone.model.vocabulary import MessengerStatus, Place, Weight, Wire
from dialtone.store.capped_file import FileTooLargeError, read_packed
from dialtone.store.catalogue_rules import STATUS, check_messenger
from dialtone.store.catalogue_tables import (
    ClientHellosTable,
    ControlsTable,
    ControlTable,
    EndpointTable,
    FunctionTable,
    LockOutTable,
    MessengerTable,
    NeutralTable,
    OwnServerTable,
    ReadersTable,
    StatusTable,
)
from dialtone.store.controls_rules import check_controls
from dialtone.store.conversion import into, names
from dialtone.store.data_folders import LANGUAGES
from dialtone.store.endpoint_rules import check_distinct, check_identifier, check_source
from dialtone.store.strict import StrictError, convert, show

T = TypeVar("T")

_GROUND = "ground.toml"
_HELLOS = "client_hellos.toml"
_NAMES = "names.toml"
_RESERVED = frozenset({"control", "sign-in", "anchor", "udp", "stun-tcp", "port"})


class CatalogueError(Exception):
    """A file of the catalogue cannot be used. The text is one line: `file: key: value is wrong`."""


def load_catalogue(folder: Path) -> Catalogue:
    """Read and check all files of the catalogue; messengers in the order of their ids. Raises `CatalogueError`.

    What each language calls them lies beside the catalogue, in `languages/<language>/names.toml`.
    """
    try:
        files = sorted(p for p in folder.iterdir() if p.suffix == ".toml" and p.name not in (_GROUND, _HELLOS))
    except OSError as error:
        raise CatalogueError(f"{folder}: the catalogue cannot be read ({error.strerror})") from None
    table = load_table(folder / _GROUND, ControlsTable)
    with Naming(_GROUND):
        check_controls(table)
    hellos = load_hellos(folder)
    called = _names(folder.parent / LANGUAGES)
    messengers = tuple(_messenger(path, hellos, called.get(path.stem, ())) for path in files)
    return Catalogue(
        version=table.version,
        messengers=messengers,
        controls=_controls(table, frozenset(m.id for m in messengers if m.home)),
        hellos=hellos,
    )


def load_hellos(folder: Path) -> dict[str, ClientHello]:
    """Read the ClientHello profiles of a catalogue, by their ids; older ones have none. Raises `CatalogueError`."""
    if not (folder / _HELLOS).exists():
        return {}
    table = load_table(folder / _HELLOS, ClientHellosTable)
    with Naming(_HELLOS):
        check_distinct([p.id for p in table.profiles], "profiles")
        for number, profile in enumerate(table.profiles):
            check_identifier(profile.id, f"profiles[{number}].id")
            check_source(profile.source, f"profiles[{number}].source")
        hellos = {p.id: into(ClientHello, p) for p in table.profiles}
        for number, hello in enumerate(hellos.values()):
            try:
                check_notation(hello)
            except ValueError as error:
                raise StrictError(f"profiles[{number}]: {error}") from None
    return hellos


class Naming:
    """Turns a `StrictError` into a `CatalogueError` that begins with the file's name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, StrictError):
            raise CatalogueError(f"{self._name}: {error}") from None


def read_small(path: Path) -> bytes:
    """Read a file that came with Dialtone. Raises `CatalogueError`."""
    try:
        return read_packed(path)
    except OSError as error:
        raise CatalogueError(f"{path.name}: the file cannot be read ({error.strerror})") from None
    except FileTooLargeError as error:
        raise CatalogueError(f"{path.name}: {error}") from None


def load_table(path: Path, kind: type[T]) -> T:
    """Read a TOML file that came with Dialtone, strictly. Raises `CatalogueError`, and `StrictError` for its values."""
    data = read_small(path)
    try:
        raw = rtoml.loads(data.decode())
    except UnicodeDecodeError:
        raise CatalogueError(f"{path.name}: the file is not UTF-8 text") from None
    except (rtoml.TomlParsingError, RecursionError) as error:
        raise CatalogueError(f"{path.name}: this is not TOML ({show(str(error))})") from None
    with Naming(path.name):
        return convert(raw, kind)


def _names(place: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return how languages call messengers otherwise, by messenger. A catalogue may hold fewer than they name."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for path in sorted(place.glob(f"*/{_NAMES}")):
        for messenger, name in load_table(path, dict[str, str]).items():
            found[messenger] = (*found.get(messenger, ()), (path.parent.name, name))
    return found


def _messenger(path: Path, hellos: Mapping[str, ClientHello], called: tuple[tuple[str, str], ...]) -> Messenger:
    identifier = path.stem
    with Naming(path.name):
        check_identifier(identifier, "file name")
        if identifier in _RESERVED:
            raise StrictError(f"file name: {identifier} is a word of the ground's")
    table = load_table(path, MessengerTable)
    with Naming(path.name):
        check_messenger(table)
        hellos_of = tuple(_hello(e, hellos) for e in table.endpoints)
    return into(
        Messenger,
        table,
        id=identifier,
        names_by_language=called,
        endpoints=tuple(
            _endpoint(e, identifier, identifier, hello=hello)
            for e, hello in zip(table.endpoints, hellos_of, strict=True)
        ),
        functions=tuple(_rule(rule, identifier) for rule in table.functions),
        traces=into(Traces, table.traces, old_versions=tuple(into(OldVersion, o) for o in table.traces.old_versions)),
        publishers=tuple(into(Publisher, each) for each in table.publishers),
        untested=_untested(table),
        own_server=_own_server(table.own_server) if table.own_server else None,
        status=_status(table.status, identifier) if table.status else None,
        readers=_readers(table.readers) if table.readers else None,
        lock_outs=tuple(_lock_out(one) for one in table.lock_outs),
    )


def _own_server(table: OwnServerTable) -> OwnServer:
    return into(OwnServer, table, known=tuple((one.host, one.addresses) for one in table.known))


def _status(table: StatusTable, messenger: str) -> StatusPage:
    keys = msgspec.structs.asdict(table)
    kind = keys.pop("format")
    endpoint = Endpoint(
        id=f"{messenger}/{STATUS}", messenger=messenger, wire=Wire.HTTPS, port=443, weight=Weight.INFORMS, **keys
    )
    return StatusPage(endpoint, kind)


def _readers(table: ReadersTable) -> WhoReads:
    return into(WhoReads, table, sources=tuple(into(FactSource, one) for one in table.sources))


def _lock_out(table: LockOutTable) -> LockOut:
    return into(LockOut, table, sources=tuple(into(FactSource, one) for one in table.sources))


def _untested(table: MessengerTable) -> MessengerStatus | None:
    if table.own_server is not None:
        return MessengerStatus.NEEDS_SERVER
    return MessengerStatus(table.untested) if table.untested else None


def _controls(table: ControlsTable, at_home: frozenset[str]) -> Controls:
    return into(
        Controls,
        table,
        apart=("version", "controls"),
        sites=tuple(_control(c) for c in table.controls),
        sign_in_checks=tuple(_endpoint(e, "sign-in", apart=("systems",)) for e in table.sign_in_checks),
        own_pages=tuple((system, f"sign-in/{e.id}") for e in table.sign_in_checks for system in e.systems),
        anchors=tuple(_endpoint(e, "anchor", place=_anchor_place(e.id)) for e in table.anchors),
        udp=tuple(_endpoint(e, "udp") for e in table.udp),
        stun_tcp=tuple(_endpoint(e, "stun-tcp") for e in table.stun_tcp),
        resolvers=tuple(into(TrustedResolver, r) for r in table.resolvers),
        plain_resolvers=tuple(into(PlainResolver, r) for r in table.plain_resolvers),
        operators=tuple(into(Operator, o, ranges=tuple(map(ip_network, o.ranges))) for o in table.operators),
        inspectors=tuple(into(Inspector, i) for i in table.inspectors),
        filters=tuple(into(Operator, o, ranges=tuple(map(ip_network, o.ranges))) for o in table.filters),
        port_witnesses=tuple(_endpoint(e, "port") for e in table.port_witnesses),
        at_home=at_home,
    )


def _anchor_place(identifier: str) -> Place | None:
    """Return where an anchor stands. Its table has no key for it: its id begins with it (`foreign-1`) or not (`v6`)."""
    return next((place for place in Place if identifier.startswith(place.value)), None)


def _control(table: ControlTable) -> Control:
    of_endpoint = names(NeutralTable)
    own = [key for key in names(table) if key not in of_endpoint]
    endpoint = _endpoint(table, "control", apart=own, place=table.place)
    return into(Control, table, apart=(*of_endpoint, "place"), endpoint=endpoint)


def _hello(table: EndpointTable, hellos: Mapping[str, ClientHello]) -> ClientHello | None:
    if table.hello and table.hello not in hellos:
        raise StrictError(f"endpoints.{table.id}.hello: {show(table.hello)} is no profile of {_HELLOS}")
    return hellos.get(table.hello)


def _endpoint(
    table: EndpointTable,
    prefix: str,
    messenger: str = "",
    apart: Iterable[str] = (),
    place: Place | None = None,
    hello: ClientHello | None = None,
) -> Endpoint:
    made = f"{prefix}/{table.id}"
    named_by = f"{prefix}/{table.named_by}" if table.named_by else ""
    server_by = tuple(f"{prefix}/{name}" for name in table.server_by)
    neutral = {} if isinstance(table, NeutralTable) else {"operator": "", "cdn": False}
    return into(
        Endpoint,
        table,
        apart=apart,
        id=made,
        messenger=messenger,
        of_person=False,
        place=place,
        named_by=named_by,
        hello=hello,
        server_by=server_by,
        **neutral,
    )


def _rule(table: FunctionTable, messenger: str) -> FunctionRule:
    return into(
        FunctionRule,
        table,
        needs=tuple(tuple(f"{messenger}/{name}" for name in group) for group in table.needs),
        speed=tuple(f"{messenger}/{name}" for name in table.speed),
        relays=tuple(f"{messenger}/{name}" for name in table.relays),
    )
