"""The verdict about the network itself, before any messenger is judged."""

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.diagnosis import diagnose, numbers_of
from dialtone.judge.findings.network import FLAGS, GROUND
from dialtone.judge.network.hosts import controls_answer
from dialtone.judge.network.inspection import name_inspector
from dialtone.judge.network.network_case import USABLE, NetworkCase
from dialtone.model.catalogue import Controls
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.verdict import Diagnosis, Evidence, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, NetworkStatus


def judge_network(index: AttemptIndex, controls: Controls, computer: Computer) -> NetworkVerdict:
    """Judge the network by the first finding that is seen in all observations of a check; without any it is online."""
    case = NetworkCase(index, controls, computer)
    diagnosed = diagnose(GROUND, case)
    diagnosis = diagnosed.diagnosis if diagnosed else Diagnosis()
    status = NetworkStatus(diagnosed.claim.status) if diagnosed else NetworkStatus.ONLINE
    evidence = list(diagnosed.evidence) if diagnosed else []
    if status is NetworkStatus.INTERCEPTED:
        evidence = [replace(item, program=name_inspector(index, controls)) for item in evidence]
    if status in USABLE and (answered := controls_answer(case)):
        evidence.append(Evidence(EvidenceKind.CONTROLS_ANSWER, numbers_of(answered), "controls_answer"))
    flags = [(row, seen) for row in FLAGS if status in row.on and (seen := row.seen(case))]
    evidence += [Evidence(row.kind, numbers_of(seen), row.id) for row, seen in flags]
    return NetworkVerdict(
        status=status,
        flags=tuple(dict.fromkeys(row.flag for row, _ in flags)),
        evidence=tuple(dict.fromkeys(evidence)),
        confidence=diagnosis.confidence,
        round_trip=case.round_trip,
        degree=diagnosed.claim.degree if diagnosed else None,
        diagnosis=diagnosis,
    )
