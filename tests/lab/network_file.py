"""The networks of the lab, read strictly from ``networks/*.toml``.

A table is a network. Its keys are the fields of :class:`lab.scenario.Scenario` and of what that is made of, with these
short forms:

- Several words are one string: ``groups = "meta m:whatsapp"``. ``@whatsapp`` stands for the words of that name in
  ``lists.toml`` (or one of :func:`_load_lists`), and ``dc{1-5}.telegram.invalid`` for five words.
- A rule names its class, and beside it the flows that it looks at: ``{ rule = "IpBlock", groups = "meta" }``.
- ``truth`` (``Scenario.messengers``) says of one or several messengers in which state which functions are, why, and
  because of whom, if not of a censor: ``truth."line qq" = "media web: slow throttling, calls: flaky, by isp-fault"``.
  Without functions all of them are meant; ``works``: nothing is wrong. Messengers that are not named work.
- ``expect`` says what the reference client sees (``selftest.py``): keys are globs over its probes, values globs over
  outcomes, alternatives joined with ``||``; ``=`` is the outcome in ``clean``, and later entries win. What no entry
  names is as in ``clean``. Without ``expect`` nothing is proved: it may see whatever it sees (:data:`ANYTHING`).
- Unless something else is said, ``net.ipv4`` and ``net.ipv6`` are those of the link, and ``net.censorship`` is whether
  a censor stops a messenger. ``net.dead``: what is not said is as where nothing in the world can be reached.
- ``like = "other"`` begins with another network, ``joins = "one other"`` with several joined (``scenario.compose``);
  what is said beside it replaces theirs, but ``expect`` beside ``joins`` is added. What stands in ``parts.toml``
  serves others only, and is no network itself.
- A lie whose ``answer`` is ``dns64`` gives each name its address in 64:ff9b::/96.
- ``client_scripts``: Python files of this folder, with arguments, that run on the client as ``client_programs`` do.
"""

import re
import shlex
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec

from lab import catalog, real_resolvers
from lab.answers import Answer
from lab.catalog import HOSTS, MESSENGERS
from lab.scenario import FUNCTIONS, STATES, DnsLie, F, Fault, Link, Match, Messenger, Net, Rule, Scenario, Vpn, compose

FOLDER = Path(__file__).parent
_RULES: Mapping[str, type[Rule]] = {rule.__name__: rule for rule in Rule.__subclasses__()}
#: Keys that have another name than their field.
_FIELDS = {"truth": "messengers", "client_scripts": "client_programs"}
_DEAD = {
    "isp_dns": "dead",
    "public_dns": "blocked",
    "doh": "blocked",
    "ipv4": "broken",
    "ipv6": "broken",
    "udp": "blocked",
}
ANYTHING: Mapping[str, str] = {"*": "*"}
"""What the reference client may see in a network that does not say what it sees."""
_PARTS = "parts"
_HEADING = re.compile(r"^\[([\w-]+)\]$", re.MULTILINE)
_STATE = re.compile(r"(?:(?P<functions>[a-z ]+): )?(?P<state>[a-z]+)(?: (?P<cause>[a-z0-9_+]+))?")

Table = Mapping[str, Any]
Kind = TypeVar("Kind")


class Networks(Mapping[str, Scenario]):
    """The networks of a folder by name, in the order of its files (`base` first), each read when it is asked for.

    Raises `ValueError`, which names the file and the network, for what means nothing.
    """

    def __init__(self, folder: Path = FOLDER / "networks") -> None:
        self._folder = folder
        self._files: dict[str, str] = {}
        for path in sorted(folder.glob("*.toml"), key=lambda path: (path.stem != "base", path.stem)):
            for name in _HEADING.findall(path.read_text(encoding="utf-8")):
                if name in self._files:
                    raise ValueError(f"two networks are called {name}")
                self._files[name] = path.stem
        self._tables: dict[str, Mapping[str, Table]] = {}
        self._made: dict[str, Scenario] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return (name for name, file in self._files.items() if file != _PARTS)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, name: str) -> Scenario:
        if name not in self._made:
            file = self._files[name]
            try:
                self._made[name] = self._read(name, file)
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{file}.toml, {name}: {error!r}") from error
        return self._made[name]

    def file(self, name: str) -> str:
        """Return in which file a network stands, without its ending."""
        return self._files[name]

    def _read(self, name: str, file: str) -> Scenario:
        """Read a network from its file."""
        if file not in self._tables:
            self._tables[file] = tomllib.loads((self._folder / f"{file}.toml").read_text(encoding="utf-8"))
        told = dict(self._tables[file][name])
        joined = told.pop("joins", "")
        base = self._base(name, joined, told.pop("like", ""))
        net = told.pop("net", None if base.name else {})
        made = replace(
            base, name=name, **{_FIELDS.get(key, key): _read_field(key, value) for key, value in told.items()}
        )
        if joined:
            made = replace(made, expect={**base.expect, **made.expect})
        return made if net is None else replace(made, net=_make_net(net, made))

    def _base(self, name: str, joined: str, other: str) -> Scenario:
        """Return the network that another begins with: several joined, one other, or an empty one."""
        if joined:
            return compose(name, "", *(self[part] for part in joined.split()))
        return self[other] if other else Scenario("", "", expect=ANYTHING)


def _read_field(key: str, value: Any) -> Any:
    """Return the value of a scenario's field."""
    return _READERS[key](value) if key in _READERS else _convert(value, _find_types(Scenario)[key])


def _convert(value: Any, kind: Any) -> Any:
    """Return a value as a type; a string may stand for several words."""
    if kind == tuple[str, ...] and isinstance(value, str):
        return expand_words(value)
    return msgspec.convert(value, kind)


def _make(kind: Callable[..., Kind], told: Table) -> Kind:
    """Return an object of a kind from its table."""
    return kind(**{key: _convert(value, _find_types(kind)[key]) for key, value in told.items()})


@cache
def _find_types(kind: Callable[..., object]) -> Mapping[str, Any]:
    return get_type_hints(kind)


def expand_words(text: str) -> tuple[str, ...]:
    """Return the words of a string, with lists and numbers written out."""
    lists = (_load_lists()[word[1:]] if word.startswith("@") else catalog.expand_words(word) for word in text.split())
    return tuple(word for each in lists for word in each)


@cache
def _load_lists() -> Mapping[str, tuple[str, ...]]:
    """Return lists of words by name: those of the file, and those that follow from the lab's hosts."""
    told = tomllib.loads((FOLDER / "lists.toml").read_text(encoding="utf-8"))
    sites = [site for host in HOSTS if not host.role.startswith("resolver:") for site in host.v4]
    alone = {site[0] for site in sites if len(site) == 1}
    cloudflares = [h for h in HOSTS if h.owner == "cloudflare" and "https" in h.svc and "resolver:" not in h.role]
    return {
        **{name: expand_words(text) for name, text in told.items()},
        "messengers": tuple(MESSENGERS),
        "at-cloudflare": tuple(name for host in cloudflares for name in host.names),
        "abroad": tuple(name for host in HOSTS if host.region != "ru" for name in host.names),
        "every-other-address": tuple(sorted({address for site in sites for address in site[::2]} - alone)),
        "without-ipv6": tuple(
            name for host in HOSTS if not host.v6 for name in host.names if not name.endswith(".invalid")
        ),
    }


def _make_rule(told: Table) -> Rule:
    """Return a rule from its table, in which the flows that it looks at stand beside what it does."""
    flows = {key: value for key, value in told.items() if key in _find_types(Match)}
    acts = {key: value for key, value in told.items() if key not in flows and key != "rule"}
    return replace(_make(_RULES[told["rule"]], acts), match=_make(Match, flows))


def _make_lies(told: list[Table]) -> tuple[DnsLie, ...]:
    return tuple(lie for each in told for lie in _translate(_make(DnsLie, each)))


def _translate(lie: DnsLie) -> Iterator[DnsLie]:
    """Yield a lie, or one for each of its hosts with the IPv6 address that RFC 6147 makes of theirs."""
    if lie.answer != "dns64":
        yield lie
        return
    for host in HOSTS:
        if names := tuple(name for name in host.names if name in lie.names):
            yield replace(lie, names=names, answer=str(ip_address("64:ff9b::") + int(ip_address(host.v4[0][0]))))


def _make_net(told: Table, network: Scenario) -> Net:
    """Return the truth about the network: what is said, and else what follows from its link and messengers."""
    stopped = (
        one for one in network.messengers.values() if any(getattr(one, name).state != "ok" for name in FUNCTIONS)
    )
    usual = {
        "ipv4": network.link.ipv4,
        "ipv6": network.link.ipv6,
        "censorship": any(one.by == "censor" for one in stopped),
    }
    stated = {key: value for key, value in told.items() if key != "dead"}
    return _make(Net, usual | (_DEAD if told.get("dead") else {}) | stated)


def _expand_keys(told: Mapping[str, str]) -> dict[str, str]:
    """Return a table with a key of several words as several keys."""
    return {word: value for several, value in told.items() for word in expand_words(several)}


def _read_truths(told: Mapping[str, str]) -> dict[str, Messenger]:
    """Return what is true of each messenger. Raises `ValueError` for an unknown one."""
    texts = _expand_keys(told)
    if unknown := texts.keys() - MESSENGERS.keys() - {"*", "*ru", "*foreign"}:
        raise ValueError(f"no messengers: {', '.join(sorted(unknown))}")
    return {messenger: read_truth(text) for messenger, text in texts.items()}


def read_truth(text: str) -> Messenger:
    """Return what is true of a messenger: ``media web: blocked tls_sni_rst, calls: slow throttling, by isp-fault``.

    Raises `ValueError` or `TypeError` if the text says something else.
    """
    if text == "works":
        return Messenger(by="none")
    states, _, by = text.partition(", by ")
    functions: dict[str, Any] = {}
    for state in states.split(", "):
        said = _STATE.fullmatch(state)
        if said is None or said["state"] not in STATES:
            raise ValueError(f"no truth: {text}")
        names = said["functions"].split() if said["functions"] else FUNCTIONS
        functions |= dict.fromkeys(names, F(said["state"], said["cause"] or "none"))
    return Messenger(**functions, by=by or "censor")


def _make_script_line(line: str) -> str:
    """Return the line of a shell that runs a Python file of this folder with arguments."""
    file, *arguments = expand_words(line)
    source = (FOLDER / file).read_text(encoding="utf-8")
    run = "exec " + " ".join(map(shlex.quote, (sys.executable, "-I", "-c", source, *arguments)))
    if file != "home_resolver.py":
        return run
    address, upstream, answer, *names = arguments
    if not names:
        return run
    return f"{real_resolvers.at_home(address, upstream, answer, names)}; {run}"


def _read_each(read: Callable[[Any], Kind]) -> Callable[[list[Any]], tuple[Kind, ...]]:
    return lambda told: tuple(map(read, told))


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "answers": lambda told: msgspec.convert(told, tuple[Answer, ...]),
    "client_env": lambda told: tuple(told.items()),
    "client_scripts": _read_each(_make_script_line),
    "description": lambda text: " ".join(text.split()),
    "dns_lies": _make_lies,
    "expect": _expand_keys,
    "faults": _read_each(partial(_make, Fault)),
    "hypotheses": lambda told: {each: expand_words(text) for each, text in _expand_keys(told).items()},
    "link": partial(_make, Link),
    "rules": _read_each(_make_rule),
    "truth": _read_truths,
    "vpn": partial(_make, Vpn),
}
