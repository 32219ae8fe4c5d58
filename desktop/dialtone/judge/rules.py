"""All rules in their order, and how they are run. `docs/rules.md` is generated from these tables.

A rule is a row: a stable id, its layer, what must hold before it is asked, and a function whose docstring gives the
reasoning. No rule calls another table; what goes together is put together here. The id goes with every evidence.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from dialtone.judge.diagnosis import Finding, Layer, diagnose, said
from dialtone.judge.endpoint import adjustments as adjust
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings import answers, certificates, handshakes, speed
from dialtone.judge.findings.connections import NO_CONNECTION
from dialtone.judge.findings.firewall import DENIED_HERE, REFUSED_HERE
from dialtone.judge.findings.names import (
    HOSTS_FILE,
    LED_ELSEWHERE,
    NAME_CUT_AT_BUILT_IN,
    NAME_GONE,
    NAME_MISSING,
    NAMES_FALLBACK,
    ONLY_ELSEWHERE,
)
from dialtone.judge.findings.relays import RELAYS_SILENT
from dialtone.judge.rule_rows import Adjustment, Need, Rule
from dialtone.judge.signs.certificates import inspector
from dialtone.judge.signs.speed import is_doubted, is_timed
from dialtone.model.frozen import replace
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import EvidenceKind as Kind
from dialtone.model.vocabulary import FunctionStatus

DNS, ADDRESS, TLS, PROTOCOL, SPEED, SERVICE = Layer

EndpointRow = Rule | Finding[EndpointCase]

_FAILED = (Need.CONTROLS, Need.REPEATED)
_NAME_CUT = (Kind.NAME_CUT, Kind.NAME_CUT_ANYWHERE, Kind.NAME_PASSES_ELSEWHERE, Kind.SOME_ATTEMPTS_FAIL)
_NAMED = (Kind.INSPECTED_BY_PROGRAM, Kind.INSPECTED_BY_GATEWAY)

ADDRESS_RULES: tuple[EndpointRow, ...] = (
    certificates.CERTIFICATE_WRONG,
    handshakes.PAGE_INSTEAD,
    handshakes.RESIDUAL_CENSORSHIP,
    handshakes.NAME_CUT,
    handshakes.NAME_REFUSED,
    handshakes.LARGE_PACKETS_LOST,
    handshakes.SILENT_TO_ANY_NAME,
    handshakes.GREETING_CUT,
    RELAYS_SILENT,
    REFUSED_HERE,
    NO_CONNECTION,
)
"""Every attempt failed at its address: the step it failed at, and the contrast beside it, say why."""

ENDPOINT_RULES: tuple[EndpointRow, ...] = (
    answers.REFUSES_TO_SERVE,
    answers.COMES_AND_GOES,
    certificates.SIGNED_BY_LOCAL_ROOT,
    speed.STOPS_AFTER_PACKETS,
    speed.READS_SLOWLY,
    speed.STOPS_EARLY,
    speed.NOTHING_CAME_WHOLE,
    speed.CRAWLS,
    speed.SENDING_STOPS,
    speed.SENDS_SLOWLY,
    answers.ONLY_CONNECTS,
    answers.OTHER_SERVER,
    handshakes.BROWSER_HELLO_CUT,
    answers.ANSWERED,
    answers.NOT_PROVED,
    HOSTS_FILE,
    answers.SERVER_TROUBLE,
    answers.ERROR_REACHED,
    certificates.OUT_OF_DATE,
    NAME_GONE,
    NAMES_FALLBACK,
    NAME_CUT_AT_BUILT_IN,
    NAME_MISSING,
    LED_ELSEWHERE,
    ONLY_ELSEWHERE,
    *ADDRESS_RULES,
    DENIED_HERE,
    answers.NOT_ENOUGH,
    answers.NOT_TRIED,
)

ADJUSTMENTS: tuple[Adjustment, ...] = (
    Adjustment("path_loss", SPEED, adjust.path_loss, (Kind.PACKETS_LOST,)),
    Adjustment("phone_hello", PROTOCOL, adjust.phone_hello, (Kind.PHONE_HELLO_CUT,)),
    Adjustment("bootstrap_only", SERVICE, adjust.bootstrap_only, ()),
)

_MET: Mapping[Need, Callable[[EndpointCase], bool]] = MappingProxyType(
    {
        Need.ANSWERED: lambda case: bool(case.good),
        Need.CONTROLS: lambda case: case.network.controls_answer,
        Need.REPEATED: lambda case: case.repeated(case.failed),
        Need.CONTRAST: lambda case: bool(case.contrast),
    }
)


def judge_endpoint(case: EndpointCase) -> EndpointVerdict:
    """Judge one endpoint: the first rule that holds decides; then what is known beside it adjusts the verdict."""
    verdict = first_verdict(ENDPOINT_RULES, case) or EndpointVerdict(FunctionStatus.UNKNOWN)  # the last row holds
    verdict = adjusted(ADJUSTMENTS, verdict, case)
    if (program := inspector(case)) is not None:
        named = (replace(e, program=program.name) if e.kind in _NAMED else e for e in verdict.evidence)
        verdict = replace(verdict, evidence=tuple(named))
    doubted = verdict.status is FunctionStatus.WORKS and is_doubted(case)
    return replace(verdict, timed=is_timed(case), doubted=doubted)


def first_verdict(rules: Sequence[EndpointRow], case: EndpointCase) -> EndpointVerdict | None:
    """Return the verdict of the first row that holds, with its id at all evidence; None where none does."""
    for rule in rules:
        if isinstance(rule, Finding):
            found = diagnose((rule,), case)
            verdict = said(found) if found is not None else None
        else:
            verdict = _as_ruled(rule, case)
        if verdict is not None:
            return _with_what_is_behind(verdict, rule, case)
    return None


def _as_ruled(rule: Rule, case: EndpointCase) -> EndpointVerdict | None:
    verdict = rule.decide(case) if all(_MET[need](case) for need in rule.needs) else None
    return verdict and replace(verdict, evidence=signed(verdict.evidence, rule.id))


def _with_what_is_behind(verdict: EndpointVerdict, rule: EndpointRow, case: EndpointCase) -> EndpointVerdict:
    """Return the verdict joined with that of another obstacle at the true address, behind a name tampered with."""
    asked = isinstance(rule, Finding) and rule.behind and verdict.status is FunctionStatus.BLOCKED
    behind = first_verdict(ADDRESS_RULES, case.behind_the_name()) if asked and not case.good_elsewhere else None
    if behind is None:
        return verdict
    causes = tuple(dict.fromkeys((*verdict.causes, *behind.causes)))
    return replace(verdict, causes=causes, evidence=(*verdict.evidence, *behind.evidence))


def adjusted(adjustments: Sequence[Adjustment], verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict:
    """Return the verdict after all adjustments that hold; their ids go with the evidence that they add."""
    for row in adjustments:
        if (changed := row.decide(verdict, case)) is not None:
            verdict = replace(changed, evidence=signed(changed.evidence, row.id))
    return verdict


def signed(evidence: Iterable[Evidence], rule: str) -> tuple[Evidence, ...]:
    """Return the evidence with the rule that spoke; what another rule said before keeps its own."""
    return tuple(one if one.rule else replace(one, rule=rule) for one in evidence)
