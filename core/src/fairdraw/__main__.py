"""`python -m fairdraw`."""

import sys

from fairdraw.cli import main

if __name__ == "__main__":  # processes started afresh import this module
    sys.exit(main())
