"""Every limit of a check, a proxy test and an update: how long, how much, how often. Handed to those who keep them.

Not here: how large one message of a protocol may be, which stands beside its codec in `probe/protocols/`; from when a
figure means something, which stands in `judge/`; how large a file may be, which stands with its reader.
"""

from msgspec import field

from dialtone.model.frozen import Frozen
from dialtone.model.pace_limits import PaceLimits, SlowLimits
from dialtone.model.thresholds import ACCEPTED_SHARE, RESENT_AFTER


class StepLimits(Frozen):
    """How long one step of a connection may take. Seconds, unless said otherwise."""

    uninformed: float = 3.0
    """Before any control answered: long enough for one lost packet (1 s) on a satellite line (0.6 s a round trip)."""
    shortest: float = 1.6
    """At least, once controls answered. A lost SYN is sent again after one second; less than this would call a lost
    packet a block."""
    longest: float = 8.0
    """At most, however slow the controls are."""
    round_trips: int = 5
    """Round trips of the slowest control that a step gets beyond its first second."""
    handshakes: int = 4
    """Times the quickest handshake of a control, at least, for what is larger than a packet: where each of them is
    slow, so is all else."""
    after_slow_step: float = 4.0
    """Times what the slowest step of a connection took: at least so long its next ones may take."""
    shortest_moment: float = 0.25
    """At least, for a question whose silence decides nothing."""
    longest_moment: float = 1.5
    """At most, for such a question."""
    moment_round_trips: int = 4
    """Round trips of the slowest control that such a question gets."""
    far_enough: int = 2
    """Controls far away that answered, after which connections that began before need not wait any longer."""
    shortest_hurried: float = 0.6
    """At least, for a connection to a neutral host once every messenger is known to work."""
    hurried_round_trips: int = 12
    """Round trips of the slowest control that such a connection gets."""
    accepted_nearby: float = ACCEPTED_SHARE
    """A control's connection that took less than this share of the handshake was accepted by something near."""
    acknowledged: float = 8.0
    """At least, for the answer to a messenger's greeting that the other end's system has acknowledged: it arrived, and
    the program behind it may be slow. Telegram Desktop waits as long for a connection, WhatsApp's clients 20 s for a
    hello; so long a check does not."""
    resent_after: float = RESENT_AFTER
    """A control's connection that took longer lost its first packet."""
    lossy_after: int = 2
    """Lost packets of controls after which silence is repeated once more."""
    roomy: float = 0.35
    """A control's round trip below which a line has room for what could be asked later. A narrow one takes longer: its
    queue is full of first messages."""
    odd_silence: float = 0.5
    """On such a line, a server of a messenger that says nothing for so long is looked at closer."""
    odd_handshakes: int = 4
    """And for this many times what the slowest handshake with a control took."""
    handshakes_known: int = 3
    """Handshakes with controls that have to be known for that."""
    resent_thrice: float = 2.0
    """In so long a lost first message is sent three times more: after 0.25, 0.7, 1.7 s (RFC 6298, with the 0.2 s that
    Linux waits at least). A burst that a policer cuts takes the first two as well."""
    noted_after: float = 0.5
    """A connection that took longer may have lost a packet, or was read late: what was sent again is noted."""
    flow: float = 3.0
    """Times the limit of a step, for reading a page."""
    first_message: float = 2.0
    """Times the limit of a step, for an upgrade with a first message, which must not make the upgrade late."""
    datagrams: int = 3
    """Times a datagram is sent."""
    datagram_wait: float = 0.5
    """At least, before a datagram is sent again (RFC 8489, 6.2.1)."""
    next_router: float = 0.35
    """Times the limit of a step, for the answer of the first router: it stands in this home, or at the mast."""
    proxy: float = 2.0
    """Times the limit of a step, for the handshake of the system's proxy: it connects to the far host meanwhile."""
    system_store: float = 8.0
    """For the verdict of Windows or macOS on a certificate, beside the step."""


class LookupLimits(Frozen):
    """How long and how often names are looked up. Seconds, unless said otherwise."""

    system: float = 6.0
    """At least, for the first lookup. Systems wait five for a nameserver before they ask the next one (glibc,
    resolv.conf(5)), and apps with them: a resolver that takes three is slow and not dead, and a dead one may stand
    before one that answers in one more."""
    each_server: float = 5.0
    """What the C library waits for one nameserver before it asks the next, of three at most (resolv.conf(5))."""
    slow_server: float = 3.0
    """A resolver that takes so long is slow, and not dead. While no name at all was answered, the last is given it."""
    asked_again_after: float = 1.0
    """A lookup is one packet there and one back, and neither is resent by itself when it is lost."""
    at_once: int = 240
    """Threads that ask the system: unanswered names hold them for seconds, and others must not wait."""
    head_start: float = 0.3
    """Before the next trusted resolver is asked as well."""
    races: int = 2
    """Times a connection to a trusted resolver is looked for in one check: one that died is replaced once."""
    closing: float = 0.1
    """For closing the connection to a trusted resolver at the end."""
    plain_moments: int = 3
    """Moments of `StepLimits` for one question in the clear."""
    second_answer: float = 0.5
    """At most, in which the true answer comes after an injected one."""
    datagrams: int = 16
    """Datagrams in a moment; more are a flood, not a late answer."""


class Allowance(Frozen):
    """How much may be received, from all hosts together.

    An honest check of all messengers receives under 2 MB, and its longest connection, the one to a trusted resolver,
    some 200 KB. No host may use up much more of a person's data than this, and a flood needs no valid certificate.
    What came is counted, read or not, as far as the system tells. What is on its way when a connection is closed comes
    on top, and of datagrams whatever a flood sends: nobody asks whether there is room.
    """

    connection: int = 384 * 1024
    """By one connection or UDP socket; beyond it the answer counts as none."""
    in_all: int = 4_500_000
    """By all of them; beyond it nothing more is found out, as when the time is over."""
    datagrams: int = 64 * 1024
    """By one UDP socket: the answers to one question have a few hundred."""
    datagrams_in_all: int = 256 * 1024
    """By all UDP sockets; beyond it no further one is opened."""
    datagrams_unread: int = 16 * 1024
    """Room of a UDP socket, as below."""
    unread: int = 24 * 1024
    """Room of a connection for what came and is not read yet, as the system is asked for: Linux takes twice as much.
    0: as much as the system likes."""
    events: int = 4_000
    """By one connection: pieces in which it comes, and messages of HTTP and WebSocket in them, empty ones too. Each
    costs this computer's time, however few bytes it has."""
    events_in_all: int = 40_000
    """By all of them."""


class StartLimits(Frozen):
    """How many endpoints begin at once. Those that are asked by datagrams alone are not counted."""

    at_once: int = 48
    """Endpoints: each opens one connection, up to five when it fails."""
    in_all: int = 160
    """Endpoints, with those that freed their slot."""
    passed_on_after: float = 1.0
    """Seconds after which an endpoint frees its slot and goes on without one."""


class RetryLimits(Frozen):
    """How often something is asked or read again where it looks wrong. Times, unless said otherwise."""

    after_cut: int = 2
    """Further attempts after a connection was cut off, one after the other."""
    through_proxy: int = 2
    """Attempts through the system's proxy, the first among them."""
    app_hellos: int = 4
    """The app's own ClientHello where it is cut off; where it passes, once is enough."""
    after_luck: int = 2
    """Further attempts where an answer may have been luck, at once."""
    second_look_bytes: int = 65536
    """Bytes of a page that is read again, at most."""
    second_look_in_all: int = 1_000_000
    """Bytes of all pages that are read again, and of the neutral ones beside them. A slowed messenger takes about
    400,000; where this computer is too busy to say how fast anything came, all of them would."""
    read: int = 2
    """A page that came slowly is read again."""
    read_in_doubt: int = 4
    """The same, where this computer was too busy to say."""
    read_not_slow: int = 1
    """The same, where one reading was too near to that of a neutral page to be called slow: only a doubt is left."""
    read_at_once: int = 4
    """Pages that are read again at the same moment."""
    pages_abroad: int = 2
    """Pages of ordinary sites abroad that are read beside one that came slowly."""
    pages_at_home: int = 2
    """Domestic pages beside one that stopped before its end."""
    lossy_endpoints: int = 2
    """Endpoints of a messenger that are asked again where packets were lost."""
    after_burst: int = 2
    """Attempts after the burst at the start of a check."""
    calm: float = 0.25
    """Seconds before each of those."""
    late_messengers: int = 6
    """Messengers of which something that passed is asked once more, late in a check."""
    late: int = 2
    """Servers of each that are asked so."""
    shares: int = 5
    """Servers of a messenger whose share of tries that pass is measured, once a try failed."""
    share_tries: int = 12
    """Tries at most for one share."""
    share_at_once: int = 3
    """Of those at the same moment, and neutral names beside them."""
    pulse: float = 1.0
    """Seconds between two connections to neutral addresses, as long as a check lasts."""


class SendingLimits(Frozen):
    """How much is sent to see whether it arrives. Bytes, unless said otherwise."""

    first_bytes: int = 18 * 1024
    """Late in a check, to one server of a messenger: filters freeze what is sent after 16 to 20 KB."""
    pieces: int = 28
    """Packets of a message that is sent in pieces: some filters let 25 pass, those of both directions together."""
    first_pieces: int = 20
    """Of the first body: a handshake before it takes six, so that it is more than 25 also where the sent ones alone
    are counted."""
    large_bytes: int = 24 * 1024
    """Where the first did not arrive, or not soon."""
    times: int = 2
    """Times that each is sent again, beside a neutral site."""
    servers: int = 6
    """Of a messenger, to which a message is sent in pieces where something stopped."""
    controls: int = 1
    """Neutral sites beside it."""
    on_the_way: int = 10
    """Packets that a system sends before the first ACK comes (RFC 6928): more are joined into fewer."""
    shortest_pause: float = 0.003
    """Seconds between two pieces, at least."""
    short_pause: float = 0.008
    """Seconds between two pieces of a body, at most: a check must not become slower."""
    longest_pause: float = 0.02
    """Seconds between two pieces of a small message, at most."""


class KeepingLimits(Frozen):
    """For how long a connection is kept open, and how often something is said on it. Seconds, unless said otherwise."""

    seconds: float = 10.0
    """A filter that lets a connection begin has ended it by then; few wait longer."""
    pause: float = 1.5
    """Between two small questions: shorter than any service or router takes to forget a quiet connection."""
    silence: float = 2.0
    """At least, for the answer: a lost packet is sent again three times in it."""
    again: int = 2
    """Connections that are kept beside a neutral one where the first has ended, at once."""


class CheckLimits(Frozen):
    """How long a whole check may take, in seconds."""

    seconds: float = 30.0
    """For everything; what is still open then could not be found out."""
    narrow_seconds: float = 60.0
    """The same on a narrow line, where fewer are asked at once, and on a busy computer, which reads late."""
    foreign_first: float = 0.6
    """Neutral hosts abroad get this long before those at home are asked at all; more, as long as something arrives."""
    foreign_ways: int = 10
    """At least, in round trips of the first connection: where what a check begins with fills the line, names alone
    take that long."""
    foreign_longest: float = 2.4
    """That at most."""
    foreign_times: int = 4
    """Times that long, at most."""
    foreign_times_filled: int = 15
    """The same where connections wait for what arrives: what is asked on top makes all the answers later."""
    home_first: float = 1.2
    """Those at home get this long before some of other countries are asked."""
    sites_elsewhere: int = 2
    """Sites of each other country that are asked then, at most."""


class QuietLimits(Frozen):
    """How slowly a quiet check goes, in seconds: many messengers asked for in one moment are conspicuous."""

    neutral_pause: tuple[float, float] = (0.4, 1.6)
    """Between two neutral hosts, at least and at most."""
    server_pause: tuple[float, float] = (2.0, 8.0)
    """Between two servers of one messenger."""
    messenger_pause: tuple[float, float] = (30.0, 120.0)
    """Before the first server of the next messenger."""
    late_pause: tuple[float, float] = (1.0, 10.0)
    """Before something that is asked once more."""
    pulse: float = 20.0
    """Between two connections to neutral addresses, as long as the check lasts."""
    at_the_end: float = 90.0
    """For the answers of the last one, and for what is asked once more."""


class ProxyTestLimits(Frozen):
    """How long and how often a proxy is tried. Seconds, unless said otherwise."""

    seconds: float = 45.0
    """For the whole test."""
    step: float = 8.0
    """For each step: many proxies are small private computers, and slow is another answer than dead."""
    routes: int = 5
    """Ways through the proxy that are tried for one messenger."""
    late: float = 1.5
    """A success that took longer in all is repeated: one lost packet must not be called slow."""
    server_time: float = 2.0
    """In which neutral servers say what time it is, if they do at all."""
    messengers: int = 6
    """Messengers that a proxy is tested for where none is named."""


class DownloadLimits(Frozen):
    """How long and how much an update may take."""

    step: float = 15.0
    """Seconds for each: a name, a connection, a handshake, one more piece."""
    seconds: float = 120.0
    """For everything: a server that sends a byte now and then must not hold us for ever."""
    allowance: Allowance = Allowance(
        connection=12_000_000, in_all=40_000_000, events=50_000, events_in_all=200_000, unread=0
    )
    """The largest file of an update has 10 MB, and several mirrors may be asked. On a far line it takes room."""


class Limits(Frozen):
    """All of them."""

    steps: StepLimits = StepLimits()
    slow: SlowLimits = field(default_factory=SlowLimits)
    lookups: LookupLimits = LookupLimits()
    allowance: Allowance = Allowance()
    starts: StartLimits = StartLimits()
    pace: PaceLimits = field(default_factory=PaceLimits)
    retries: RetryLimits = RetryLimits()
    sending: SendingLimits = SendingLimits()
    keeping: KeepingLimits = KeepingLimits()
    check: CheckLimits = CheckLimits()
    quiet: QuietLimits = QuietLimits()
    proxy_test: ProxyTestLimits = ProxyTestLimits()
    download: DownloadLimits = DownloadLimits()
