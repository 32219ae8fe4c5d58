"""The rehearsal of `./dev field`: an open line on which eleven servers are not as the catalogue says.

Nothing is censored. Each difference is one that a real line may show on the day of a release.
"""

from dataclasses import dataclass

from lab.answers import Answer
from lab.scenario import DnsLie, Fault, IpBlock, Match, Rule, Scenario, SniBlock

NAME = "field-rehearsal"


@dataclass(frozen=True)
class Planted:
    """One difference: where it is, and what has to be said of it."""

    endpoint: str
    said: str
    rules: tuple[Rule, ...] = ()
    faults: tuple[Fault, ...] = ()
    lies: tuple[DnsLie, ...] = ()
    answers: tuple[Answer, ...] = ()


def _answer(host: str, path: str, status: int, length: int) -> tuple[Answer, ...]:
    noted = Answer(host=host, path=path, status=status, length=length, kind="assumed", date="2026-11-29", source=NAME)
    return (noted,)


# fmt: off
PLANTED = (
    Planted(
        "signal/grpc-chat", "did not answer (tls: reset)", (SniBlock(names=("grpc.chat.signal.org",), action="rst"),)
    ),
    Planted(
        "signal/turn",
        "did not answer (stun: timeout)",
        (IpBlock(Match(hosts=("turn3.voip.signal.org",), proto="udp")),),
    ),
    Planted(
        "whatsapp/noise-g", "did not answer (tcp: timeout)", (IpBlock(Match(hosts=("g.whatsapp.net",), ports=(443,))),)
    ),
    Planted("whatsapp/media", "says 404, and 403 is healthy", answers=_answer("mmg.whatsapp.net", "/", 404, 900)),
    Planted("discord/api", "did not answer (http: http_error)", faults=(Fault(("discord.com",), "http-503"),)),
    Planted(
        "slack/media", "did not answer (tcp: refused)", faults=(Fault(("files.slack.com",), "refuse", ports=(443,)),)
    ),
    Planted("line/chat", "its chain ends at", faults=(Fault(("legy.line-apps.com",), "retired-root"),)),
    Planted(
        "viber/account", "did not answer (tls: cert_expired)", faults=(Fault(("account.viber.com",), "tls-expired"),)
    ),
    Planted(
        "telegram/web-page",
        "its page is 1200 bytes long",
        answers=_answer("web.telegram.org", "/k/assets/img/pattern.svg", 200, 1_200),
    ),
    Planted(
        "kakaotalk/booking",
        "did not answer (dns: no address)",
        lies=(DnsLie(("booking-loco.kakao.com",), "NXDOMAIN", ("*",)),),
    ),
    Planted("telegram/dc3", "did not answer (tcp: timeout)", (IpBlock(Match(hosts=("149.154.175.100",))),)),
)
# fmt: on


def network() -> Scenario:
    """Return the open line with all planted differences."""
    return Scenario(
        NAME,
        "An open line on which the catalogue is wrong eleven times",
        __doc__ or "",
        rules=tuple(rule for one in PLANTED for rule in one.rules),
        faults=tuple(fault for one in PLANTED for fault in one.faults),
        dns_lies=tuple(lie for one in PLANTED for lie in one.lies),
        answers=tuple(answer for one in PLANTED for answer in one.answers),
    )
