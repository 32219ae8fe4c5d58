"""One measurement before the judge: the network as far as it is known, then the messenger by the real rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.function_verdicts import JudgedEndpoints
from dialtone.judge.messenger_verdicts import judge_endpoints, judge_messenger
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.network_case import CheckCase
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import EndpointVerdict, Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Confidence, EvidenceKind, Failure, NetworkStatus
from ooni.observing import observe
from ooni.reading import Measurement
from ooni.targets import messenger
from shipped_catalogue import shipped_catalogue

_NO_WAY_OUT = frozenset({Failure.UNREACHABLE, Failure.DNS_FAILED, Failure.DENIED, Failure.NOT_IN_TIME, Failure.BUG})
_UNKNOWN_NETWORKS = ("", "AS0")
_DESKTOP = {"windows": "windows", "macos": "macos"}


@dataclass(frozen=True, slots=True)
class Judged:
    measurement: Measurement
    observations: tuple[Observation, ...]
    network: NetworkVerdict
    endpoints: Mapping[str, EndpointVerdict]
    verdict: MessengerVerdict

    def seen(self, endpoint: str) -> tuple[Observation, ...]:
        return tuple(o for o in self.observations if o.endpoint == endpoint)


def judge(measurement: Measurement, *, trust_the_line: bool = True) -> Judged:
    observations = observe(measurement)
    network = the_line(measurement, observations) if trust_the_line else NetworkVerdict(NetworkStatus.ONLINE)
    endpoints, verdict = judge_observations(measurement.test, observations, network, _platform(measurement))
    return Judged(measurement, observations, network, endpoints, verdict)


def judge_observations(
    test: str, observations: Sequence[Observation], network: NetworkVerdict, platform: str
) -> tuple[Mapping[str, EndpointVerdict], MessengerVerdict]:
    reduced, controls = _asked(messenger(test), observations), shipped_catalogue().controls
    index = AttemptIndex(observations)
    ground = CheckCase(ControlResults(index, controls), network, platform)
    endpoints = judge_endpoints(reduced, ground)
    return endpoints, judge_messenger(JudgedEndpoints(reduced, endpoints), network, platform, installed=False)


def _asked(whole: Messenger, observations: Sequence[Observation]) -> Messenger:
    """Return a messenger with the functions that this version of the test asked about."""
    seen = {o.endpoint for o in observations}
    functions = tuple(r for r in whole.functions if any(need in seen for group in r.needs for need in group))
    return replace(whole, functions=functions or whole.functions[:1])


def the_line(measurement: Measurement, observations: Sequence[Observation]) -> NetworkVerdict:
    """Return the state of the network, as far as a measurement shows it.

    Before its tests OONI asks a server abroad for its own address, to learn the number of its network: where that is
    known the line worked a moment before. It is no measurement in the same moment, so nothing here is more than likely.
    """
    if observations and all(o.failure in _NO_WAY_OUT for o in observations):
        return NetworkVerdict(NetworkStatus.OFFLINE, confidence=Confidence.UNSURE)
    asn = measurement.raw.get("probe_asn")
    if asn in _UNKNOWN_NETWORKS or asn is None:
        return NetworkVerdict(NetworkStatus.ONLINE, confidence=Confidence.UNSURE)
    answered = Evidence(EvidenceKind.CONTROLS_ANSWER, (), "ooni_location")
    return NetworkVerdict(NetworkStatus.ONLINE, evidence=(answered,), confidence=Confidence.LIKELY)


def _platform(measurement: Measurement) -> str:
    notes = measurement.raw.get("annotations")
    platform = notes.get("platform") if isinstance(notes, Mapping) else None
    return _DESKTOP.get(platform, "linux") if isinstance(platform, str) else "linux"
