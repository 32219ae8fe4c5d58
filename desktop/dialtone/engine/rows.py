"""Everything that a check asks, as one table: who asks, when, and for how long it is wanted.

A new case is a new row. docs/timing.md shows the table (`tests/row_page.py`): the first sentence about a row's function
ends with ", if" and the condition under which it asks.
"""

from collections.abc import Callable, Iterator
from enum import Enum, auto

from dialtone.engine import body_rows, control_rows, late_rows, page_rows, server_rows, share_rows
from dialtone.engine.question import Question
from dialtone.engine.state import State
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import Frozen

Ask = Callable[[State, Messenger], Iterator[Question]]
"""Yields what a row asks of a messenger now. It consults `State.asked`, so as not to repeat itself."""
AskControls = Callable[[State], Iterator[Question]]


class Stage(Enum):
    """When a row is evaluated."""

    START = auto()
    HELD = auto()
    ALWAYS = auto()
    NEWS = auto()
    """As soon as anything about a messenger was observed, or is oddly silent or slow."""
    CALM = auto()
    """When nothing else about the messenger is open."""
    LATE = auto()
    """As for CALM, or, on a line with spare capacity, once each of its servers was heard from."""
    SHARE = auto()
    """When the messenger is calm, and the stages above ask nothing."""
    SENDING = auto()
    """When it is calm, and SHARE asks nothing either."""
    IDLE = auto()
    """When nothing in the check is open except connections that are kept open."""


class Wanted(Enum):
    """For how long a question is wanted once it is asked, in words for docs/timing.md."""

    ALWAYS = "always"
    """Whatever is known by then: one bad outcome changes no verdict, but the questions that follow from it do."""
    DECISIVE = "while an outcome changes a claim"
    """It is cancelled once none of its outcomes can change a verdict."""
    UNSETTLED = "while the page may be slow"
    """It is not started once it is settled whether the page is slowed."""


class Row(Frozen):
    """One reason to ask. Rows of the stages START and HELD have no function: `first_questions.py` asks for them."""

    id: str
    """Saved with each attempt, so it keeps its name."""
    stage: Stage
    asks: str
    wanted: Wanted = Wanted.ALWAYS
    ask: Ask | None = None
    ask_controls: AskControls | None = None


ROWS = (
    Row("control.first", Stage.START, "Neutral hosts abroad, addresses, and the system's sign-in page"),
    Row("control.udp", Stage.START, "STUN, time and QUIC of neutral hosts", Wanted.DECISIVE),
    Row("control.proxied", Stage.START, "Neutral hosts through the system's proxy"),
    Row("page.host", Stage.START, "A page of each hosting company whose long answers freeze in the named country"),
    Row("server.first", Stage.START, "Each server that a messenger needs, as its app asks it"),
    Row("server.relay", Stage.START, "Relays of calls", Wanted.DECISIVE),
    Row("server.proxied", Stage.START, "Servers that decide, through the system's proxy"),
    Row("control.page", Stage.HELD, "Sign-in pages of other systems"),
    Row("control.reserve", Stage.HELD, "Reserves abroad, and sites of Russia where no country was named"),
    Row("control.home", Stage.HELD, "Neutral hosts of the country that was named"),
    Row("control.elsewhere", Stage.HELD, "Neutral hosts of other countries"),
    Row("control.host", Stage.HELD, "A site of each hosting company"),
    Row("control.datagram", Stage.HELD, "More of them, in an unattended check", Wanted.DECISIVE),
    Row("control.pulse", Stage.ALWAYS, "A neutral address, or a page", ask_controls=control_rows.ask_next_anchor),
    Row("page.neutral", Stage.ALWAYS, "Two neutral pages", ask_controls=page_rows.ask_neutral_pages),
    Row("page.home", Stage.ALWAYS, "A page of the country that was named", ask_controls=page_rows.ask_domestic_page),
    Row("body.neutral", Stage.ALWAYS, "A body to neutral sites", ask_controls=body_rows.ask_neutral_bodies),
    Row("page.early", Stage.NEWS, "Slow pages beside neutral ones", Wanted.UNSETTLED, page_rows.ask_slow_pages_early),
    Row("page.again", Stage.NEWS, "Slow pages beside neutral ones", Wanted.UNSETTLED, page_rows.ask_slow_pages_again),
    Row("page.further", Stage.NEWS, "Further pages", ask=page_rows.ask_further_pages),
    Row("page.file", Stage.NEWS, "The file that a page names, or a longer page", ask=page_rows.ask_named_files),
    Row("page.domestic", Stage.NEWS, "A page that stopped, beside pages at home", ask=page_rows.ask_stopped_page),
    Row("body.pieces", Stage.NEWS, "A message in small packets", ask=body_rows.ask_body_in_pieces),
    Row("app_handshake.browser", Stage.NEWS, "The app's own ClientHello", ask=server_rows.ask_app_hello),
    Row("server.informs", Stage.NEWS, "Servers that only inform", ask=server_rows.ask_informing_servers),
    Row("name.elsewhere", Stage.NEWS, "The name at unrelated servers", ask=server_rows.ask_name_elsewhere),
    Row("kept.open", Stage.NEWS, "The connection that was left open", Wanted.DECISIVE, late_rows.ask_kept_open),
    Row("kept.again", Stage.NEWS, "Two more to keep open, beside a neutral one", ask=late_rows.ask_kept_again),
    Row("server.luck", Stage.CALM, "What answered among what did not", ask=server_rows.ask_lucky_servers),
    Row("server.refused", Stage.CALM, "A refusing server", ask=server_rows.ask_refusing_servers),
    Row("server.loss", Stage.CALM, "A server that lost packets", ask=server_rows.ask_lossy_servers),
    Row("name.elsewhere_calm", Stage.CALM, "The name at unrelated servers", ask=server_rows.ask_name_elsewhere_calm),
    Row("control.port", Stage.CALM, "Neutral servers at that port", ask=control_rows.ask_controls_at_port),
    Row("server.status", Stage.CALM, "The service's status page", ask=server_rows.ask_status_page),
    Row("late.body", Stage.LATE, "A body to one server", ask=body_rows.ask_first_body),
    Row("late.kept", Stage.LATE, "One that carries messages, left open", ask=late_rows.ask_connection_to_keep),
    Row("late.app_handshake", Stage.LATE, "A server or two in all", ask=late_rows.ask_late_handshakes),
    Row("share", Stage.SHARE, "A few more tries, and neutral names", ask=share_rows.ask_for_share),
    Row("body.large", Stage.SENDING, "A larger body, beside a neutral site", ask=body_rows.ask_large_body),
    Row("kept.beside", Stage.IDLE, "A server whose open connection is in doubt", ask=late_rows.ask_beside_kept),
)

FOLLOW_UPS = {
    "name.lookup": "the system's answer to a name, with every row that needs it",
    "name.lookup_again": "once more, where it gave no address",
    "name.trusted": "the same name at a resolver abroad",
    "name.resolver": "the connection to that resolver",
    "name.tampering": "the same name at resolvers in the clear, where it looks missing or forged",
    "retry.control": "a neutral host that failed, once more",
    "retry.same": "a server that failed or is oddly silent: the same address, another, another port or framing",
    "retry.contrast": "beside that: what tells whether its address, its name or its protocol is stopped",
    "retry.true_address": "an address that only a resolver abroad gave",
    "retry.second_lookup": "the address that the system gave in the end",
    "retry.plain_address": "an address learnt in the clear, which only an answer proves",
    "app_handshake.phone": "a phone's first message, where WhatsApp's server was asked",
}
"""Follow-ups within one question, always by the same rule (`probe/endpoint_probe.py`)."""
