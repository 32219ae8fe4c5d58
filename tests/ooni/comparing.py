"""OONI's own verdict beside Dialtone's, flag by flag, and why they differ where they do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    NetworkStatus,
    Step,
)
from ooni.judging import Judged
from ooni.targets import targets


class Said(StrEnum):
    OK = "ok"
    BLOCKED = "blocked"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Compared:
    flag: str
    ooni: Said
    failure: str
    """OONI's reason, in its own word."""
    dialtone: FunctionStatus
    cause: Cause | None
    confidence: Confidence
    why: str
    """Why they differ; empty where they do not."""

    @property
    def differs(self) -> bool:
        return bool(self.why)


_WORKS = (FunctionStatus.WORKS, FunctionStatus.SLOW)
_CERTIFICATES = (Failure.CERT_UNTRUSTED, Failure.CERT_NAME, Failure.CERT_EXPIRED, Failure.CERT_NOT_YET)
_NOT_TRIED = {Failure.NOT_IN_TIME, Failure.BUG, Failure.DENIED}
_CUT = (Failure.TIMEOUT, Failure.RESET, Failure.CLOSED)
_FAILED = (FunctionStatus.BLOCKED, FunctionStatus.DOWN)


def compare(judged: Judged) -> tuple[Compared, ...]:
    return tuple(_compare(judged, *row) for row in _rows(judged))


def _rows(judged: Judged) -> Iterator[tuple[str, Said, str, Function, tuple[str, ...]]]:
    """Yield each flag, what OONI says, its reason, the function that it is about, and the endpoints behind it."""
    keys, test = judged.measurement.keys, judged.measurement.test
    if test == "whatsapp":
        for flag, key, function, endpoint in (
            ("endpoints", "whatsapp_endpoints", Function.PHONE, "whatsapp/noise-e"),
            ("registration", "registration_server", Function.LOGIN, "whatsapp/registration"),
            ("web", "whatsapp_web", Function.WEB, "whatsapp/web-page"),
        ):
            yield flag, _said(keys.get(f"{key}_status")), _reason(keys.get(f"{key}_failure")), function, (endpoint,)
    elif test == "telegram":
        centres = tuple(t.endpoint for t in targets(test) if t.addresses)
        said = _said_of_centres(keys.get("telegram_tcp_blocking"), keys.get("telegram_http_blocking"))
        yield "centres", said, "", Function.MESSAGES, centres
        web = _said(keys.get("telegram_web_status"))
        yield "web", web, _reason(keys.get("telegram_web_failure")), Function.WEB, ("telegram/web-page",)
    else:
        failure = _reason(keys.get("signal_backend_failure"))
        everything = tuple(t.endpoint for t in targets(test))
        yield "backend", _said(keys.get("signal_backend_status")), failure, Function.MESSAGES, everything


def _said(value: object) -> Said:
    return Said(value) if isinstance(value, str) and value in (Said.OK, Said.BLOCKED) else Said.NOTHING


def _said_of_centres(tcp: object, http: object) -> Said:
    if tcp is True or http is True:
        return Said.BLOCKED
    return Said.OK if tcp is False or http is False else Said.NOTHING


def _reason(value: object) -> str:
    return value if isinstance(value, str) else ""


def _compare(
    judged: Judged, flag: str, ooni: Said, failure: str, function: Function, endpoints: tuple[str, ...]
) -> Compared:
    verdict = judged.verdict.function(function)
    status = verdict.status if verdict else FunctionStatus.NOT_TESTED
    cause = verdict.causes[0] if verdict and verdict.causes else None
    confidence = verdict.confidence if verdict else Confidence.UNSURE
    agree = (
        ooni is Said.NOTHING or (ooni is Said.OK and status in _WORKS) or (ooni is Said.BLOCKED and status in _FAILED)
    )
    why = "" if agree else _Difference(judged, ooni, status, endpoints).explain()
    return Compared(flag, ooni, failure, status, cause, confidence, why)


class _Difference:
    def __init__(self, judged: Judged, ooni: Said, status: FunctionStatus, endpoints: Sequence[str]) -> None:
        self._judged = judged
        self._ooni = ooni
        self._status = status
        self._endpoints = endpoints
        self._seen = [o for endpoint in endpoints for o in judged.seen(endpoint)]
        one_family = {o.target for o in self._seen if o.step is Step.DNS and o.ok}
        self._failed = [o for o in self._seen if o.failure is not None and o.target not in one_family]

    def explain(self) -> str:
        said = self._ok_here_not() if self._ooni is Said.OK else self._blocked_here_not()
        return next((sentence for sentence in said if sentence), f"no rule holds ({self._evidence()})")

    def _blocked_here_not(self) -> Iterator[str]:
        if self._status in _WORKS:
            yield self._some_failed()
        yield self._outdated()
        yield self._nothing_seen()
        failures = {o.failure for o in self._failed}
        if self._judged.network.status is NetworkStatus.OFFLINE:
            yield "nothing at all left this computer or was answered: OONI has no neutral host to tell that by"
        if failures and failures <= _NOT_TRIED:
            yield "its time (60 s) was up, or it was interrupted: not tried is not blocked"
        if not self._judged.network.controls_answer:
            yield "nothing shows that the line worked at all: the number of the network is not known (AS0)"
        yield self._certificate()
        yield self._lookup()
        if failures == {Failure.UNREACHABLE}:
            yield "this computer had no way there (no route, often IPv6)"
        yield self._name_without_contrast()
        yield self._once()

    def _ok_here_not(self) -> Iterator[str]:
        yield self._outdated()
        yield self._nothing_seen()
        strangers = [o for o in self._failed if o.failure is Failure.BAD_ANSWER and o.step is Step.HTTP]
        if strangers:
            where = sorted({str(o.facts.get(Fact.LOCATION_HOST) or o.facts.get(Fact.STATUS)) for o in strangers})
            yield (
                f"what answers at {len(strangers)} of the addresses is not Telegram ({', '.join(where)}): "
                "any HTTP answer is ok for OONI"
            )
        if self._failed and any(o.ok for o in self._seen):
            yield f"{len(self._failed)} steps failed; for OONI one success is enough"
        if self._failed:
            yield "its own steps failed, and its flag says ok: an old version of the test, or a later redirect"
        if self._seen:
            yield "names were found and connections stood; what the messenger said is not in the measurement"

    def _some_failed(self) -> str:
        names = sorted({o.endpoint.partition("/")[2] for o in self._failed})
        return (
            f"what this function needs was answered; {', '.join(names) or 'another host'} failed, and OONI's flag "
            "is about all together"
        )

    def _nothing_seen(self) -> str:
        return "" if self._seen else "the measurement holds no attempt at it: OONI says so without one"

    def _outdated(self) -> str:
        if self._judged.measurement.test != "signal":
            return ""
        version, day = self._judged.measurement.text("test_version"), self._judged.measurement.when[:10]
        if _older(version, (0, 2, 2)) and day >= "2022-10-19":
            return "this version of the test does not know Signal's root of 2022: it is wrong since 2022-10-19 (ts-029)"
        if _older(version, (0, 2, 4)) and day >= "2023-11-07":
            return "this version of the test asks a host that Signal gave up on 2023-11-07 (ts-029)"
        return ""

    def _certificate(self) -> str:
        wrong = [o for o in self._failed if o.failure in _CERTIFICATES]
        if not wrong:
            return ""
        issuers = sorted({str(o.facts.get(Fact.ISSUER, "")) for o in wrong} - {""})
        by = f" by {', '.join(issuers)}" if issuers else ""
        return (
            f"a certificate{by} that the app refuses: whether only this messenger is met with it, OONI cannot tell "
            "(no neutral site beside it)"
        )

    def _lookup(self) -> str:
        lookups = [o for o in self._seen if o.step is Step.DNS]
        if not lookups or any(o.ok for o in lookups):
            return ""
        words = {o.failure for o in lookups}
        if words <= {Failure.DNS_FAILED, Failure.TIMEOUT, Failure.BUG}:
            return "the resolver gave no answer at all: that is no denial, and may be the resolver's own trouble"
        return "the name is denied, and no other resolver was asked: it may be gone for all"

    def _name_without_contrast(self) -> str:
        cut = [o for o in self._failed if o.step is Step.TLS and o.failure in (*_CUT, Failure.ALERT)]
        if not cut:
            return ""
        return (
            f"the handshake was cut ({_words(cut)}): by its name, or by the server? Dialtone shows a neutral name at "
            "the same address, and OONI does not"
        )

    def _once(self) -> str:
        if not self._failed:
            return "names were found and connections stood; what OONI's flag rests on is not in the measurement"
        tries = {o.attempt for o in self._failed if o.step is not Step.DNS}
        if len(tries) == 1:
            return (
                f"it failed once ({_words(self._failed)}), and once proves nothing: Dialtone tries again, OONI does not"
            )
        return f"it failed ({_words(self._failed)}) in a way that several things can cause ({self._evidence()})"

    def _evidence(self) -> str:
        kinds = {e.kind for name in self._endpoints if (v := self._judged.endpoints.get(name)) for e in v.evidence}
        return ", ".join(sorted(kinds or {EvidenceKind.NOT_ENOUGH}))


def _older(version: str, than: tuple[int, ...]) -> bool:
    parts = tuple(int(part) for part in version.split(".") if part.isdigit())
    return bool(parts) and parts < than


def _words(observations: Sequence[Observation]) -> str:
    return ", ".join(sorted({f"{o.step} {o.failure}" for o in observations}))
