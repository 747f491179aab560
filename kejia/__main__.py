"""`python -m kejia` is the same as `kejia`."""

import sys

from kejia.console.main import main

sys.exit(main())
