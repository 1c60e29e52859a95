"""`python -m yichuang.config.cli …` is the command `yichuang`."""

import sys

from .main import main

sys.exit(main())
