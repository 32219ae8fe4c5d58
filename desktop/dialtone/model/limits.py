"""Every limit of a check, a proxy test, an update and monitoring: how long, how much, how often.

The limits are passed to the code that keeps to them.

Each limit has tests on both sides of it, most in `tests/probe/` and `tests/engine/test_shipped_limits.py`;
`tests/moved_thresholds.py` moves each, and lists the moves that no test notices.

Not here: the size limit of a protocol message, which is next to its codec in `probe/protocols/`; when a figure becomes
significant, which is in `model/thresholds.py`; the size limit of a file, which is with its reader.
"""

from msgspec import field

from dialtone.model.frozen import Frozen, replace
from dialtone.model.thresholds import ACCEPTED_SHARE, RATE_BYTES, RESENT_AFTER_SECONDS, SLOW_RATE


class StepLimits(Frozen):
    """How long one step of a connection may take. Seconds, unless noted otherwise."""

    uninformed: float = 3.0
    """Before any control answered: enough for one lost packet (1 s) on a satellite line (round trip 0.6 s)."""
    shortest: float = 1.6
    """Minimum once controls have answered: a lost SYN is retransmitted after one second."""
    longest: float = 8.0
    """Maximum, however slow the controls are."""
    round_trips: int = 5
    """Round trips of the slowest control that a step gets in addition to its first second."""
    handshakes: int = 4
    """Minimum, as a multiple of the fastest control handshake, for anything larger than a packet: if all handshakes are
    slow, so is everything else."""
    app_patience: float = 3.5
    """For the connection to one server, where a messenger's servers accept none: time for the SYN sent after three
    seconds. Apps wait longer (Telegram Desktop eight), but such a connection is of no use to them."""
    after_slow_step: float = 4.0
    """Minimum for the next steps of a connection, as a multiple of its slowest step so far."""
    shortest_brief_limit: float = 0.25
    """Minimum, for a probe whose silence decides nothing."""
    longest_brief_limit: float = 1.5
    """Maximum for a probe whose silence decides nothing."""
    brief_limit_round_trips: int = 4
    """Round trips of the slowest control that a probe gets whose silence decides nothing."""
    distant_answers_needed: int = 2
    """Answers of distant controls after which connections that began before them get the limit learnt since."""
    shortest_unneeded_control: float = 0.6
    """Minimum for a connection to a neutral host once every messenger is known to work."""
    unneeded_control_round_trips: int = 12
    """Round trips of the slowest control that a connection to a neutral host then gets."""
    accepted_nearby: float = ACCEPTED_SHARE
    """A control's connection that took less than this share of the handshake was accepted by something nearby."""
    acknowledged: float = 8.0
    """Minimum for the answer to a greeting that the other end's system has acknowledged: it arrived, and the program
    behind it may be slow. Telegram Desktop waits as long for a connection, WhatsApp's clients wait 20 s for a hello,
    which is too long for a check."""
    resent_after: float = RESENT_AFTER_SECONDS
    """A control's connection that took longer lost its first packet."""
    lossy_after: int = 2
    """Packets lost to controls after which a silent attempt is repeated once more."""
    capacity_below: float = 0.35
    """A control's round trip below which the line has capacity for further probes now. A narrow line takes longer: its
    queue is full of first messages."""
    odd_silence: float = 0.5
    """Silence of a messenger's server, on a line with capacity, after which the server is examined more closely."""
    odd_handshakes: int = 4
    """Minimum of `odd_silence`, as a multiple of the slowest control handshake."""
    handshakes_known: int = 3
    """Control handshakes that must be known before `odd_handshakes` counts."""
    resent_thrice: float = 2.0
    """Time in which a lost first message is retransmitted three times: after 0.25, 0.7, 1.7 s (RFC 6298, with Linux's
    minimum of 0.2 s). A burst cut off by a policer takes the first two as well."""
    noted_after: float = 0.5
    """A connection that took longer may have lost a packet, or was read late: retransmissions are recorded."""
    flow: float = 3.0
    """Reading a page, as a multiple of the step's limit."""
    flow_end: float = 1.2
    """The part of `flow`, at its end, that is kept for the last wait for more data: it may take the step's limit."""
    first_message: float = 2.0
    """An upgrade with a first message, as a multiple of the step's limit: waiting for it must not fail the upgrade."""
    datagrams: int = 3
    """How often a datagram is sent."""
    datagram_wait: float = 0.5
    """Minimum before a datagram is sent again (RFC 8489, 6.2.1)."""
    next_router: float = 0.35
    """The answer of the first router, as a multiple of the step's limit: it is in this home, or at the mast."""
    start_tls: float = 2.0
    """A handshake that a mail server has to be asked for, as a multiple of the step's limit: three more round trips."""
    names_server_within: int = 3
    """Steps of a server that names another, before it can have done so: a connection, a handshake, a page."""
    proxy: float = 2.0
    """The handshake of the system's proxy, as a multiple of the step's limit: it connects to the far host meanwhile."""
    system_store: float = 8.0
    """For the verdict of Windows or macOS on a certificate, in addition to the step."""


class LookupLimits(Frozen):
    """How long and how often names are looked up. Seconds, unless noted otherwise."""

    system: float = 6.0
    """Minimum for the first lookup. Systems wait five seconds for a nameserver before they try the next (glibc,
    resolv.conf(5)), and apps wait with them: a resolver that takes three is slow but not dead, and a dead one may come
    before one that answers within another."""
    each_server: float = 5.0
    """How long the C library waits for a nameserver before it tries the next, of three at most (resolv.conf(5))."""
    slow_server: float = 3.0
    """A resolver that takes this long is slow, not dead. While no name at all was answered, the last one gets it."""
    asked_again_after: float = 1.0
    """A lookup is one packet each way, and neither is retransmitted by itself when lost."""
    times: int = 3
    """How often a name is asked for: where an eighth of all round trips is lost, one of 60 names is lost twice."""
    asked_again_unheard: int = 12
    """Most lookups that are repeated while the system has answered none: more repeats show nothing new, and each costs
    six queries if the answer holds a thousand addresses, since glibc asks again whenever its buffer is too small."""
    at_once: int = 240
    """Threads that query the system: unanswered names hold them for seconds, and others must not wait."""
    head_start: float = 0.3
    """After connecting to a trusted resolver, before the next one is connected to as well."""
    next_address: float = 0.05
    """The head start of one further address of a trusted resolver over the next, once all first ones were tried."""
    races: int = 2
    """How often a check looks for a connection to a trusted resolver: one that died is replaced once."""
    closing: float = 0.1
    """For closing the connection to a trusted resolver at the end."""
    past_vpn: float = 3.0
    """For the answer of a resolver that is asked past a VPN, before the next one is asked."""
    second_answer: float = 0.5
    """Maximum time in which the true answer follows an injected one."""
    datagrams: int = 16
    """Datagrams in a moment; more are a flood rather than a late answer."""


class Allowance(Frozen):
    """How much may be received, from all hosts together.

    A regular check of all messengers receives under 2 MB, and its longest connection, the one to a trusted resolver,
    about 200 KB. No host may use much more of a person's data volume, and a flood needs no valid certificate. Received
    data counts, read or not, as far as the system reports it. What is in flight when a connection is closed comes on
    top, as does any flood of datagrams: UDP has no flow control.
    """

    connection: int = 384 * 1024
    """Received by one connection or UDP socket; beyond it the answer is discarded."""
    in_all: int = 4_500_000
    """Received by all connections and sockets; beyond it the check determines nothing more, as if time were up."""
    datagrams: int = 64 * 1024
    """Received by one UDP socket: the answers to one query have a few hundred bytes."""
    datagrams_in_all: int = 256 * 1024
    """Received by all UDP sockets; beyond it no more are opened."""
    datagrams_unread: int = 16 * 1024
    """Receive buffer of a UDP socket as requested from the system."""
    unread: int = 24 * 1024
    """Receive buffer of a connection as requested from the system: Linux doubles it. 0: the system's default."""
    events: int = 4_000
    """Chunks in which data arrives on one connection, and HTTP and WebSocket messages in them. Each costs this computer
    time, however few bytes it has."""
    events_in_all: int = 40_000
    """Chunks and messages on all connections."""


class StartLimits(Frozen):
    """How many endpoints start at once. Those probed by datagrams alone are not counted."""

    at_once: int = 48
    """Endpoints: each opens one connection, up to five when it fails."""
    in_all: int = 160
    """Endpoints, including those that freed their slot."""
    passed_on_after: float = 1.0
    """Seconds after which an endpoint frees its slot and continues without one."""


class RetryLimits(Frozen):
    """How often something that looks wrong is probed or read again. Counts, unless noted otherwise."""

    after_cut: int = 2
    """Further attempts after a connection was cut off, one after the other."""
    cuts_in_all: int = 6
    """Cuts at all servers of a messenger after which those that never answered are not tried further: where half of
    all connections are cut, six in a row are one of 64 cases, and any answer starts the measurement of the share."""
    through_proxy: int = 2
    """Attempts through the system's proxy, including the first."""
    app_hellos: int = 4
    """The app's own ClientHello where it is cut off; where it passes, one is enough."""
    after_luck: int = 2
    """Simultaneous further attempts where an answer may have been luck."""
    reread_bytes: int = 65536
    """Maximum bytes of a page that is read again."""
    reread_in_all: int = 1_000_000
    """Bytes of all pages read again, and of the neutral ones for comparison. Three throttled messengers take about
    550,000; where this computer is too busy to measure speed, all of them would be read."""
    read: int = 2
    """Readings of a page that came slowly."""
    read_in_doubt: int = 4
    """Readings of a page where this computer was too busy to tell whether it came slowly."""
    read_not_slow: int = 1
    """Readings of a page where one was too close to a neutral page to be called slow: only a doubt remains."""
    read_at_once: int = 4
    """Pages read again at the same time."""
    pages_abroad: int = 2
    """Pages of ordinary sites abroad read for comparison with one that came slowly."""
    pages_at_home: int = 2
    """Domestic pages read for comparison with one that stopped before its end."""
    home_bytes: int = 24_576
    """Maximum bytes of the one domestic page read where every page from abroad came slowly."""
    lossy_endpoints: int = 2
    """Endpoints of a messenger that are probed again where packets were lost."""
    after_burst: int = 2
    """Attempts after the burst at the start of a check."""
    calm: float = 0.25
    """Seconds before each attempt after the burst."""
    late_messengers: int = 6
    """Messengers of which something that passed is probed again, late in a check."""
    late: int = 2
    """Servers of each such messenger that are probed again."""
    shares: int = 5
    """Servers of a messenger whose pass rate is measured, once an attempt failed."""
    share_tries: int = 12
    """Maximum attempts per pass rate."""
    share_at_once: int = 3
    """Simultaneous attempts, with neutral names for comparison; more where what is cut is silent (`share_rows.py`)."""
    share_in_vain: int = 6
    """Further attempts that all failed, after which bad luck is ruled out."""
    pulse: float = 1.0
    """Seconds between two connections to neutral addresses, for the duration of a check."""


class SendingLimits(Frozen):
    """How much is sent to see whether it arrives. Bytes, unless noted otherwise."""

    first_bytes: int = 18 * 1024
    """Sent late in a check, to one server of a messenger: filters freeze uploads after 16 to 20 KB."""
    pieces: int = 28
    """Packets of a message sent in pieces: some filters let 25 pass, counting both directions."""
    first_pieces: int = 20
    """Packets of the first body: with the six of the handshake, more than 25 even for filters that count only sent
    packets."""
    large_bytes: int = 24 * 1024
    """Sent where the first upload did not arrive, or arrived late."""
    times: int = 2
    """How often each upload is sent again, with a neutral site for comparison."""
    servers: int = 6
    """Servers of a messenger that get a message in pieces where something stopped."""
    controls: int = 1
    """Neutral sites for comparison."""
    on_the_way: int = 10
    """Packets that a system sends before the first ACK arrives (RFC 6928): further ones are merged."""
    shortest_pause: float = 0.003
    """Minimum seconds between two pieces."""
    short_pause: float = 0.008
    """Maximum seconds between two pieces of a body: a check must not become slower."""
    longest_pause: float = 0.02
    """Maximum seconds between two pieces of a small message."""


class KeepingLimits(Frozen):
    """How long a connection is kept open, and how often something is sent on it. Seconds, unless noted otherwise."""

    seconds: float = 10.0
    """How long a connection is kept. Most filters that let one start have ended it by then."""
    pause: float = 1.5
    """Between two small queries: shorter than any service or router takes to drop an idle connection."""
    silence: float = 2.0
    """Minimum for the answer to a query: a lost packet is retransmitted three times in this time."""
    again: int = 2
    """Simultaneous connections that are kept, next to a neutral one, after the first has ended."""


class CheckLimits(Frozen):
    """How long a whole check may take, in seconds."""

    seconds: float = 30.0
    """For the whole check; whatever is still open then is undetermined."""
    narrow_seconds: float = 60.0
    """For the whole check on a narrow line, where fewer probes run at once, or a busy computer, which reads late."""
    near_the_end: float = 0.95
    """Fraction of its time after which a check may be given more."""
    foreign_first: float = 0.6
    """Head start of neutral hosts abroad over those at home. While the line is busy or full it is granted again."""
    foreign_round_trips: int = 10
    """Minimum of the head start abroad, in round trips of the first connection: where the first probes fill the line,
    lookups alone take that long."""
    foreign_longest: float = 2.4
    """Maximum, in seconds, of what `foreign_round_trips` amounts to."""
    foreign_times: int = 4
    """How often the head start abroad is granted, at most."""
    foreign_times_filled: int = 15
    """How often the head start is granted, at most, where the line is full: further probes delay all answers."""
    home_first: float = 1.2
    """Head start of neutral hosts at home over those of other countries."""
    sites_elsewhere: int = 2
    """Maximum number of sites that are probed in each other country."""
    outcomes: int = 60
    """Most combinations of outcomes of open questions to examine in one check: each has to be judged."""


class QuietLimits(Frozen):
    """How slowly a quiet check goes, in seconds: probing many messengers at one moment is conspicuous."""

    neutral_pause: tuple[float, float] = (0.4, 1.6)
    """Between two neutral hosts, minimum and maximum."""
    server_pause: tuple[float, float] = (2.0, 8.0)
    """Between two servers of one messenger."""
    messenger_pause: tuple[float, float] = (30.0, 120.0)
    """Before the first server of the next messenger."""
    late_pause: tuple[float, float] = (1.0, 10.0)
    """Before something is probed again."""
    pulse: float = 20.0
    """Between two connections to neutral addresses, for the duration of the check."""
    at_the_end: float = 90.0
    """After the last start: for its answers, and for what is probed again."""


class ProxyTestLimits(Frozen):
    """How long and how often a proxy is tried. Seconds, unless noted otherwise."""

    seconds: float = 45.0
    """For the whole test."""
    step: float = 8.0
    """For each step: many proxies are small private computers, and slow must be told apart from dead."""
    routes: int = 5
    """Routes through the proxy that are tried for one messenger."""
    late: float = 1.5
    """A success that took longer in total is repeated: one lost packet must not make it slow."""
    server_time: float = 2.0
    """Time in which neutral servers report their clock, if at all."""
    endpoints: int = 3
    """Endpoints of a messenger that are asked for through it."""
    messengers: int = 6
    """Messengers for which a proxy is tested where none is named."""


class MonitoringLimits(Frozen):
    """When automatic checks take place, and how much is remembered of them. Seconds, unless noted otherwise."""

    second_check: float = 90.0
    """Until a second check confirms a change: soon enough to be useful, late enough for a brief fault to pass."""
    second_check_at_certainty: float = 15.0
    """Until a second check where the verdict is certain, but rests on silence or refusals, which lines and routers also
    cause for a while."""
    after_change: float = 15.0
    """Until a check of a network that has just come up: it may still be unstable."""
    on_battery: int = 3
    """How many times longer the interval is on battery."""
    jitter: float = 0.2
    """Fraction of the interval, more or less: copies of Dialtone must not check in step, nor be recognisable by a fixed
    rhythm."""
    networks: int = 30
    """Networks remembered at a time, the most recent ones: a traveller must not fill the memory."""
    unwatched: int = 5
    """Intervals. A longer gap between two checks means that the computer was off or asleep, and nothing was watched."""


class DownloadLimits(Frozen):
    """How long an update may take, and how large it may be."""

    step: float = 15.0
    """Seconds for each: a lookup, a connection, a handshake, one more chunk."""
    seconds: float = 120.0
    """For the whole update: a server that sends a byte now and then must not hold us forever."""
    allowance: Allowance = Allowance(
        connection=12_000_000, in_all=40_000_000, events=50_000, events_in_all=200_000, unread=0
    )
    """The largest file of an update has 10 MB, and several mirrors may be tried. A distant line needs large buffers."""


class PaceLimits(Frozen):
    """How many handshakes run at once, given the capacity of the line: a narrow one drowns in them.

    A handshake "waits" for as long as it takes beyond its own round trips: its answer was queued behind other data.
    """

    slots_at_first: int = 4
    """Handshakes until the first one completes: their responses are about 11 KB, less than any modem's queue holds."""
    min_slots: int = 2
    """Concurrent handshakes, however slow they are."""
    max_slots: int = 256
    """Concurrent handshakes, however quick they are."""
    quick_seconds: float = 0.15
    """A handshake that waits for less is quick."""
    slow_seconds: float = 0.5
    """A handshake with a neutral site that waits for so long is slow: fewer may run at once. Any other allows one more
    to start."""
    delayed_seconds: float = 0.25
    """A handshake with a neutral site that waits for so long is delayed. If nearly all are, the line may be slow for
    everything, as if each connection were throttled separately."""
    min_delayed: int = 2
    """Delayed handshakes before it counts that nearly all are."""
    delayed_ratio: int = 2
    """How many times as many handshakes must be delayed as are not."""
    nearby_round_trip: float = 0.02
    """A connection accepted in fewer seconds may end at a device nearby, while its handshake goes far."""
    back_off: float = 0.7
    """Factor by which a slow handshake reduces the slots, as TCP does its window after a loss (RFC 9438, 4.6)."""
    far_round_trip: float = 0.15
    """Seconds: a longer round trip is believed only where the shortest takes at least half as long."""
    slot_seconds: float = 1.5
    """A handshake that runs for longer frees its slot: most likely nobody answers. Twice as long if one was slow."""
    slot_seconds_on_full_line: float = 8.0
    """The same where answers wait for one another: more handshakes would delay them."""
    connection_idle_seconds: float = 2.0
    """A connection that has waited longer for its handshake's turn is opened anew: servers close silent ones."""
    queued_seconds: float = 0.3
    """A connection that takes this much longer than the quickest one was queued behind incoming data."""
    drained_seconds: float = 2.0
    """After as long without incoming data nothing is queued any more."""
    tick_seconds: float = 0.25
    """Between two looks at what arrived."""
    answer_seconds: float = 1.0
    """The oldest running handshake should have had an answer by then."""
    idle_bytes: int = 256
    """The line has spare capacity while fewer arrive in a tick."""
    rate_ticks: int = 8
    """Ticks over which the rate of the line is measured."""
    narrow_rate: int = SLOW_RATE
    """Bytes per second of all connections together: a narrow line has less."""
    min_slow_handshakes: int = 2
    """Slow handshakes with neutral sites before a line counts as narrow."""
    narrow_read_bytes: int = 24 * 1024
    """Bytes of a page to read on a narrow line: freezes set in after 16 to 20 KB."""
    slow_page_share: float = 0.4
    """A page that arrives at less than this share of a narrow line's rate is read again, next to a neutral one."""


class SlowLimits(Frozen):
    """When a page is so slow that reading on adds nothing, and when it is read again together with others."""

    read_bytes: int = 24 * 1024
    """Bytes to have received before reading ends: freezes set in earlier."""
    rate: float = SLOW_RATE / 2
    """Maximum bytes per second: half of what is called slow, so that an initial burst does not matter."""
    seconds: float = 1.4
    """Seconds to have read, without this computer's own delays, before reading ends."""
    longest: float = 5.0
    """Seconds after which reading ends, however little arrived: a page that stops later than that is slow anyway."""
    round_trips: int = 12
    """Round trips to have read for before reading ends: a few kilobytes take some on any line."""
    fresh: float = 0.25
    """Maximum seconds since data last arrived, where a page is read again before its first reading has ended: without
    new data it has stopped rather than slowed."""
    apart: float = 0.5
    """Seconds between the starts of the two further readings of such a page; also of two neutral pages, if handshakes
    with everybody were slow."""
    neutral_bytes: int = RATE_BYTES
    """Bytes of a slow neutral page: enough to measure its speed."""
    neutral_after: float = 0.5
    """Seconds for which a page has been slow before neutral pages are read, where all handshakes wait."""
    neutral_longest: float = 12.0
    """Maximum seconds to wait for neutral pages."""

    @property
    def for_neutral(self) -> "SlowLimits":
        """The limits for a neutral page, which is only a baseline of speed."""
        return replace(self, read_bytes=self.neutral_bytes)


class Limits(Frozen):
    """All limits."""

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
    monitoring: MonitoringLimits = MonitoringLimits()
    download: DownloadLimits = DownloadLimits()
