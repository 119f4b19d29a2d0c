"""`python -m fairdraw`."""

import sys

from fairdraw.cli import main

sys.exit(main())
