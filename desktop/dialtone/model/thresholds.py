"""When a figure becomes significant: every threshold, in one place.

Each has a test on both sides, those of the judge in `tests/judge/test_threshold*.py`; `tests/moved_thresholds.py` moves
each, and lists the moves that no test notices.
"""

# Counts: how many before a verdict is given

REPEATED = 2
"""Minimum number of attempts that must fail alike before a failure means anything."""
REPEATED_ON_LOSSY_LINE = 3
"""Minimum number of silent attempts where the line loses packets."""
BY_CHANCE = 0.03
"""The probability below which a run of failures is no longer attributed to chance."""
NAMES_BY_CHANCE = 0.001
"""The probability, for names that the resolver leaves unanswered: one mistaken accusation in a thousand checks."""
CONTROLS_AGREE = 3
"""Minimum number of neutral hosts, in different networks, that must agree before all are said to be affected."""
COMPANIES_AGREE = 2
"""Minimum number of companies whose hosts must agree where few are probed."""
NEUTRAL_TRIES = 4
"""Minimum number of neutral attempts of a step that tell how often it fails for everybody."""
OFTEN_FAILING_SHARE = 0.1
"""The share of failing neutral attempts from which on chance is a common explanation."""
COMBINED = 3
"""Up to this many pending probes, all combinations of their outcomes are judged; beyond that, all alike and one by
one."""
OUTDATED_DAYS = 180
"""Entries of the catalogue confirmed longer ago make no block certain: the app may have moved (ooni/probe#2627: Signal
changed its hosts and CA)."""

# This computer

STARVED_SHARE = 0.25
"""If this computer was busy elsewhere for this share of a step, its end and duration are worthless."""
STARVED_SECONDS = 0.15
"""Seconds of delay by this computer that are more than a passing hitch."""
STARVED_MOSTLY = 0.5
"""The share of a step, most of its duration, that such a delay must have taken."""
STEPS_READ_LATE = 3
"""Minimum number of steps that this computer read late."""
READ_TOGETHER = 4
"""Connections that appear established within `ONE_MOMENT_SECONDS` were read late, whenever each was established."""
ONE_MOMENT_SECONDS = 0.05
"""Seconds, for `READ_TOGETHER`."""
ON_THIS_COMPUTER_SECONDS = 0.002
"""Seconds. A refusal by this computer itself comes within a tenth of a millisecond; the first router takes longer."""
ON_THIS_COMPUTER_PAST_VPN_SECONDS = 0.003
"""Seconds in which this computer itself refuses with a VPN on, whose driver adds a delay."""
HELD_BACK_SECONDS = 0.02
"""Seconds within which the fastest of several local refusals came, however busy the computer."""
JUST_AWAKE_SECONDS = 5.0
"""Seconds. A computer that has just woken up is offline for less."""
ASLEEP_SECONDS = 5.0
"""Seconds between two ticks of the loop: the computer slept, or stood still for so long that it makes no difference."""
BUFFER_FILLED_BYTES = 16_384
"""Bytes that arrived between two samples: with more, the receive buffer (`Allowance.unread`) may have been full, which
makes the sender wait."""
PLAIN_PPP_MTU = 1480
"""Plain DSL or modem lines are PPP too, with an MTU of nearly full packets; VPNs over PPP have a smaller one."""
CLOCK_TOLERANCE_SECONDS = 3600.0
"""Seconds. A deviation of less than an hour breaks no certificate and no handshake."""

UNREACHABLE_HERE_SECONDS = 0.5
"""Seconds within which macOS itself keeps a program out of the local network. It asks five times for the hardware
address of a host that is off, at most once a second."""

# The time on servers

TIMES_AGREE_SECONDS = 3.0
"""Seconds. A Date header has whole seconds and takes a while to arrive; what differs more came from a cache."""
SERVERS_AGREE = 2
"""Minimum number of servers that must agree on the time."""

# Distance: who answered

ANSWERED_NEARBY_SHARE = 0.5
"""An answer that took less than this share of the round trip to the server was sent from nearby."""
PLAINLY_NEARBY_FACTOR = 0.8
"""Factor on `ANSWERED_NEARBY_SHARE` for answers that are surely from nearby: later connections may be faster."""
TRIES_NEARBY = 6
"""Attempts of one messenger that ended so, beyond which more of them add nothing: as many as one server gets."""
CLOSE_SECONDS = 0.015
"""Seconds. At a distance this short, the time of an answer tells nothing."""
FROM_AFAR_SHARE = 0.8
"""A connection or refusal that took more than this share of a round trip may come from the server itself."""
ACCEPTED_NEARBY_SECONDS = 0.01
"""Seconds in which something nearby accepts a connection; a server abroad takes longer."""
ACCEPTED_HERE_SECONDS = 0.02
"""Seconds: a connection accepted faster than this, and than `ACCEPTED_SHARE`, was accepted nearby."""
ACCEPTED_SHARE = 0.2
"""The share of the handshake that follows which a connection takes if it was accepted nearby."""
DISTANCES_KNOWN = 2
"""Minimum number of ordinary sites abroad whose distance must be known."""
CALM_ROUND_TRIPS = 1.4
"""A connection to a control that took fewer round trips than this was made in a calm moment."""
SATELLITE_SECONDS = 0.4
"""Seconds for a round trip: geostationary satellites take 0.6 (ITU-T G.114 limits one-way delay in calls to 0.4)."""

# Controls, names and lists

SITES_ABROAD = 4
"""Minimum number of sites abroad that are probed before a network is called closed."""
LISTED_SITES = 2
"""Maximum number of sites abroad that may happen to be whitelisted."""
LISTED_SHARE = 0.4
"""Maximum share of the sites abroad that may be whitelisted."""
OPEN_ELSEWHERE_SHARE = 0.25
"""Maximum share of other neutral hosts abroad (resolvers, UDP) that may answer there."""
SITES_ASKED = 6
"""Minimum number of neutral sites that must be probed before a dead one is called one of many."""
OTHERS_SEGMENTS = 10
"""Minimum number of segments of other programs: one or two may come from within this home."""
PAGES_REPLACED = 2
"""Minimum number of pages that a single faulty server does not explain."""
CUT_AND_PASSED = 2
"""Minimum number of sites at which one handshake was cut and another one completed."""
SAME_ISSUER = 2
"""Minimum number of messengers at which certificates of the same unknown issuer are not one app's odd root."""
SITES_INSPECTED = 4
"""Minimum number of neutral sites that must present foreign certificates before one messenger is singled out."""
NAMES_ASTRAY = 3
"""Minimum number of neutral names, or services, that must resolve to one address before it is suspicious."""
DEAD_ON_PORT = 2
"""Minimum number of neutral servers that must be dead on a port before it is called closed."""
DEAD_AT_OPERATOR = 2
"""Minimum number of an operator's controls, or of messengers in a region, that must be dead before it is silent."""
LEADS_OUT = 2
"""Minimum number of sites abroad that answer through the proxy before it is said to lead out."""
OPEN_PORTS = 2
"""Minimum number of ports on which neutral STUN answers before UDP counts as open on an unprobed port."""
RELAYS_SILENT = 2
"""Minimum number of a messenger's relays that must be silent before anything is concluded about its calls."""
BLOCKS_REFUSE = 3
"""Minimum number of address blocks whose refusals make the remaining refusals of a messenger count as one."""
HOSTS_ERR = 3
"""Minimum number of a messenger's hosts that must err, each time, before none of them is thought to be healthy."""
EVERY_HELLO = 3
"""If this many shapes of a first message or more went unanswered, that is not chance."""

# Speed

SLOW_RATE = 40_000
"""Bytes per second; anything faster is never called slow, however fast the control is."""
SLOW_SHARE = 0.2
"""Slow means less than this share of the control's rate."""
SLOW_LINE_SHARE = 0.5
"""On a line where not even the control is fast, less than this share of its rate leaves a doubt."""
RATE_BYTES = 12_000
"""Bytes. A shorter transfer says nothing about a rate."""
RATE_SECONDS = 2.5
"""Data that came without a pause for this long, and is incomplete, counts as slow, however little it is."""
CREPT_SECONDS = 1.0
"""Seconds. A transfer that crawled for less says nothing."""
FEW_ROUND_TRIPS = 8
"""A transfer that took no more round trips than this may be due to a long line."""
LATE_EXCHANGE_SECONDS = 0.8
"""Seconds; a quicker exchange is never called late."""
LATE_FACTOR = 3
"""An exchange that takes as many times the usual one of its kind, or its round trip, is late."""
UNEVEN_FACTOR = 1.25
"""Of exchanges that lost packets make late, the longest takes more than this multiple of the shortest."""
PROMPT_HANDSHAKE_SECONDS = 0.5
"""Seconds: a handshake that took no longer was not throttled."""
FREEZE_FROM_BYTES = 4_000
"""Bytes from which on a stop may be a freeze. Known freezes set in after 16-20 KB or 25 packets (decision 27)."""
FREEZE_TO_BYTES = 40_000
"""Bytes up to which a stop may be a freeze."""
SLOW_PAGES = 2
"""Minimum number of a messenger's pages that must be slow before its short exchanges are called slow too."""

# Loss and share

SYN_SENT_AGAIN_SECONDS = 1.0
"""Seconds after which a SYN is retransmitted (RFC 6298, 2.1)."""
RESENT_AFTER_SECONDS = 0.9
"""Seconds, a little less than `SYN_SENT_AGAIN_SECONDS`: a longer connect lost its first packet."""
LINE_LOSSES_COUNT = 2
"""Lost packets that make a line lossy, together with `LINE_LOSS_SHARE`."""
LINE_LOSS_SHARE = 0.06
"""The share of lost packets among all that were sent to hosts that answer."""
LOSS_SUSPICIOUS = 2
"""Connections with a loss from which on a second look is worthwhile."""
PATH_LOSSES_COUNT = 4
"""Minimum number of connections to the messenger that had a loss."""
PATH_LOSS_SHARE = 0.25
"""Minimum share of the connections to the messenger that had a loss."""
LOSES_ALIKE_SHARE = 0.25
"""Other connections whose share of losses is more than this part of the messenger's share lose packets as well."""
FIRST_PACKETS_LOST = 2
"""How many connections to the messenger lost their first packet: later ones are also sent again if an ACK is late."""
MOST_LOST_SHARE = 0.5
"""Share of lost connections or datagrams from which on a distant line had more than a bad moment."""
MOST_LOST_COUNT = 6
"""Minimum number of lost connections or datagrams, for `MOST_LOST_SHARE`."""
LOSS_CONTROLS = 5
"""Minimum number of connections to controls for comparison."""
LOSS_BY_CHANCE = 0.01
"""Maximum probability that chance alone puts this share of all losses on the path to the messenger."""
LOSS_CLEAN = 3
"""Connections without a loss that clear a part of the internet: one or two always pass by luck."""
SHARE_REPEATS = 3
"""Repetitions from which on the pass rate is being measured, and a failed connection counts too."""
SHARE_ERROR = 0.15
"""The standard error of a pass rate that is known precisely enough."""
SHARE_ATTEMPTS = 8
"""Attempts from which on a pass rate says more than that some fail."""
SHARE_MINOR = 0.15
"""If no more than this share of attempts is cut off, the messenger works."""
SHARE_RARE = 0.2
"""If no more than this share of attempts passes, the messenger does not work."""
CUT_FROM_THEN_ON = 5
"""Attempts cut off since the last one that passed, from which on chance no longer explains them."""
SHARE_CONTRASTS = 3
"""Neutral names that must pass in comparison: one or two always do by luck."""

# Proxies

PROXY_ANSWER_SECONDS = 1.5
"""Seconds for the app's handshake alone; less is never called slow."""
PROXY_IN_ALL_SECONDS = 4.0
"""Seconds for the app's handshake and everything before it; less is never called slow."""
PROXY_ANSWER_ROUND_TRIPS = 3
"""Round trips to a host abroad without the proxy: anything no longer than these is not called slow either."""
PROXY_IN_ALL_ROUND_TRIPS = 10
"""Round trips abroad for the handshake and everything before it: anything no longer is not called slow."""

# What was seen before, and what other people's lines say

HOURS_AGREE = 2
"""Hours in a row that must agree, unless no later hour is known: a single check may be wrong."""
NEWS_DAYS = 7
"""Older changes are no news."""
COMPARED_DAYS = 30
"""What was seen longer before the last check may have changed everywhere since."""
ELSEWHERE_DAYS = 14
"""What worked longer ago on another network is not offered as a way today."""
LINES_COMPARED = 3
"""Minimum number of lines on which a messenger must work before "it works for most others" means anything."""
