"""The shape of the catalogue's TOML files. An unknown key is an error; so is a value of another type."""

from datetime import date
from typing import Literal

import msgspec

from dialtone.model.lock_out import Away
from dialtone.model.maker import OriginKind
from dialtone.model.public_trust import InspectorPlace
from dialtone.model.readers import Readers
from dialtone.model.vocabulary import Function, Place, ResolverKind, StatusFormat, Trust, Weight, Wire

Sureness = Literal["high", "medium", "low"]
Platform = Literal["windows", "macos", "linux"]
Untested = Literal["retired", "no_server"]


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A table in a file; the model has the meaning of each key."""


class EndpointTable(Table, frozen=True, kw_only=True):
    """`[[endpoints]]`, and each kind of endpoint in `ground.toml`."""

    id: str
    wire: Wire
    port: int
    host: str | None = None
    addresses: tuple[str, ...] = ()
    names_fallback: tuple[str, ...] = ()
    path: str = "/"
    alpn: tuple[str, ...] = ()
    origin: str = ""
    read_bytes: int = 0
    file_prefix: str = ""
    named_by: str = ""
    hello: str = ""
    names_server: str = ""
    server_by: tuple[str, ...] = ()
    nth: int = 0
    ports: tuple[int, ...] = ()
    trust: Trust = Trust.PUBLIC
    weight: Weight = Weight.DECIDES
    healthy: int = 0
    data_centre: int = 0
    expect_status: int | None = None
    expect_text: str = ""
    source: str
    confidence: Sureness
    last_good: date | None = None
    expires: date | None = None


class ClientHelloTable(Table, frozen=True, kw_only=True):
    """`[[profiles]]` of `client_hellos.toml`."""

    id: str
    client: str
    source: str
    dated: date
    ja4: str
    ciphers: str
    extensions: tuple[str, ...]
    captured: bool = False
    shuffled: bool = False
    padded_bytes: int = 0


class ClientHellosTable(Table, frozen=True, kw_only=True):
    """The whole of `client_hellos.toml`."""

    profiles: tuple[ClientHelloTable, ...]


class NeutralTable(EndpointTable, frozen=True, kw_only=True):
    """`[[anchors]]` and `[[udp]]` of `ground.toml`: an endpoint and whose it is."""

    operator: str = ""
    cdn: bool = False


class SignInTable(NeutralTable, frozen=True, kw_only=True):
    """`[[sign_in_checks]]` of `ground.toml`: the same, and which systems make this check themselves."""

    systems: tuple[Platform, ...] = ()


class ControlTable(NeutralTable, frozen=True, kw_only=True):
    """`[[controls]]` of `ground.toml`: the same, and where it is."""

    place: Place
    countries: tuple[str, ...] = ()
    reserve: bool = False
    messengers: tuple[str, ...] = ()


class FunctionTable(Table, frozen=True, kw_only=True):
    """`[[functions]]`."""

    function: Function
    needs: tuple[tuple[str, ...], ...]
    speed: tuple[str, ...] = ()
    depends_on: Function | None = None
    platforms: tuple[Platform, ...] = ()
    why_not: str = ""
    relays: tuple[str, ...] = ()
    begins_with_stun: bool = False
    source: str = ""
    dated: date | None = None
    second: str = ""
    second_dated: date | None = None
    doubt: str = ""


class OldVersionTable(Table, frozen=True, kw_only=True):
    """`[[traces.old_versions]]`."""

    below: str
    why: str
    platforms: tuple[Platform, ...] = ()


class TracesTable(Table, frozen=True, kw_only=True):
    """`[traces]`: one list per kind of trace."""

    windows_uninstall_keys: tuple[str, ...] = ()
    windows_display_names: tuple[str, ...] = ()
    windows_publishers: tuple[str, ...] = ()
    windows_packages: tuple[str, ...] = ()
    windows_upgrade_codes: tuple[str, ...] = ()
    windows_paths: tuple[str, ...] = ()
    windows_schemes: tuple[str, ...] = ()
    macos_bundles: tuple[str, ...] = ()
    linux_desktop_ids: tuple[str, ...] = ()
    linux_flatpaks: tuple[str, ...] = ()
    linux_snaps: tuple[str, ...] = ()
    linux_packages: tuple[str, ...] = ()
    linux_rpm_packages: tuple[str, ...] = ()
    linux_binaries: tuple[str, ...] = ()
    web_apps: tuple[str, ...] = ()
    web_app_names: tuple[str, ...] = ()
    old_versions: tuple[OldVersionTable, ...] = ()
    forks: tuple[str, ...] = ()


class PublisherTable(Table, frozen=True, kw_only=True):
    """`[[publishers]]`: who is known to publish it (docs/genuine.md)."""

    kind: OriginKind
    id: str
    by: str = ""
    own_program: bool = False
    source: str
    confidence: Sureness


class KnownServerTable(Table, frozen=True, kw_only=True):
    """`[[own_server.known]]`: a server whose addresses the app carries."""

    host: str
    addresses: tuple[str, ...]


class OwnServerTable(Table, frozen=True, kw_only=True):
    """`[own_server]`: the messenger has no server of its own, the person chooses one."""

    example: str
    known: tuple[KnownServerTable, ...] = ()


class StatusTable(Table, frozen=True, kw_only=True):
    """`[status]`: where the service tells programs that it is in trouble."""

    host: str
    path: str
    format: StatusFormat
    source: str
    confidence: Sureness
    last_good: date | None = None


class FactSourceTable(Table, frozen=True, kw_only=True):
    """`[[readers.sources]]` and `[[lock_outs.sources]]`."""

    publisher: str
    dated: str = ""
    address: str
    read: bool


class ReadersTable(Table, frozen=True, kw_only=True):
    """`[readers]`: who can read a message besides the people in the chat."""

    messages: Readers
    calls: Readers | None = None
    checked: date
    sources: tuple[FactSourceTable, ...]


class LockOutTable(Table, frozen=True, kw_only=True):
    """`[[lock_outs]]`: who is locked out after how many days; the shortest first."""

    away: Away
    days: int
    checked: date
    sources: tuple[FactSourceTable, ...]


class MessengerTable(Table, frozen=True, kw_only=True):
    """A whole file of one messenger. Its id is the file's name."""

    name: str
    letter: str
    hue: str
    names: tuple[str, ...] = ()
    endpoints: tuple[EndpointTable, ...] = ()
    functions: tuple[FunctionTable, ...] = ()
    traces: TracesTable = TracesTable()
    publishers: tuple[PublisherTable, ...] = ()
    link_schemes: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    untested: Untested | None = None
    why: str = ""
    note: str = ""
    own_server: OwnServerTable | None = None
    status: StatusTable | None = None
    readers: ReadersTable | None = None
    lock_outs: tuple[LockOutTable, ...] = ()
    reach: int = 0
    used_in: tuple[str, ...] = ()
    status_page: str = ""
    download_page: str = ""
    help_page: str = ""


class ResolverTable(Table, frozen=True, kw_only=True):
    """`[[resolvers]]` of `ground.toml`."""

    id: str
    host: str
    addresses: tuple[str, ...]
    path: str
    source: str
    last_good: date | None = None
    shown_names: tuple[str, ...] = ()


class PlainResolverTable(Table, frozen=True, kw_only=True):
    """`[[plain_resolvers]]` of `ground.toml`."""

    id: str
    address: str
    kind: ResolverKind
    countries: tuple[str, ...] = ()
    source: str
    last_good: date | None = None


class OperatorTable(Table, frozen=True, kw_only=True):
    """`[[operators]]` and `[[filters]]` of `ground.toml`."""

    id: str
    ranges: tuple[str, ...]
    source: str


class InspectorTable(Table, frozen=True, kw_only=True):
    """`[[inspectors]]` of `ground.toml`."""

    id: str
    name: str
    place: InspectorPlace
    issuers: tuple[str, ...]
    source: str


class ControlsTable(Table, frozen=True, kw_only=True):
    """The whole of `ground.toml`."""

    version: str
    neutral_name: str
    controls: tuple[ControlTable, ...]
    sign_in_checks: tuple[SignInTable, ...]
    anchors: tuple[NeutralTable, ...]
    udp: tuple[NeutralTable, ...]
    resolvers: tuple[ResolverTable, ...]
    plain_resolvers: tuple[PlainResolverTable, ...] = ()
    operators: tuple[OperatorTable, ...] = ()
    inspectors: tuple[InspectorTable, ...] = ()
    stun_tcp: tuple[EndpointTable, ...] = ()
    filters: tuple[OperatorTable, ...] = ()
    port_witnesses: tuple[EndpointTable, ...] = ()
