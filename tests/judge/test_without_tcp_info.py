"""Systems that do not tell what became of packets (TCP_INFO): for want of it nothing is surer, rosier or unstable.

The recorded checks of all networks are judged with and without what Linux told.
"""

import pytest

from dialtone.judge.rejudge import judge_again
from dialtone.model.check import Check
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Confidence, NetworkStatus
from dialtone.store.check_file import encode_check
from judge.recorded import judged, recorded
from lab.busy import list_statuses, list_strays
from lab.scenarios import SCENARIOS
from shipped_catalogue import shipped_catalogue

CATALOGUE = shipped_catalogue()
TOLD = {Fact.DELIVERED, Fact.RESENT, Fact.ROUND_TRIP, Fact.STILL_COMING}
"""The facts that `probe/tcp_info.py` gives."""
Verdict = MessengerVerdict | FunctionVerdict
GRADES = (Confidence.UNSURE, Confidence.LIKELY, Confidence.SURE)
_UPLOAD = "how much of an upload arrived shows in its ACKs alone: media is unsure"
_CALLS = "that STUN is swallowed on open connections shows in its ACKs alone: UDP counts as closed, and calls as untold"
_RESENT = "only the system counts what was sent again after the first packet"
_WAY = "the way to a server is the system's own measure; else it is what a connection took here"
LESS_SEEN = {
    "ae-calls-recognised-while-signal-is-down": _CALLS,
    "ae-shape-of-calls-with-private-messengers": _CALLS,
    "ae-what-looks-like-a-call-is-dropped": _CALLS,
    "cl-low-satellites-change-places": _RESENT,
    "cu-pictures-of-all-three-crawl": _UPLOAD,
    "emirates-2026": _CALLS,
    "narrow-line-hides-a-throttle-of-telegram": "a narrow line shows in that count alone, and hides the throttle",
    "om-licensed-calls-pass": "the same: nothing counts as filtered, and calls are untold or unsure",
    "pk-voice-notes-do-not-leave": _UPLOAD,
    "provider-refuses-all-russian-addresses": _WAY,
    "pt-a-backup-is-being-uploaded": "that count alone shows that the line is unstable",
    "stun-dpi": _CALLS,
    "telegram-loses-third-down": _RESENT,
    "telegram-mtproto-rst": _WAY,
    "tg-june-2025-data-are-lost": _RESENT,
    "tls-tunnel-held-to-400k": "the same: whether a body came slowly depends on that way",
    "train-through-a-valley": _RESENT,
    "tz-films-to-whatsapp-leave-at-a-crawl": _UPLOAD,
    "tz-october-2025-what-is-sent-crawls": _UPLOAD,
    "whatsapp-freeze-25-packets": "Noise: a frame that never ends gets no answer, so that only its ACKs tell",
    "zalo-while-a-sea-cable-is-cut": _RESENT,
}
"""Networks in which nothing else shows it: there another word, or more certainty, is what can be known."""


def untold(check: Check) -> Check:
    rows = (replace(o, facts={k: v for k, v in o.facts.items() if k not in TOLD}) for o in check.observations)
    return replace(check, observations=tuple(rows))


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_nothing_is_surer_or_rosier_for_want_of_it(name: str) -> None:
    told, less = judged(name), judge_again(untold(recorded()[name]), CATALOGUE)
    before, after = (list_statuses(encode_check(check, lambda _: ("", "", ()))) for check in (told, less))
    odd = [line for line in list_strays(before, after) if not line.startswith("worse")]
    words = zip(_verdicts(told), _verdicts(less), strict=True)
    odd += [f"surer: {now}" for was, now in words if _is_surer(was, now)]
    assert bool(odd) is (name in LESS_SEEN), odd
    assert told.network.status is NetworkStatus.UNSTABLE or less.network.status is not NetworkStatus.UNSTABLE


def _verdicts(check: Check) -> list[Verdict]:
    found: list[Verdict] = []
    for messenger in check.messengers:
        found += (messenger, *messenger.functions)
    return found


def _is_surer(was: Verdict, now: Verdict) -> bool:
    alike = (was.status, was.causes) == (now.status, now.causes)
    return alike and GRADES.index(now.confidence) > GRADES.index(was.confidence)
