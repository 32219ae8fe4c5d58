"""Who is affected and how sure it is, in one or two sentences below the answer."""

from dialtone.explain.joining import joined
from dialtone.explain.reasons import may_be_an_outage, said_confidence, told_cause
from dialtone.explain.sentences import Sentences
from dialtone.explain.vpn_words import group_of
from dialtone.explain.ways import works_how
from dialtone.model.answer import Why
from dialtone.model.status_groups import IN_THE_NETWORK, NO_FAILURE, TROUBLE_HERE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, MessengerStatus, NetworkFlag


def say_summary(
    sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str, why: Why | None
) -> str:
    """Return who is affected and how sure it is, and what to know about the messenger on any network."""
    cleared = ""
    if why is not None and why.not_this_computer:
        key = "summary.not_computer" if may_be_an_outage(verdict) else "summary.not_you"
        cleared = sentences.say(f"{key}.{verdict.confidence}", key, about=verdict.messenger, messenger=name)
    note = sentences.say(f"note.{verdict.note}", about=verdict.messenger, messenger=name)
    return joined(filter(None, (_summary(sentences, verdict, network, name), cleared, note)))


def _summary(sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str) -> str:
    if verdict.why:
        return sentences.say(
            f"why_untested.{verdict.why}", f"summary.{verdict.status}", about=verdict.messenger, messenger=name
        )
    if verdict.status is MessengerStatus.WORKS and NetworkFlag.PROXY in network.flags:
        return sentences.say(f"summary.{works_how(verdict, network)}", about=verdict.messenger, messenger=name)
    told = told_cause(verdict, network)
    made_here = verdict.status in TROUBLE_HERE and any(cause in IN_THE_NETWORK for cause in verdict.causes[:1])
    tunnelled = NetworkFlag.VPN in network.flags
    group = (group_of(verdict, network) if tunnelled else "in_the_network") if made_here else ""
    keys = _graded(verdict, group, told)
    if verdict.status is MessengerStatus.PARTLY and verdict.causes[:1] == (Cause.SERVICE_DOWN,):
        keys = (f"summary.down.{verdict.confidence}", "summary.down")  # the headline has named the service
    if verdict.status is MessengerStatus.WORKS and any(e.kind is EvidenceKind.ONLY_CONNECTS for e in verdict.evidence):
        keys = (f"summary.{EvidenceKind.ONLY_CONNECTS}", *keys)
    return sentences.say(*keys, about=verdict.messenger, messenger=name)


def _graded(verdict: MessengerVerdict, group: str, told: str) -> tuple[str, ...]:
    """Return keys from the most specific to the plain status; the first cause may have words of its own."""
    status, confidence = verdict.status, said_confidence(verdict)
    keys: list[str] = []
    if verdict.causes and status not in NO_FAILURE:
        cause = verdict.causes[0]
        special = [told] if told and told != cause else []
        heads = (*special, f"{status}.{cause}", cause, *([group] if group else []))
        keys = [key for head in heads for key in (f"{head}.{confidence}", head)]
    keys += [f"{status}.{confidence}", status]
    return tuple(f"summary.{key}" for key in keys)
