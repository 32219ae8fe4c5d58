"""What `./dev lint` says about the catalogue: what is there twice, too old, or read and too short.

What the loader or `catalogue_rules` refuse is told here too.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from catalogue_rules import load_checked
from dialtone.model.catalogue import SERVER, Catalogue, Endpoint, Messenger
from dialtone.model.endpoint import UNPUBLISHED, FunctionRule
from dialtone.model.thresholds import RATE_BYTES
from dialtone.model.vocabulary import Function, Trust, Weight
from dialtone.store.data_folders import resources
from dialtone.store.roots import load_pins
from dialtone.store.toml_file import ResourceError
from lab.answers import Answers, load_answers

OLDEST = timedelta(days=4 * 365)
"""How old the newest sign of an endpoint may be: some makers show their servers in nothing but rare snapshots."""


MOST_USED = frozenset(
    {
        *("whatsapp", "wechat", "telegram", "facebook_messenger", "snapchat", "qq", "instagram_dm", "discord"),
        *("viber", "line", "kakaotalk", "signal", "teams", "max", "vk_messenger"),
    }
)
"""Where a wrong list of servers misleads most people: what carries their messages was read in two places."""


def complaints(catalogue: Catalogue, today: date) -> Iterator[str]:
    yield from _clashes(catalogue)
    for messenger in catalogue.messengers:
        yield from _twice(messenger)
        for endpoint in messenger.endpoints:
            yield from _stale(endpoint, today)
        for rule in messenger.functions:
            what = f"{messenger.id}: {rule.function}"
            yield from _unsourced(what, rule, today)
            if messenger.id in MOST_USED and rule.function is Function.MESSAGES and rule.needs and not rule.second:
                yield f"{what}: second: nothing, but the most used messengers have a second source"


def unread(catalogue: Catalogue, answers: Answers) -> Iterator[str]:
    pages = [e for m in catalogue.messengers for e in m.endpoints] + [c.endpoint for c in catalogue.controls.sites]
    for endpoint in pages:
        if not endpoint.read_bytes or endpoint.host is None:
            continue
        path = f"{endpoint.path}*" if endpoint.named_by else endpoint.path
        lengths = answers.lengths(endpoint.host, path)
        if not lengths:
            yield f"{endpoint.id}: read_bytes: nobody noted how long {path} is (tests/lab/answers.toml)"
        elif max(lengths) < RATE_BYTES:
            yield f"{endpoint.id}: read_bytes: {max(lengths)} bytes are too few to tell how fast they come"


def _clashes(catalogue: Catalogue) -> Iterator[str]:
    letters: dict[str, str] = {}
    words: dict[str, str] = {}
    for messenger in catalogue.messengers:
        letter = messenger.letter.casefold()
        if letter in letters:
            yield f"{messenger.id}: letter: {messenger.letter} is that of {letters[letter]} too"
        letters.setdefault(letter, messenger.id)
        local = (name for _, name in messenger.names_by_language)
        for word in {w.casefold() for w in (messenger.id, messenger.name, *messenger.names, *local)}:
            if word in words:
                yield f"{messenger.id}: names: {word} is a name of {words[word]} too"
            words.setdefault(word, messenger.id)


def _twice(messenger: Messenger) -> Iterator[str]:
    seen: dict[tuple[object, ...], str] = {}
    for e in messenger.endpoints:
        key = (e.wire, e.host or e.addresses, e.port, e.path, e.weight is Weight.SPEED, e.read_bytes > 0)
        if key in seen:
            yield f"{e.id}: it is the same as {seen[key]}"
        seen.setdefault(key, e.id)


def _unsourced(what: str, rule: FunctionRule, today: date) -> Iterator[str]:
    if not rule.source:
        yield f"{what}: source: nothing; where was it read that the app uses these servers? (or {UNPUBLISHED!r})"
    elif rule.dated is None and not rule.unpublished:
        yield f"{what}: dated: nothing, but a source has a day"
    if rule.second and rule.second_dated is None:
        yield f"{what}: second_dated: nothing, but a source has a day"
    for key, day in (("dated", rule.dated), ("second_dated", rule.second_dated)):
        if day is not None and day > today:
            yield f"{what}: {key}: {day} is still to come"
    if rule.why_not == "servers_unpublished" and not rule.unpublished:
        yield f"{what}: why_not: {rule.why_not} contradicts source"


def _stale(endpoint: Endpoint, today: date) -> Iterator[str]:
    if endpoint.last_good is None and endpoint.confidence == "high" and endpoint.host != SERVER:
        yield f"{endpoint.id}: last_good: nothing, but high confidence has a day"
    if endpoint.last_good is not None and endpoint.last_good > today:
        yield f"{endpoint.id}: last_good: {endpoint.last_good} is still to come"
    if endpoint.last_good is not None and today - endpoint.last_good > OLDEST:
        yield f"{endpoint.id}: last_good: {endpoint.last_good} is more than {OLDEST.days} days ago"


def main() -> int:
    try:
        catalogue = load_checked(resources() / "catalogue")
        pins = load_pins(resources() / "roots")
    except ResourceError as error:
        print(error)
        return 1
    found = list(complaints(catalogue, datetime.now(UTC).date()))
    pinned = {e.id for m in catalogue.messengers for e in m.endpoints if e.trust is Trust.PINNED}
    found += list(unread(catalogue, load_answers()))
    with_pins = {identifier for identifier, kept in pins.items() if kept.leaf_sha256 or kept.ca_sha256}
    found += [f"{identifier}: trust: nothing is pinned in pins.toml" for identifier in sorted(pinned - with_pins)]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
