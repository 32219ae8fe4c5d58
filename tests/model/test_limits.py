"""The limits of a check: each is explained, and they fit into one another."""

import ast
import inspect

import pytest

from dialtone.model import limits
from dialtone.model.frozen import Frozen
from dialtone.model.limits import Limits
from dialtone.model.thresholds import EVERY_HELLO, REPEATED, REPEATED_ON_LOSSY_LINE, SHARE_ATTEMPTS, SHARE_CONTRASTS

ALL = Limits()
GROUPS = [getattr(ALL, name) for name in ALL.__struct_fields__]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: type(group).__name__)
def test_every_limit_is_a_size_that_something_can_reach(group: Frozen) -> None:
    for name in group.__struct_fields__:
        value = getattr(group, name)
        assert not isinstance(value, int | float) or value > 0, name


def test_every_limit_says_what_it_is() -> None:
    tree = ast.parse(inspect.getsource(limits))
    classes = [c for c in tree.body if isinstance(c, ast.ClassDef) and c.name != Limits.__name__]
    bare = [
        f"{c.name}.{ast.unparse(at.target)}"
        for c in classes
        for at, after in zip(c.body, [*c.body[1:], ast.Pass()], strict=True)
        if isinstance(at, ast.AnnAssign) and not (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant))
    ]
    assert len(classes) == len(GROUPS)
    assert not bare


def test_they_fit_into_one_another() -> None:
    steps, check, trial = ALL.steps, ALL.check, ALL.proxy_test
    assert 1.0 < steps.shortest < steps.uninformed < steps.longest < check.seconds
    assert steps.shortest_brief_limit < steps.longest_brief_limit < steps.uninformed
    assert ALL.lookups.asked_again_after < ALL.lookups.system < check.seconds
    assert check.foreign_first < steps.shortest
    assert trial.late < trial.step < trial.seconds
    assert ALL.download.step < ALL.download.seconds
    assert ALL.starts.at_once < ALL.starts.in_all
    for allowance in (ALL.allowance, ALL.download.allowance):
        assert allowance.connection < allowance.in_all


def test_enough_is_tried_for_what_the_judge_requires() -> None:
    retries, sending, slow = ALL.retries, ALL.sending, ALL.slow
    assert retries.after_cut + 1 >= REPEATED_ON_LOSSY_LINE
    assert retries.through_proxy >= REPEATED
    assert retries.app_hellos >= EVERY_HELLO
    assert retries.share_tries >= SHARE_ATTEMPTS
    assert retries.share_at_once >= SHARE_CONTRASTS
    assert sending.times >= REPEATED
    assert sending.pieces > 25, "some filters let 25 packets pass"
    assert min(sending.large_bytes, slow.read_bytes) > 20 * 1024, "freezes set in after 16 to 20 KB"
