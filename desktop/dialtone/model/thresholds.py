"""From when a figure means something: every threshold of the judge, in one place.

Each has a test on both sides (`tests/judge/test_threshold*.py`); `tests/raised_thresholds.py` raises each by a
quarter and says which no test notices. How long a check waits and how much it may read is in
`model/limits.py`; numbers of protocols stand beside their codec.
"""

# Counting: how many before anything is said

REPEATED = 2
"""The least number of attempts that must fail alike before a failure means anything."""
REPEATED_ON_LOSSY_LINE = 3
"""The least number of silent attempts where the line loses packets."""
BY_CHANCE = 0.03
"""The probability below which a run of failures is no longer put down to chance."""
CONTROLS_AGREE = 3
"""The least number of neutral hosts, in different networks, that must show the same before it is said of all."""
COMPANIES_AGREE = 2
"""The least number of companies whose hosts must show the same where few are asked."""
NEUTRAL_TRIES = 4
"""The least number of neutral tries of a step that tell how often it fails for everybody."""
OFTEN_FAILS = 0.1
"""From this share of neutral tries that fail on, chance is a common reason."""

# This computer

STARVED_SHARE = 0.25
"""This share of the time of a step, spent elsewhere by this computer, makes its end and its length worthless."""
STARVED_SECONDS = 0.15
"""Seconds by which this computer was late: no passing hitch."""
STARVED_MOSTLY = 0.5
"""And the share of the step: most of what it took."""
STEPS_READ_LATE = 3
"""The least number of steps that this computer read late."""
READ_TOGETHER = 4
"""Connections that are seen to stand within `ONE_MOMENT` were read late, whenever each came about."""
ONE_MOMENT = 0.05
"""Seconds."""
ON_THIS_COMPUTER = 0.002
"""Seconds. A refusal of this computer's own comes in a tenth of a millisecond; the first router's takes longer."""
ON_THIS_COMPUTER_PAST_VPN = 0.003
"""Seconds. The same beside a VPN, whose driver takes its time."""
HELD_BACK = 0.02
"""Seconds within which the fastest of several refusals here came, on a computer however busy."""
JUST_AWAKE = 5.0
"""Seconds. A computer that has just woken up is without a line for less."""
CLOCK_TOLERANCE = 3600.0
"""Seconds. Less than an hour breaks no certificate and no handshake."""

# Distance: who answered

ANSWERED_NEARBY = 0.5
"""An answer that took less than this share of the way to the server and back was sent from nearby."""
PLAINLY_NEARBY = 0.8
"""Of that time: connections that come later may be quicker."""
TRIES_NEARBY = 6
"""Tries of one messenger that ended so, from which on more of them tell nothing: as many as one server gets."""
CLOSE = 0.015
"""Seconds. Where the way is as short as this, the time of an answer tells nothing."""
FROM_AFAR = 0.8
"""A connection or a refusal that took more than this share of a round trip may be the server's own."""
ACCEPTED_NEARBY = 0.01
"""Seconds in which something near accepts a connection; a server abroad takes longer."""
ACCEPTED_HERE = 0.02
"""Seconds: what is accepted sooner than this, and than `ACCEPTED_SHARE`, was accepted nearby."""
ACCEPTED_SHARE = 0.2
"""Of the handshake that follows."""
DISTANCES_KNOWN = 2
"""The least number of ordinary sites abroad whose distance must be known."""
CALM_ROUND_TRIPS = 1.4
"""A connection to a control that was seen in less than this many round trips was made in a calm moment."""
SATELLITE = 0.4
"""Seconds for a round trip: a satellite far out takes 0.6 (ITU-T G.114 calls 0.4 one way the limit of a talk)."""

# Controls, names and lists

SITES_ABROAD = 4
"""The least number of sites abroad that are asked before a network is called closed."""
LISTED_SITES = 2
"""The most of them that may happen to stand on a white list."""
LISTED_SHARE = 0.4
"""Or which share of them."""
OPEN_ELSEWHERE = 0.25
"""The largest share of other neutral hosts abroad (resolvers, UDP) that may answer there."""
SITES_ASKED = 6
"""The least number of neutral sites that must be asked before one that is dead is called one of many."""
OTHERS_SEGMENTS = 10
"""The least number of segments of other programs: one or two may come from this home."""
PAGES_REPLACED = 2
"""The least number of pages that one wrong answer of a server does not explain."""
CUT_AND_PASSED = 2
"""The least number of sites at which one handshake was cut and another one came about."""
SAME_ISSUER = 2
"""The least number of messengers at which the same stranger's certificate is no odd root of one of them."""
SITES_INSPECTED = 4
"""The least number of neutral sites that must show certificates of others before one messenger is singled out."""
NAMES_ASTRAY = 3
"""The least number of neutral names, or of services, that must lead to one address before it is called odd."""
DEAD_ON_PORT = 2
"""The least number of neutral servers that must be dead on a port before it is called closed."""
DEAD_AT_OPERATOR = 2
"""The least number of an operator's controls that must be dead before it is called silent."""
LEADS_OUT = 2
"""The least number of sites abroad that answer through the proxy before it is said to lead out."""
OPEN_PORTS = 2
"""The least number of ports on which neutral STUN answers before UDP counts as open on a port where none is asked."""
RELAYS_SILENT = 2
"""The least number of a messenger's relays that must be silent before anything is said of its calls."""
BLOCKS_REFUSE = 3
"""The least number of address blocks whose refusals make the rest of a messenger's refusals one."""
EVERY_HELLO = 3
"""From this many shapes of a first message on, with none answered, it is no chance."""

# Speed

SLOW_RATE = 40_000
"""Bytes per second; faster than this is never called slow, however fast the control is."""
SLOW_SHARE = 0.2
"""Slow is what comes at less than this share of the control's rate."""
SLOW_LINE_SHARE = 0.5
"""On a line on which not even the control comes fast, less than this share of its rate leaves a doubt."""
RATE_BYTES = 12_000
"""Less than this tells nothing about a rate."""
RATE_SECONDS = 2.5
"""What came without a pause for so long, and is not done, comes slowly, however little it is; and goes on so."""
CREPT_SECONDS = 1.0
"""What crept for less says nothing."""
FEW_ROUND_TRIPS = 8
"""What took no longer than this number of round trips may be a far line."""
LATE_EXCHANGE = 0.8
"""Seconds, and `LATE_HANDSHAKES` neutral handshakes: an exchange that takes as long crawls."""
LATE_HANDSHAKES = 10
"""See `LATE_EXCHANGE`."""
PROMPT_HANDSHAKE = 0.5
"""Seconds: a handshake that took no longer was not slowed."""
FREEZE_FROM = 4_000
"""Bytes. Known freezes set in after 16-20 KB or 25 packets (decision 19); from here"""
FREEZE_TO = 40_000
"""to here."""
SLOW_PAGES = 2
"""The least number of pages of a messenger that must be slow before its short exchanges are called slow too."""

# Loss and share

RESENT_AFTER = 0.9
"""Seconds. A SYN is sent again after one second (RFC 6298, 2.1): a connect that took longer lost its first packet."""
LOSSY_LEAST = 2
"""Lost packets that make a line lossy, together with `LOSSY_SHARE`."""
LOSSY_SHARE = 0.06
"""Their share of all that was asked of hosts that answer."""
LOSS_SUSPICIOUS = 2
"""Connections that lost something: from here on it is worth a second look."""
LOSS_OF_ITS_OWN = 4
"""The least number of connections to the messenger that lost something."""
LOSS_OF_ITS_OWN_SHARE = 0.25
"""And their least share."""
FIRST_PACKETS_LOST = 2
"""How many of them lost their first packet: later ones are also sent again when their ACK is only late."""
MOST_LOSE = 0.5
"""From this share, and `MOST_LOSE_LEAST` connections on, it is no bad moment of one far line."""
MOST_LOSE_LEAST = 6
"""See `MOST_LOSE`."""
LOSS_CONTROLS = 5
"""The least number of connections to controls to compare with."""
LOSS_BY_CHANCE = 0.01
"""How likely chance alone may be to put this share of all losses on the way to the messenger."""
LOSS_CLEAN = 3
"""Connections without a loss that free a part of the internet: by luck one or two always pass."""
SHARE_REPEATS = 3
"""From this many repetitions on the share was asked for, and a connection that does not come about counts too."""
SHARE_KNOWN = 0.15
"""The standard error of a share that is known well enough."""
SHARE_TELLS = 8
"""From this many tries on a share says more than that some fail."""
SHARE_MINOR = 0.15
"""Up to this share cut off it works."""
SHARE_RARE = 0.2
"""Up to this share passed it does not."""
CUT_FROM_THEN_ON = 5
"""Tries cut off after the last one that passed, from which on it is no longer chance."""
SHARE_CONTRASTS = 3
"""Neutral names that have to pass beside it: by luck one or two always do."""

# Proxies

PROXY_ANSWER = 1.5
"""Seconds for the app's handshake alone; less is never called slow."""
PROXY_IN_ALL = 4.0
"""And for everything before it as well."""
PROXY_ANSWER_ROUND_TRIPS = 3
"""Round trips to a host abroad without the proxy: what takes no longer than these is not called slow either."""
PROXY_IN_ALL_ROUND_TRIPS = 10
"""The same for everything."""
