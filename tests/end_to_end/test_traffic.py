"""What docs/threats.md promises of a check's cost, measured at the interface as its table is."""

import pytest

from end_to_end.conftest import LabCommand


@pytest.mark.lab
def test_a_check_of_all_costs_what_is_promised(lab_command: LabCommand) -> None:
    answer = lab_command("traffic", "clean", "--messengers", "all")
    head, row = ([cell.strip() for cell in answer.stdout.splitlines()[line].strip("|").split("|")] for line in (0, 2))
    costs = dict(zip(head, row, strict=True))
    assert int(costs["KB in all"]) <= 4_000, costs
    assert int(costs["memory MB"]) <= 100, costs
    assert 1 <= int(costs["sign-in pages"]) <= 2, costs
    assert costs["requests in the clear"] == costs["sign-in pages"], "nothing else is asked in the clear"
