"""What has something in common is listed together, in the order in which it occurs first."""

from dialtone.explain.grouping import group_by


def test_groups_and_what_is_in_them_keep_their_order() -> None:
    assert list(group_by(["b2", "a1", "b1"], lambda text: text[0]).items()) == [("b", ["b2", "b1"]), ("a", ["a1"])]
