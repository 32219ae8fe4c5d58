"""Where a frozen Dialtone begins."""

import sys

from dialtone.__main__ import main

sys.exit(main())
