"""Building, running and removing one simulated network."""

import contextlib
import hashlib
import ipaddress
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

import certifi
import psutil

from lab import catalog as c
from lab import keys, netns, programs, proxies, real_resolvers, tunnel
from lab.catalog import Host
from lab.client import ClientConfig, client_environment, run_in_client
from lab.isp import Isp
from lab.netio import CertStore
from lab.pki import Pki
from lab.relay import RelayConfig, relay_main
from lab.scenario import Scenario, Vpn
from lab.servers import ServerConfig
from lab.wire import Tap, Wire
from lab.world import World

PACKAGE_DIR = Path(__file__).resolve().parent
REPOSITORY = PACKAGE_DIR.parent.parent
_DIR_PREFIX = "netlab-"
_UP = "mtu 1500 txqueuelen 10000 addrgenmode none up"
"""How `ip link set` turns on a device to another namespace."""

#: Names of the lab's own root bundles -> their files (``--cover FILE=NAME``).
BUNDLES = {
    "os": "os-bundle.pem",
    "public": "public-roots.pem",
    "signal": "signal-ca.pem",
    "signal-der": "signal-ca.cer",
    "state": "state-ca.pem",
    "pins": "pins.toml",
    "keys": "keys.toml",
    "retired": "retired-roots.pem",
}
KEYS = REPOSITORY / "resources" / "roots" / "keys.toml"
PINS = REPOSITORY / "resources" / "roots" / "pins.toml"
RETIRED = REPOSITORY / "resources" / "roots" / "retired-roots.pem"
MINISTRY = REPOSITORY / "resources" / "roots" / "russian-trusted.pem"


def list_covers() -> list[tuple[str, str]]:
    """Return Dialtone's own files that the lab must replace, with the lab's: roots, pins and keys."""
    covers = [(certifi.where(), BUNDLES["public"])]
    for name in ("signal.cer", "signal-ed25519.cer"):
        path = REPOSITORY / "resources" / "roots" / name
        if path.is_file():
            form = "signal" if b"-----BEGIN" in path.read_bytes() else "signal-der"
            covers.append((str(path), BUNDLES[form]))
    others = {MINISTRY: "state", RETIRED: "retired", PINS: "pins", KEYS: "keys"}
    return covers + [(str(path), BUNDLES[name]) for path, name in others.items() if path.is_file()]


def list_package_covers(inside: Path) -> list[tuple[str, str]]:
    """Return what the lab must replace in a package: `inside` has its certifi and ``dialtone/_resources``."""
    resources = REPOSITORY / "resources"
    covers = []
    for path, bundle in list_covers():
        source = Path(path)
        is_resource = source.is_relative_to(resources)
        place = f"dialtone/_resources/{source.relative_to(resources)}" if is_resource else f"certifi/{source.name}"
        covers.append((str(inside / place), bundle))
    return covers


#: The router of the home hands lookups on to the provider's resolver, as routers do; where a tunnel is up it is asked
#: by who leaves beside it.
_ROUTER_ANSWERS_NAMES = (
    "nft add table ip router",
    "nft 'add chain ip router lookups { type nat hook prerouting priority -100; }'",
    *(
        f"nft add rule ip router lookups iif lan0 ip daddr {c.GATEWAY_V4} {proto} dport 53 dnat to {c.ISP_RESOLVER}"
        for proto in ("udp", "tcp")
    ),
)


@dataclass
class RunResult:
    """What a command did and what the lab saw of it."""

    exit_code: int
    timed_out: bool
    stdout: bytes = b""
    stderr: bytes = b""
    wire: Wire = field(default_factory=Wire)
    memory_kb: int = 0
    processor: float = 0.0


class LabError(RuntimeError):
    """The lab could not be built."""


class Lab:
    """One simulated network; a context manager.

    >>> with Lab(scenario) as lab:
    ...     result = lab.run(["curl", "https://web.whatsapp.com/"], capture=True)
    >>> lab.report["coverage"]
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int = 1,
        pcap: Path | None = None,
        cover: Iterable[tuple[str, str]] = (),
        hide: Iterable[Path] = (),
        real_proxies: bool = False,
        real_resolver: str = "",
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        hosts = (*c.HOSTS, *proxies.HOSTS)
        self.hosts: tuple[Host, ...] = tuple(map(_translate_host, hosts)) if scenario.link.ipv4 == "none" else hosts
        self.pcap = pcap
        self.cover = list(cover)
        self.hide = list(hide)
        self.real_proxies = real_proxies
        self.real_resolver = real_resolver
        self.report: dict[str, Any] = {}
        self._fds: dict[str, int] = {}
        self._children: dict[str, int] = {}
        self._dir: Path | None = None
        self._timings: dict[str, float] = {}
        self._memory: dict[str, Any] = {}
        self._codes: list[dict[str, Any]] = []

    # -- life cycle ---------------------------------------------------------------

    def __enter__(self) -> "Lab":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Build everything; on failure remove what was built."""
        if os.geteuid() != 0:
            raise LabError("the lab needs root (namespaces, TUN devices)")
        if self.real_resolver and not programs.find(self.real_resolver):
            raise LabError(f"{self.real_resolver} is not installed")
        began = time.monotonic()
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        self._timings["setup_ms"] = round((time.monotonic() - began) * 1000)

    def _start(self) -> None:
        """Build the files, the namespaces and their links, and start the server processes. Raises `LabError`."""
        remove_stale_directories()
        self._dir = Path(tempfile.mkdtemp(prefix=_DIR_PREFIX))
        (self._dir / "owner").write_text(str(os.getpid()))
        os.chmod(self._dir, 0o711)
        (self._dir / "client").mkdir()
        (self._dir / "server").mkdir(mode=0o700)
        pki = Pki(self.scenario.clock_offset_days, self.scenario.long_lived)
        self._write_client_files(pki)
        vpn = self.scenario.vpn
        tunnelled = vpn is not None and bool(vpn.server)
        for name in ("client", "isp", "svc", "world", *(("abroad",) if tunnelled else ())):
            self._fds[name] = netns.new_netns()
        tuns = self._make_links()
        ends: dict[str, int] = {}
        if tunnelled:
            ends = {"vpn": tuns.pop("vpn"), "far_end": tuns.pop("far_end")}
        server = self._dir / "server"
        ready: list[int] = []

        def start(space: str, main: Callable[[Any], None], make_config: Callable[[int], Any], *unused: int) -> None:
            """Start a server process, which closes `unused` descriptors; a pipe in `ready` says when it listens."""
            read_end, write_end = os.pipe()
            ready.append(read_end)
            self._spawn(space, main, make_config(write_end), [*tuns.values(), *unused, *ready])
            os.close(write_end)

        def configure(report: str) -> Callable[[int], ServerConfig]:
            """Return what makes the configuration of a process of servers that writes this report."""
            return partial(
                ServerConfig, self.scenario, self.hosts, pki, server, server / report,
                real_proxies=self.real_proxies, real_resolver=self.real_resolver,
            )  # fmt: skip

        start("world", World.serve, configure("world.json"), *ends.values())
        start("svc", Isp.serve, configure("isp.json"), *ends.values())
        if vpn and ends:
            far_end = ends["far_end"]
            start("abroad", tunnel.server_main, lambda fd: self._tunnel_end(vpn, far_end, fd, pki), ends["vpn"])
        relay = RelayConfig(self.scenario, self.hosts, self.seed, server / "relay.json", self.pcap, tuns)
        self._spawn("isp", relay_main, relay, [*ends.values(), *ready], process="relay")
        for fd in tuns.values():
            os.close(fd)
        for fd in ready:
            if os.read(fd, 1) != b"R":
                raise LabError("a server process of the lab did not start (see the messages above)")
            os.close(fd)
        if vpn and ends:
            self._open_tunnel(vpn, ends, pki)

    def _tunnel_end(self, vpn: Vpn, device: int, ready: int, pki: Pki) -> tunnel.TunnelConfig:
        """Return the configuration of one end of the tunnel; both ends have the same key."""
        assert self._dir
        name = "www.vpn-provider.example"
        return tunnel.TunnelConfig(
            device, vpn.server, hashlib.sha256(str(self._dir).encode()).digest(), ready, vpn.dresses, name,
            self._dir / "server" / "tunnel.json",
            CertStore(self._dir / "server").get(pki.authority("letsencrypt"), [name], ["http/1.1"]),
        )  # fmt: skip

    def _open_tunnel(self, vpn: Vpn, ends: dict[str, int], pki: Pki) -> None:
        """Start the client's end, and wait until it is open or has given up."""
        read_end, write_end = os.pipe()
        near = replace(self._tunnel_end(vpn, ends["vpn"], write_end, pki), context=None)
        self._spawn("client", tunnel.client_main, near, [ends["far_end"], read_end], process="tunnel")
        for fd in (write_end, *ends.values()):
            os.close(fd)
        if os.read(read_end, 1) != b"R":
            raise LabError("the tunnel's end at the client did not start (see the messages above)")
        os.close(read_end)

    def _spawn(
        self, space: str, main: Callable[[Any], None], config: Any, close: Sequence[int], process: str | None = None
    ) -> None:
        """Fork a server process into a namespace. `close`: descriptors that it does not need; `process`: its name."""
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid:
            self._children[process or space] = pid
            return
        code = 1
        try:
            netns.die_with_parent(signal.SIGKILL)
            os.setsid()
            os.nice(-15 if process == "relay" else -5)  # a busy client must not stretch the delays
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            netns.setns(self._fds[space])
            for fd in close:
                os.close(fd)
            null = os.open("/dev/null", os.O_RDWR)
            os.dup2(null, 0)
            os.dup2(null, 1)
            main(config)
            code = 0
        except BaseException as error:  # noqa: BLE001 - a forked child must not unwind
            import traceback

            traceback.print_exception(error)
            sys.stderr.flush()
        os._exit(code)

    # -- network --------------------------------------------------------------------

    def _make_links(self) -> dict[str, int]:
        """Create the devices, addresses and routes of each namespace; return the TUN descriptors by name."""
        vpn = self.scenario.vpn
        tuns: dict[str, int] = {}
        with netns.inside(self._fds["world"]):
            tuns["world"] = self._set_up_world()
        with netns.inside(self._fds["svc"]):
            tuns["svc"] = _set_up_provider_services()
        with netns.inside(self._fds["isp"]):
            tuns["wan"] = self._set_up_router()
        with netns.inside(self._fds["client"]):
            tuns |= self._set_up_client()
        if vpn and vpn.server:
            with netns.inside(self._fds["abroad"]):
                tuns |= _set_up_far_end(vpn.server)
        return tuns

    def _set_up_world(self) -> int:
        """Give every host its addresses; return the device to the provider."""
        device = netns.open_tun("world0")
        _quiet_ipv6()
        addresses = sorted({str(ipaddress.ip_address(a)) for h in self.hosts for a in h.addresses()})
        netns.ip_batch(
            ["link set lo up", f"link set world0 {_UP}"]
            + [f"addr add {a}/{128 if ':' in a else 32} dev lo" + (" nodad" if ":" in a else "") for a in addresses]
            + ["route add default dev world0", "-6 route add default dev world0"]
        )
        netns.sysctl("net/ipv4/icmp_ratelimit", 0)
        return device

    def _set_up_router(self) -> int:
        """Set up the router of the home and its cable to the client; return the device to the provider."""
        link = self.scenario.link
        device = netns.open_tun("wan0")
        _quiet_ipv6()
        netns.sysctl("net/ipv4/ip_forward", 1)
        netns.sysctl("net/ipv6/conf/all/forwarding", 1)
        netns.sysctl("net/ipv4/icmp_ratelimit", 0)
        peer = f"/proc/{os.getpid()}/fd/{self._fds['client']}"
        batch = [
            "link set lo up",
            f"link set wan0 {_UP}",
            "link add lan0 address 02:00:c0:a8:01:01 type veth peer name eth0 address 02:00:c0:a8:01:17",
            f"link set eth0 netns {peer}",
            f"addr add {c.GATEWAY_V4}/24 dev lan0",
            f"addr add {c.PHONE_GATEWAY_V4}/28 dev lan0",
            "rule add iif lan0 lookup 100 pref 100",
            "route add default dev wan0 table 100",
        ]
        if link.ipv6 != "none":
            batch += [
                f"addr add {c.GATEWAY_V6}/64 dev lan0 nodad",
                "-6 rule add iif lan0 lookup 100 pref 100",
                "-6 route add default dev wan0 table 100",
            ]
        if link.state != "down":
            batch.append("link set lan0 up")
        netns.ip_batch(batch)
        for line in _ROUTER_ANSWERS_NAMES if self.scenario.vpn else ():
            _set_up(line)
        return device

    def _set_up_client(self) -> dict[str, int]:
        """Set up the client; return its tunnel's device, if it has one."""
        link, vpn = self.scenario.link, self.scenario.vpn
        has_v4, has_v6 = link.ipv4 != "none", link.ipv6 != "none"
        _quiet_ipv6()
        netns.sysctl("net/ipv4/ping_group_range", "0 2147483647")
        for name in () if has_v6 else ("all", "default", "eth0"):
            netns.sysctl(f"net/ipv6/conf/{name}/disable_ipv6", 1)
        batch = ["link set lo up", "link set eth0 up"]
        if has_v4 and link.state != "down":
            batch.append(f"addr add {c.CLIENT_V4}/24 brd + dev eth0")
        if has_v6 and link.state != "down":
            batch.append(f"addr add {c.CLIENT_V6}/64 dev eth0 nodad")
        if has_v4 and link.state == "up":
            batch.append(f"route add default via {c.GATEWAY_V4} dev eth0 metric 100")
        if has_v6 and link.state == "up":
            batch.append(f"-6 route add default via {c.GATEWAY_V6} dev eth0 metric 100")
        tunnel_device: dict[str, int] = {}
        if vpn:
            tunnel_device["vpn"] = netns.open_tun("tun0")
            batch += self._list_tunnel_routes(vpn)
        netns.ip_batch(batch)
        for line in self.scenario.client_setup:
            _set_up(line)
        return tunnel_device

    def _list_tunnel_routes(self, vpn: Vpn) -> list[str]:
        """Return the commands of `ip` for the client's tunnel: its addresses, and the routes into it and to its end."""
        link = self.scenario.link
        batch = [
            "link set tun0 mtu 1420 txqueuelen 10000 addrgenmode none up",
            f"addr add {c.VPN_CLIENT_V4}/24 dev tun0",
            *(f"route add {range_} dev tun0 metric 50" for range_ in vpn.only or ("default",)),
        ]
        if not vpn.server:
            batch.append(f"route add {c.VPN_SERVER_V4}/32 via {c.GATEWAY_V4} dev eth0")
        elif link.state == "up" and link.ipv4 != "none":
            batch.append(f"route add {vpn.server}/32 via {c.GATEWAY_V4} dev eth0")
        if link.ipv6 != "none" and not vpn.only and vpn.ipv6 == "through":
            batch += [f"addr add {c.VPN_CLIENT_V6}/64 dev tun0 nodad", "-6 route add default dev tun0 metric 50"]
        return batch

    def _write_client_files(self, pki: Pki) -> None:
        """Write the files that the client sees in the place of its own: names, certificates, keys, settings."""
        assert self._dir
        files = self._dir / "client"
        intercepting = any(getattr(rule, "ca", "") == "state" for rule in self.scenario.rules)
        state_root = intercepting or self.scenario.state_root_installed
        public = pki.public_bundle()
        vpn = self.scenario.vpn
        nameserver = c.VPN_GATEWAY_V4 if vpn and not vpn.only else c.ISP_RESOLVER
        if vpn and vpn.names == "beside":
            nameserver = c.GATEWAY_V4
        if self.scenario.link.ipv4 == "none":
            nameserver = c.ISP_EGRESS_V6
        nameservers = self.scenario.nameservers or (*self.scenario.first_nameservers, nameserver)
        contents = {
            "resolv.conf": "".join(f"nameserver {one}\n" for one in nameservers).encode(),
            "hosts": "\n".join(
                ("127.0.0.1\tlocalhost pc", "::1\tlocalhost ip6-localhost ip6-loopback", *self.scenario.hosts_file, "")
            ).encode(),
            "nsswitch.conf": b"passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n"
            b"networks: files\nprotocols: files\nservices: files\n",
            "public-roots.pem": public,
            "os-bundle.pem": (b"" if self.scenario.roots_missing else public)
            + (pki.authority("state").root_pem if state_root else b"")
            + pki.authority("retired").root_pem
            + b"".join(pki.authority(ident).root_pem for ident in self.scenario.roots_installed),
            "retired-roots.pem": pki.authority("retired").root_pem,
            "signal-ca.pem": pki.authority("signal").root_pem,
            "signal-ca.cer": pki.authority("signal").root_der,
            "state-ca.pem": pki.authority("state").root_pem,
            "keys.toml": keys.keys_file().encode(),
            "pins.toml": pki.pins_for(PINS.read_text() if PINS.is_file() else "").encode(),
        }
        if any("secure_names.py" in line for line in self.scenario.client_programs):
            contents["secure_names.py"] = (PACKAGE_DIR / "secure_names.py").read_bytes()
        for name, data in contents.items():
            (files / name).write_bytes(data)
        (files / "no-certs").mkdir()
        (files / "home").mkdir()
        os.chmod(files / "home", 0o1777)
        if servers := self.scenario.own_servers():
            settings = files / "home" / ".config" / "dialtone" / "settings.json"
            settings.parent.mkdir(parents=True)
            settings.write_text(json.dumps({"servers": servers}), encoding="utf-8")

    # -- running ----------------------------------------------------------------------

    def run(
        self,
        command: Sequence[str],
        *,
        timeout: float | None = None,
        capture: bool = False,
        own_pids: bool = True,
        env: dict[str, str] | None = None,
        tap: bool = False,
    ) -> RunResult:
        """Run a command in the client and wait for it; with ``tap`` measure what it costs."""
        assert self._dir
        files = self._dir / "client"
        hide = [*self.hide, self._dir / "server"] if self.hide else []
        config = ClientConfig(
            netns=self._fds["client"],
            files=files,
            hide=hide,
            covers=self.cover,
            group=self.scenario.client_group,
            env={
                **client_environment(files, os.environ),
                **dict(self.scenario.client_env),
                real_resolvers.AT_HOME: self.real_resolver,
                **(env or {}),
            },
            programs=self.scenario.client_programs,
            usage=os.memfd_create("usage") if tap else -1,
        )
        with netns.inside(self._fds["client"]):
            tapped = Tap("eth0") if tap else None
        began = time.monotonic()
        if capture:
            with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
                code, late = run_in_client(
                    config, command, timeout=timeout, new_pid_ns=own_pids, redirect=(out.fileno(), err.fileno())
                )
                out.seek(0)
                err.seek(0)
                result = RunResult(code, late, out.read(), err.read())
        else:
            code, late = run_in_client(config, command, timeout=timeout, new_pid_ns=own_pids)
            result = RunResult(code, late)
        self._codes.append(
            {
                "command": list(command),
                "exit_code": code,
                "timed_out": late,
                "run_ms": round((time.monotonic() - began) * 1000),
            }
        )
        if tapped:
            with netns.inside(self._fds["client"]):
                result.wire = tapped.read()
            with open(config.usage, "rb") as usage:
                memory, _, processor = os.pread(usage.fileno(), 64, 0).partition(b" ")
            result.memory_kb, result.processor = int(memory or 0), float(processor or 0)
            self._codes[-1]["wire"] = result.wire.told()
        return result

    # -- the end -----------------------------------------------------------------------

    def stop(self) -> None:
        """End all processes, collect reports, remove everything.  Safe to call twice."""
        if self._dir is None:
            return
        began = time.monotonic()
        old: Any = None
        with contextlib.suppress(ValueError):  # a second ctrl-C must not interrupt the clean-up
            old = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self._stop()
        finally:
            if old is not None:
                signal.signal(signal.SIGINT, old)
        self._timings["teardown_ms"] = round((time.monotonic() - began) * 1000)
        self.report["timings"] = dict(self._timings)

    def _stop(self) -> None:
        """End all processes, first by asking them; then collect their reports, and remove the files."""
        assert self._dir
        self._measure_memory()
        children = [psutil.Process(pid) for pid in self._children.values()]
        for child in children:
            child.terminate()
        _, left = psutil.wait_procs(children, timeout=3)
        for child in left:
            child.kill()
        psutil.wait_procs(left)
        self._children.clear()
        for fd in self._fds.values():
            os.close(fd)
        self._fds.clear()
        self._collect()
        shutil.rmtree(self._dir, ignore_errors=True)
        self._dir = None

    def _measure_memory(self) -> None:
        """Record the memory of each process of the lab, in kilobytes."""
        total = 0
        for name, pid in self._children.items():
            with contextlib.suppress(psutil.Error):
                size = psutil.Process(pid).memory_full_info().pss // 1024
                self._memory[f"{name}_pss_kb"] = size
                total += size
        self._memory["total_pss_kb"] = total

    def _collect(self) -> None:
        """Make the report of what the processes observed."""
        assert self._dir
        parts: dict[str, Any] = {}
        for name in ("relay", "world", "isp", "tunnel"):
            with contextlib.suppress(OSError, ValueError):
                parts[name] = json.loads((self._dir / "server" / f"{name}.json").read_text(encoding="utf-8"))
        world, isp, relay = parts.get("world", {}), parts.get("isp", {}), parts.get("relay", {})
        self.report = {
            "scenario": self.scenario.name,
            "seed": self.seed,
            "runs": self._codes,
            "memory": self._memory,
            "truth": self.scenario.truth(),
            "coverage": {
                "unknown_names": Counter(world.get("unknown_names")) + Counter(isp.get("unknown_names")),
                "unknown_addresses": relay.get("unknown_addresses", {}),
                "unknown_http_hosts": world.get("unknown_http_hosts", {}),
                "rules_never_hit": [r["rule"] for r in relay.get("rules", []) if not r["hits"]],
            },
            **parts.get("tunnel", {}),
            "relay": relay,
            "world": world,
            "isp": isp,
        }


def _set_up_provider_services() -> int:
    """Set up the provider's resolver, portal and interceptor; return the device to its router."""
    device = netns.open_tun("svc0")
    _quiet_ipv6()
    netns.ip_batch(
        ["link set lo up", f"link set svc0 {_UP}"]
        + [f"addr add {a}/32 dev lo" for a in c.ISP_SERVICE_V4]
        + [f"addr add {a}/128 dev lo nodad" for a in c.ISP_SERVICE_V6]
        + ["route add default dev svc0", "-6 route add default dev svc0"]
        # diverted connections keep their original destination: accept any address
        + ["rule add iif svc0 lookup 50 pref 100", "route add local default dev lo table 50"]
        + ["-6 rule add iif svc0 lookup 50 pref 100", "-6 route add local default dev lo table 50"]
    )
    return device


def _set_up_far_end(address: str) -> dict[str, int]:
    """Set up the namespace in which a tunnel ends; return its devices to the world and to the tunnel."""
    _quiet_ipv6()
    netns.sysctl("net/ipv4/ip_forward", 1)
    netns.sysctl("net/ipv6/conf/all/forwarding", 1)
    devices = {"abroad": netns.open_tun("out0"), "far_end": netns.open_tun("tun0")}
    netns.ip_batch(
        [
            "link set lo up",
            f"addr add {address}/32 dev lo",
            f"link set out0 {_UP}",
            "link set tun0 mtu 1420 txqueuelen 10000 addrgenmode none up",
            f"route add {c.VPN_CLIENT_V4}/32 dev tun0",
            f"-6 route add {c.VPN_CLIENT_V6}/128 dev tun0",
            "route add default dev out0",
            "-6 route add default dev out0",
        ]
    )
    return devices


def _translate_host(host: Host) -> Host:
    """Return a host with the IPv6 addresses that a network without IPv4 gives it (RFC 6052)."""
    prefix = int(ipaddress.IPv6Address("64:ff9b::"))
    v6 = tuple(tuple(str(ipaddress.IPv6Address(prefix + int(ipaddress.ip_address(a)))) for a in s) for s in host.v4)
    return host if host.v6 else replace(host, v6=v6)


def remove_stale_directories() -> None:
    """Remove run directories whose lab was killed (processes and namespaces are gone by themselves)."""
    for path in Path(tempfile.gettempdir()).glob(f"{_DIR_PREFIX}*"):
        with contextlib.suppress(OSError, ValueError):
            owner = int((path / "owner").read_text(encoding="ascii"))
            if not Path(f"/proc/{owner}").exists():
                shutil.rmtree(path, ignore_errors=True)


def _set_up(line: str) -> None:
    """Run a line of a shell in the current namespace, as root. Raises `LabError`."""
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=False)
    if done.returncode:
        raise LabError(f"the client's {line.split()[0]} failed: {done.stderr.decode(errors='replace').strip()}")


def _quiet_ipv6() -> None:
    """Turn off duplicate address detection and autoconfiguration: addresses are usable at once, and always the same."""
    for name in ("all", "default"):
        for key, value in (("accept_dad", 0), ("accept_ra", 0), ("autoconf", 0), ("router_solicitations", 0)):
            netns.sysctl(f"net/ipv6/conf/{name}/{key}", value)
    netns.sysctl("net/ipv4/conf/all/rp_filter", 0)
    netns.sysctl("net/ipv4/conf/default/rp_filter", 0)
