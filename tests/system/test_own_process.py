"""What is started from the frozen program does not inherit what its own start needed."""

import pytest

from dialtone.system.own_process import restore_environment


@pytest.mark.parametrize(
    ("found", "left"),
    [
        ({"LD_LIBRARY_PATH": "/opt/dialtone/_internal", "_PYI_ARCHIVE_FILE": "x", "HOME": "/h"}, {"HOME": "/h"}),
        ({"LD_LIBRARY_PATH": "/d:/mine", "LD_LIBRARY_PATH_ORIG": "/mine"}, {"LD_LIBRARY_PATH": "/mine"}),
        ({"LD_LIBRARY_PATH": "/d", "LD_LIBRARY_PATH_ORIG": ""}, {"LD_LIBRARY_PATH": ""}),
        ({"HOME": "/h"}, {"HOME": "/h"}),
    ],
)
def test_the_libraries_of_before_are_put_back(found: dict[str, str], left: dict[str, str]) -> None:
    restore_environment(found)
    assert found == left
