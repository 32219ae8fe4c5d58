"""What is asked again: an answer among many failures, at the very target that gave it."""

from dialtone.engine.further import doubtful_work
from dialtone.model.catalogue import Endpoint, FunctionRule, Messenger
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Function, Step, Wire

CENTRES = tuple(Endpoint(f"app/dc{n}", "app", Wire.MTPROTO, 443, None, (f"192.0.2.{n}",)) for n in range(1, 5))
SITE = Endpoint("app/site", "app", Wire.TLS, 443, "site.example.org")
APP = Messenger(
    "app",
    "App",
    "A",
    "#000000",
    endpoints=(*CENTRES, SITE),
    functions=(
        FunctionRule(Function.MESSAGES, (tuple(e.id for e in CENTRES),)),
        FunctionRule(Function.WEB, (("app/site",),)),
    ),
)


def _seen(answering: set[str]) -> list[Observation]:
    """One try for each endpoint, on another port than the first."""
    rows: list[Observation] = []
    for number, endpoint in enumerate(APP.endpoints, 1):
        failure = None if endpoint.id in answering else Failure.TIMEOUT
        address = endpoint.addresses[0] if endpoint.addresses else "192.0.2.99"
        target, attempt = f"{address}:5222", number
        step, facts = (
            (Step.MTPROTO, {"transport": "padded"}) if endpoint.wire is Wire.MTPROTO else (Step.TLS, {"sni": "x"})
        )
        origin = {"from": "built_in"}
        rows.append(Observation(2 * number, "app", endpoint.id, Step.TCP, target, 0.0, 0.1, None, origin, attempt))
        rows.append(Observation(2 * number + 1, "app", endpoint.id, step, target, 0.1, 0.1, failure, facts, attempt))
    return rows


def _again(answering: set[str]) -> list[str]:
    return [task.endpoint.id for task in doubtful_work(APP, _seen(answering))]


def test_few_answers_among_failures_are_in_doubt() -> None:
    assert _again({"app/dc3"}) == ["app/dc3"]
    assert _again({"app/dc1", "app/dc3"}) == ["app/dc1", "app/dc3"]


def test_most_answers_and_the_only_one_that_was_asked_are_not() -> None:
    assert _again({"app/dc1", "app/dc2", "app/dc3", "app/site"}) == []
    assert _again({"app/site"}) == []
    assert _again(set()) == []


def test_the_same_target_in_the_same_framing() -> None:
    (task,) = doubtful_work(APP, _seen({"app/dc3"}))
    target = task.observe.args[0]  # type: ignore[attr-defined]
    assert (str(target), target.transport.value, target.origin.value) == ("192.0.2.3:5222", "padded", "built_in")
