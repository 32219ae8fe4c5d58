"""OONI's own flags for its four messenger tests, derived from the observations.

Each follows its definition there (ooni/spec@e8aafe4 ts-018 whatsapp, ts-020 telegram, ts-029 signal, ts-019
facebook_messenger; ooni/probe-cli@7cb2241 where they differ), over those of OONI's targets that we test: of its sixteen
names of WhatsApp's servers, which share their addresses, the first; of Signal's four hosts one; of Messenger's seven
three. OONI uses only the computer's own resolver: a name that is missing there is "blocked", even if its addresses
were learnt elsewhere. What was not tested is null.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Step, Variant

_INCONCLUSIVE = frozenset({Failure.NOT_IN_TIME, Failure.BUG, Failure.DENIED})
_WHATSAPP_PORTS = frozenset({443, 5222})
_TELEGRAM_CENTRES = frozenset(
    {
        *("149.154.175.50", "149.154.167.51", "149.154.175.100"),
        *("149.154.167.91", "149.154.171.5", "95.161.76.100"),
    }
)
_TELEGRAM_PORTS = frozenset({80, 443})
_MESSENGER_HOSTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "b_graph": ("facebook_messenger/phone-api", "b-graph.facebook.com"),
        "edge": ("facebook_messenger/phone-chat", "edge-mqtt.facebook.com"),
        "scontent_cdn": ("facebook_messenger/media", "scontent.xx.fbcdn.net"),
    }
)
"""By OONI's word for a host: the endpoint in the catalogue, and the host."""
_MESSENGER_UNTESTED = ("b_api", "external_cdn", "star", "stun")
"""OONI's words for the hosts that Dialtone does not test."""

Flags = dict[str, object]
"""OONI's test keys; the writer of the file replaces a `Failure` by OONI's name of it."""
Attempt = list[Observation]
"""The steps of one connection."""


def derive_flags(messenger: str, observations: Sequence[Observation]) -> Flags:
    """Return the flags of a messenger's test. `observations`: all of a check, since messengers share its lookups."""
    return _TESTS[messenger](observations)


def _derive_whatsapp(observations: Sequence[Observation]) -> Flags:
    """Return the flags of OONI's test `whatsapp` (ts-018)."""
    host = "e1.whatsapp.net"
    is_known, _ = _find_lookup(host, observations)
    connects = {
        (o.port, o.ok)
        for attempt in _find_attempts("whatsapp/noise-e", observations)
        for o in attempt
        if o.step is Step.TCP and o.port in _WHATSAPP_PORTS
    }
    is_connected = any(ok for _, ok in connects)
    all_ports_failed = not is_connected and {port for port, _ in connects} == _WHATSAPP_PORTS
    status = None
    if is_known is False or all_ports_failed:
        status = "blocked"
    elif is_connected:
        status = "ok"
    web_status, web_failure = _find_page_status("whatsapp/web-page", "web.whatsapp.com", observations)
    return {
        "whatsapp_endpoints_status": status,
        "whatsapp_endpoints_blocked": [host] if status == "blocked" else [],
        "whatsapp_endpoints_dns_inconsistent": [],  # a legacy key, always empty according to the specification
        "whatsapp_web_status": web_status,
        "whatsapp_web_failure": web_failure,
        "registration_server_status": None,
        "registration_server_failure": None,
    }


def _derive_telegram(observations: Sequence[Observation]) -> Flags:
    """Return the flags of OONI's test `telegram` (ts-020).

    Dialtone sends OONI's HTTP request only where Telegram's own protocol fails, so an answer to either counts.
    """
    at_centres = [
        o
        for o in observations
        if o.messenger == "telegram"
        and o.failure not in _INCONCLUSIVE
        and o.host in _TELEGRAM_CENTRES
        and o.port in _TELEGRAM_PORTS
    ]
    connects = [o for o in at_centres if o.step is Step.TCP]
    queries = [o for o in at_centres if o.step is Step.HTTP]
    is_connected = any(o.ok for o in connects)
    http_blocking = None
    if any(o.ok for o in at_centres if o.step in (Step.HTTP, Step.MTPROTO)):
        http_blocking = False
    elif queries or (connects and not is_connected):
        http_blocking = True
    web_status, web_failure = _find_page_status("telegram/web-page", "web.telegram.org", observations)
    return {
        "telegram_tcp_blocking": not is_connected if connects else None,
        "telegram_http_blocking": http_blocking,
        "telegram_web_status": web_status,
        "telegram_web_failure": web_failure,
    }


def _derive_signal(observations: Sequence[Observation]) -> Flags:
    """Return the flags of OONI's test `signal` (ts-029): whether the chat server answered."""
    status, failure = _find_page_status("signal/chat", "chat.signal.org", observations)
    return {"signal_backend_status": status, "signal_backend_failure": failure}


def _derive_facebook_messenger(observations: Sequence[Observation]) -> Flags:
    """Return the flags of OONI's test `facebook_messenger` (ts-019); None for each host that was not tested."""
    flags: Flags = {}
    for word in _MESSENGER_UNTESTED:
        flags |= {f"facebook_{word}_dns_consistent": None, f"facebook_{word}_reachable": None}
    consistent_names, reachable_hosts = [], []
    for word, (endpoint, host) in _MESSENGER_HOSTS.items():
        is_known, _ = _find_lookup(host, observations)
        consistent = _leads_to_facebook(endpoint, host, observations) if is_known else is_known
        connects = [o.ok for attempt in _find_attempts(endpoint, observations) for o in attempt if o.step is Step.TCP]
        reachable = any(connects) if consistent and connects else None
        flags |= {f"facebook_{word}_dns_consistent": consistent, f"facebook_{word}_reachable": reachable}
        if is_known is not None:
            consistent_names.append(consistent)
            reachable_hosts.append(True if consistent is False else reachable)  # not TCP's fault if the name fails
    return {
        **flags,
        "facebook_dns_blocking": _any_false(consistent_names),
        "facebook_tcp_blocking": _any_false(reachable_hosts),
    }


_TESTS = MappingProxyType(
    {
        "whatsapp": _derive_whatsapp,
        "telegram": _derive_telegram,
        "signal": _derive_signal,
        "facebook_messenger": _derive_facebook_messenger,
    }
)


def _any_false(values: Sequence[bool | None]) -> bool | None:
    """Return whether one of the values is false; None if that is unknown, or if there are none."""
    if False in values:
        return True
    return None if None in values or not values else False


def _leads_to_facebook(endpoint: str, host: str, observations: Sequence[Observation]) -> bool | None:
    """Return True if the system resolver's addresses are Facebook's; None if unknown. OONI compares AS numbers instead.

    They are if the server proved its identity, or if a trusted resolver returned one of them too.
    """
    proved = any(
        o.ok and o.step is Step.TLS and o.facts.get(Fact.MOZILLA) is not False
        for attempt in _find_attempts(endpoint, observations)
        for o in attempt
    )
    from_system, trusted = set[str](), set[str]()
    for o in observations:
        if o.step is Step.DNS and o.target.partition("@")[0] == host:
            if o.target.endswith("@system"):
                from_system.update(read_addresses(o))
            elif o.facts.get(Fact.TRANSPORT) == "https":
                trusted.update(read_addresses(o))
    return True if proved or from_system & trusted else None


def _find_page_status(
    endpoint: str, host: str, observations: Sequence[Observation]
) -> tuple[str | None, Failure | None]:
    """Return `ok` if any response to a request came, else `blocked` and the failure; None for both if none was sent."""
    is_known, failure = _find_lookup(host, observations)
    if is_known is False:
        return "blocked", failure
    attempts = _find_attempts(endpoint, observations)
    if any(_is_answered(attempt) for attempt in attempts):
        return "ok", None
    failures = [o.failure for attempt in attempts for o in attempt if o.failure is not None]
    return ("blocked", failures[0]) if failures else (None, None)


def _is_answered(attempt: Attempt) -> bool:
    """Return whether an attempt got a page, even with an HTTP error: a server that refuses can be reached."""
    complete = all(o.ok or (o.step is Step.HTTP and o.failure is Failure.HTTP_ERROR) for o in attempt)
    return complete and any(o.step is Step.HTTP for o in attempt)


def _find_lookup(host: str, observations: Sequence[Observation]) -> tuple[bool | None, Failure | None]:
    """Return whether the system's resolver knows a name (None: unknown), else the failure, IPv4's before IPv6's."""
    queries = [
        o
        for o in observations
        if o.step is Step.DNS and o.target == f"{host}@system" and o.failure not in _INCONCLUSIVE
    ]
    if any(o.ok for o in queries):
        return True, None
    failed = sorted(queries, key=lambda o: o.facts.get(Fact.FAMILY) == 6)
    return (False, failed[0].failure) if failed else (None, None)


def _find_attempts(endpoint: str, observations: Sequence[Observation]) -> list[Attempt]:
    """Return the connections to an endpoint as the app makes them, at addresses from the system's resolver."""
    attempts: dict[int, Attempt] = {}
    for o in observations:
        if o.endpoint == endpoint and o.variant is Variant.APP and o.step is not Step.DNS:
            attempts.setdefault(o.attempt, []).append(o)
    return [
        attempt
        for attempt in attempts.values()
        if any(o.step is Step.TCP and o.facts.get(Fact.FROM) == "system" for o in attempt)
        and not any(o.failure in _INCONCLUSIVE for o in attempt)
    ]


def read_addresses(lookup: Observation) -> tuple[str, ...]:
    """Return the addresses that a lookup yielded."""
    addresses = lookup.facts.get(Fact.ADDRESSES, ())
    return addresses if isinstance(addresses, tuple) else ()
