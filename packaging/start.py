"""Where a frozen Dialtone begins."""

import os
import sys

from dialtone.__main__ import main
from dialtone.system.own_process import restore_environment

restore_environment(os.environ)
sys.exit(main())
